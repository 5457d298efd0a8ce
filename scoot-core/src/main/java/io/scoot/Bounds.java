package io.scoot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The one place that says whether an observation keeps a study's bounds. */
final class Bounds {

    private final List<Slo> slos;
    private final Map<String, Double> defaults; // the default configuration's metrics; empty while unknown

    Bounds(List<Slo> slos, Map<String, Double> defaults) {
        this.slos = slos;
        this.defaults = defaults;
    }

    /** Of a study with these observations. */
    static Bounds of(List<Slo> slos, List<Observation> observations) {
        Optional<Observation> standard = observations.stream()
                .filter(o -> o.trial().phase() == Phase.DEFAULT && o.feasible())
                .findFirst();
        return new Bounds(slos, standard.map(Observation::metrics).orElse(Map.of()));
    }

    /** The bound in the metric's unit; empty where it is relative to a default that was not measured. */
    OptionalDouble bound(Slo slo) {
        if (!slo.relative()) {
            return OptionalDouble.of(slo.value());
        }
        Double standard = defaults.get(slo.metric());
        return standard == null ? OptionalDouble.empty() : OptionalDouble.of(slo.value() * standard);
    }

    /**
     * The margin of a feasible observation to one bound, in units of the bound; empty where the bound is not known. A metric that
     * was not measured, as in a study that had no such bound yet, keeps none.
     */
    OptionalDouble margin(Slo slo, Observation observation) {
        OptionalDouble bound = bound(slo);
        if (bound.isEmpty()) {
            return OptionalDouble.empty();
        }
        double measured = observation.metrics().getOrDefault(slo.metric(), Double.NaN);
        return OptionalDouble.of(
                Double.isFinite(measured) ? slo.margin(measured, bound.getAsDouble()) : Double.NEGATIVE_INFINITY);
    }

    /** The sum of what a feasible observation breaks bounds by, each in units of its bound; 0 where it keeps all that are known. */
    double violation(Observation observation) {
        return slos.stream()
                .mapToDouble(slo -> margin(slo, observation).orElse(0.0))
                .map(margin -> Math.max(0.0, -margin))
                .sum();
    }

    /** Whether an observation worked and keeps all bounds that are known. */
    boolean satisfies(Observation observation) {
        return observation.feasible() && violation(observation) == 0.0;
    }

    /** The least margin of a feasible observation, in units of its bound; +∞ without bounds. */
    double leastMargin(Observation observation) {
        return slos.stream()
                .mapToDouble(slo -> margin(slo, observation).orElse(Double.POSITIVE_INFINITY))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
