package io.scoot;

import io.scoot.acq.Hypervolume;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of two feasible observations is better.
 *
 * @param objectives none where the bounds alone count
 * @param bounds that should be kept
 * @param reference of several objectives' hypervolume
 */
record Ranking(List<Objective> objectives, Bounds bounds, Optional<Map<String, Double>> reference) {

    /**
     * By one objective's value; by the hypervolume of several against the reference (Eq. 10) and, where that is 0, by the worst
     * objective relative to the reference; by the least margin without objectives. The earlier of equals is better.
     */
    Comparator<Observation> byQuality() {
        return quality().thenComparing(o -> -o.trial().number());
    }

    /** By what the bounds are broken by, in the sum of their units, then by quality. */
    Comparator<Observation> byViolation() {
        return Comparator.comparingDouble((Observation o) -> -bounds.violation(o))
                .thenComparing(byQuality());
    }

    private Comparator<Observation> quality() {
        if (objectives.isEmpty()) {
            return Comparator.comparingDouble(bounds::leastMargin);
        }
        return objectives.size() == 1
                ? Comparator.comparingDouble(o -> oriented(o)[0])
                : Comparator.comparingDouble((Observation o) -> hypervolume(List.of(o)))
                        .thenComparingDouble(this::worstRelativeGain);
    }

    /** The objectives' values, oriented so that more is better. */
    double[] oriented(Observation observation) {
        return objectives.stream()
                .mapToDouble(objective -> objective.oriented(observation.metric(objective.metric())))
                .toArray();
    }

    /** The volume between observations and the reference; 0 without a reference or objectives. */
    double hypervolume(List<Observation> observations) {
        return reference.isEmpty() || objectives.isEmpty()
                ? 0.0
                : Hypervolume.of(
                        observations.stream().map(this::oriented).toArray(double[][]::new), orientedReference());
    }

    private double[] orientedReference() {
        Map<String, Double> values = reference.orElseThrow();
        return objectives.stream()
                .mapToDouble(objective -> objective.oriented(values.getOrDefault(objective.metric(), Double.NaN)))
                .toArray();
    }

    /** 0 without a reference, for then nothing is a gain. */
    private double worstRelativeGain(Observation observation) {
        if (reference.isEmpty()) {
            return 0.0;
        }
        double[] point = oriented(observation);
        double[] from = orientedReference();
        double worst = Double.POSITIVE_INFINITY;
        for (int j = 0; j < point.length; j++) {
            worst = Math.min(worst, (point[j] - from[j]) / Math.max(Math.abs(from[j]), Double.MIN_NORMAL));
        }
        return worst;
    }
}
