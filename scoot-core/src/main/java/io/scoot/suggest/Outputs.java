package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The metrics that are modelled, each by a process of its own: the objectives, then the bounded metrics that are none. A bound on an
 * objective, on the side that it should go to, is on the objective's process.
 *
 * @param metrics p of them, with the direction in which they are modelled: more is better, or the bound is below
 * @param objectives how many of them, the first, are objectives
 * @param restrictions the bounds that are known
 */
record Outputs(List<Objective> metrics, int objectives, List<Restriction> restrictions) {

    /**
     * A bound.
     *
     * @param output index of the metric
     * @param bound least value, oriented
     * @param unit of margins, positive
     */
    record Restriction(int output, double bound, double unit) {}

    static Outputs of(History history) {
        List<Objective> metrics = new ArrayList<>(history.objectives());
        List<Restriction> restrictions = new ArrayList<>();
        for (Slo slo : history.slos()) {
            OptionalDouble bound = history.bound(slo);
            if (bound.isPresent()) {
                Objective wanted = slo.upper() ? Objective.minimize(slo.metric()) : Objective.maximize(slo.metric());
                if (!metrics.contains(wanted)) {
                    metrics.add(wanted);
                }
                double value = bound.getAsDouble();
                restrictions.add(new Restriction(
                        metrics.indexOf(wanted), wanted.oriented(value), value == 0.0 ? 1.0 : Math.abs(value)));
            }
        }
        return new Outputs(List.copyOf(metrics), history.objectives().size(), List.copyOf(restrictions));
    }

    /** The oriented values of a feasible observation, p of them; NaN for one that was not measured, or is not finite. */
    double[] values(Observation observation) {
        return metrics.stream()
                .mapToDouble(metric -> metric.oriented(observation.metrics().getOrDefault(metric.metric(), Double.NaN)))
                .map(value -> Double.isFinite(value) ? value : Double.NaN)
                .toArray();
    }
}
