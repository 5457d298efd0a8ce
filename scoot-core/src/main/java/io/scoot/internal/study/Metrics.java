package io.scoot.internal.study;

import io.scoot.Observation;
import io.scoot.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a measured outcome must hold to be one. */
final class Metrics {

    private Metrics() {}

    /** The metrics of a study's objectives and bounds. */
    static Set<String> wanted(StudyPlan plan) {
        Set<String> wanted = new LinkedHashSet<>();
        plan.objectives().forEach(objective -> wanted.add(objective.metric()));
        plan.slos().forEach(slo -> wanted.add(slo.metric()));
        return wanted;
    }

    /** The outcome itself, or a crash that names the wanted metric that is missing or not finite. */
    static Outcome check(Outcome outcome, Set<String> wanted) {
        if (outcome instanceof Outcome.Measured measured) {
            for (String metric : wanted) {
                Double value = measured.metrics().get(metric);
                if (value == null) {
                    return crash("metric " + metric + " is missing", outcome);
                }
                if (!Double.isFinite(value)) {
                    return crash("metric " + metric + " is " + value, outcome);
                }
            }
        }
        return outcome;
    }

    /** Why no outcome of this evaluator can ever count: a wanted metric is not among what it reports, now or before. */
    static Optional<String> unknown(Outcome outcome, Set<String> wanted, List<Observation> told) {
        if (!(outcome instanceof Outcome.Measured measured)) {
            return Optional.empty();
        }
        Set<String> reported = measured.metrics().keySet();
        return wanted.stream()
                .filter(metric -> !reported.contains(metric)
                        && told.stream().noneMatch(o -> o.metrics().containsKey(metric)))
                .findFirst()
                .map(metric -> "the evaluator reports no metric \"" + metric + "\"; a measured outcome has "
                        + measured.metrics()
                        + Nearest.to(metric, reported)
                                .map(name -> ". Maybe \"" + name + "\" was meant")
                                .orElse(""));
    }

    private static Outcome crash(String reason, Outcome outcome) {
        return Outcome.crashed(reason).withCost(outcome.cost());
    }
}
