package io.scoot.benchmarks.problems;

import io.scoot.benchmarks.tables.TableFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All problems there are. */
public final class Problems {

    private Problems() {}

    /** The formulas, then the services. */
    public static List<Problem> all() {
        return Stream.of(DevProblems.all(), Formulas.all(), ServiceProblems.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Those and the measured tables of a folder, if one is named. */
    public static List<Problem> all(Optional<Path> tables) {
        return Stream.concat(all().stream(), tables.map(TableFolder::read).orElse(List.of()).stream())
                .toList();
    }

    /** Those under bounds of one kind, services or tables; the latter need a folder. */
    public static List<Problem> bounded(Half.Kind kind, Optional<Path> tables) {
        return switch (kind) {
            case SERVICE -> BoundedServices.all();
            case TABLE -> tables.map(TableFolder::bounded).orElse(List.of());
            case FORMULA -> List.of();
        };
    }

    /** Quick ones to try a change on, in neither half. */
    public static List<Problem> sketches() {
        return Sketches.all();
    }

    /**
     * The problem of that name.
     *
     * @throws IllegalArgumentException if there is none, with those there are
     */
    public static Problem named(String name) {
        return named(name, all());
    }

    /**
     * The one of that name among {@code problems}.
     *
     * @throws IllegalArgumentException if there is none, with those there are
     */
    public static Problem named(String name, List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no problem \"" + name + "\"; there are "
                        + problems.stream().map(Problem::name).toList()
                        + ". Measured tables need the option --tables."));
    }
}
