package io.scoot.benchmarks.problems;

import java.util.List;
import java.util.stream.Stream;

/** All problems there are. */
public final class Problems {

    private Problems() {}

    /** The synthetic ones, then the services. */
    public static List<Problem> all() {
        return Stream.concat(DevProblems.all().stream(), ServiceProblems.all().stream())
                .toList();
    }

    /**
     * The problem of that name.
     *
     * @throws IllegalArgumentException if there is none, with those there are
     */
    public static Problem named(String name) {
        return all().stream()
                .filter(problem -> problem.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no problem \"" + name + "\"; there are "
                        + all().stream().map(Problem::name).toList()));
    }
}
