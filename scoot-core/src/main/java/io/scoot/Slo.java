package io.scoot;

/**
 * A bound that a configuration must keep to be of use, on any metric that the evaluator reports:
 * {@code Slo.atMost("ttft_p95_ms", 500)}, {@code Slo.atLeast("accuracy", 0.99).timesDefault()}. Strict on what was measured, in
 * every run.
 *
 * @param metric the name under which the evaluator reports it
 * @param upper whether the metric must be at most, rather than at least, the bound
 * @param value the bound, or its ratio to the default configuration's value
 * @param relative whether {@code value} is a ratio to the default's
 */
public record Slo(String metric, boolean upper, double value, boolean relative) {

    /** Checks metric and value. */
    public Slo {
        if (metric == null || metric.isBlank()) {
            throw new IllegalArgumentException("an SLO has no metric; name one that the evaluator reports");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("SLO on \"" + metric + "\": bound " + value + " must be finite");
        }
        if (relative && value <= 0.0) {
            throw new IllegalArgumentException(
                    "SLO on \"" + metric + "\": " + value + " times the default's value must be positive");
        }
    }

    /** The metric must not be above {@code value}. */
    public static Slo atMost(String metric, double value) {
        return new Slo(metric, true, value, false);
    }

    /** The metric must not be below {@code value}. */
    public static Slo atLeast(String metric, double value) {
        return new Slo(metric, false, value, false);
    }

    /** The same with its value taken as a ratio: {@code atLeast("accuracy", 0.99).timesDefault()} allows a loss of 1 %. */
    public Slo timesDefault() {
        return new Slo(metric, upper, value, true);
    }

    /**
     * How far {@code measured} is on the right side of {@code bound}, in units of the bound: 0.1 is a tenth of it; negative where
     * it is broken. A bound of 0 has the unit 1.
     *
     * @param bound {@code value}, or its product with the default's
     */
    public double margin(double measured, double bound) {
        double room = upper ? bound - measured : measured - bound;
        return room / (bound == 0.0 ? 1.0 : Math.abs(bound));
    }

    /** For people: {@code ttft_p95_ms <= 500}. */
    @Override
    public String toString() {
        return metric + (upper ? " <= " : " >= ") + Bounds.number(value) + (relative ? " × default's" : "");
    }
}
