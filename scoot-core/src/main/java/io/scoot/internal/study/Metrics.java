package io.scoot.internal.study;

import io.scoot.Objective;
import io.scoot.Outcome;
import java.util.List;

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

    private static Outcome crash(String reason, Outcome outcome) {
        return Outcome.crashed(reason).withCost(outcome.cost());
    }
}
