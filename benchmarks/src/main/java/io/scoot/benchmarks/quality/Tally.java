package io.scoot.benchmarks.quality;

import io.scoot.Configuration;
import io.scoot.Outcome;
import io.scoot.benchmarks.problems.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what one run has observed, whoever made the suggestions. Not thread-safe. */
final class Tally {

    private final Problem problem;
    private final int start; // observations that any tuner makes before it has learned
    private final List<Outcome> seen = new ArrayList<>();
    private final List<Double> regret = new ArrayList<>();
    private final Map<Integer, Double> askSeconds = new TreeMap<>();
    private int crashes;
    private int suggestedCrashes;
    private int violations;
    private @Nullable Integer satisfying;

    Tally(Problem problem) {
        this.problem = problem;
        this.start = problem.space().parameters().size()
                + (problem.space().defaults().isPresent() ? 1 : 0);
    }

    /** One more observation. */
    void observed(Configuration configuration, Outcome outcome) {
        boolean feasible = outcome instanceof Outcome.Measured;
        seen.add(outcome);
        regret.add(problem.regret(seen));
        crashes += feasible ? 0 : 1;
        suggestedCrashes += feasible || seen.size() <= start ? 0 : 1;
        violations += problem.space().admits(configuration) ? 0 : 1;
        if (satisfying == null && !problem.slos().isEmpty() && problem.satisfies(outcome)) {
            satisfying = seen.size();
        }
    }

    /** How long the suggestion after {@code n} observations took; kept for each tenth. */
    void asked(int n, double seconds) {
        if (n > 0 && n % 10 == 0) {
            askSeconds.put(n, seconds);
        }
    }

    /** Observations so far. */
    int count() {
        return seen.size();
    }

    /** A run that ended with a recommendation of that regret, or with none, and with that verdict on the bounds, or with none. */
    Run run(
            String tuner,
            String name,
            long seed,
            int parallelism,
            @Nullable Double recommended,
            @Nullable Boolean saidUnmet) {
        return new Run(
                tuner,
                name,
                seed,
                parallelism,
                List.copyOf(regret),
                crashes,
                suggestedCrashes,
                Math.max(0, seen.size() - start),
                violations,
                Map.copyOf(askSeconds),
                recommended,
                satisfying,
                saidUnmet);
    }
}
