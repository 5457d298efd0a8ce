package io.scoot.internal.study;

import io.scoot.Objective;
import io.scoot.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a measured outcome must hold to be one. */
final class Metrics {

    private Metrics() {}

    /** The outcome itself, or a crash that names the objective's metric that is missing or not finite. */
    static Outcome check(Outcome outcome, List<Objective> objectives) {
        if (outcome instanceof Outcome.Measured measured) {
            for (Objective objective : objectives) {
                Double value = measured.metrics().get(objective.metric());
                if (value == null) {
                    return crash("metric " + objective.metric() + " is missing", outcome);
                }
                if (!Double.isFinite(value)) {
                    return crash("metric " + objective.metric() + " is " + value, outcome);
                }
            }
        }
        return outcome;
    }

    /** Why no outcome of this evaluator can ever count: an objective's metric is not among what it reports. */
    static Optional<String> unknown(Outcome outcome, List<Objective> objectives) {
        if (!(outcome instanceof Outcome.Measured measured)) {
            return Optional.empty();
        }
        Set<String> reported = measured.metrics().keySet();
        return objectives.stream()
                .map(Objective::metric)
                .filter(metric -> !reported.contains(metric))
                .findFirst()
                .map(metric -> "the evaluator reports no metric \"" + metric + "\"; the first measured outcome has "
                        + measured.metrics()
                        + Nearest.to(metric, reported)
                                .map(name -> ". Maybe \"" + name + "\" was meant")
                                .orElse(""));
    }

    private static Outcome crash(String reason, Outcome outcome) {
        return Outcome.crashed(reason).withCost(outcome.cost());
    }
}
