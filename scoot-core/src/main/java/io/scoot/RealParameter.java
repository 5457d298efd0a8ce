package io.scoot;

import io.scoot.gp.Dimension;

/**
 * The real numbers of [min, max].
 *
 * @param logScale whether equal ratios, rather than equal differences, are equally far apart
 */
public record RealParameter(String name, double min, double max, boolean logScale) implements Parameter {

    /** Checks the bounds. */
    public RealParameter {
        ParameterChecks.bounds(name, min, max, logScale);
        if (Double.isInfinite(max - min)) {
            throw new IllegalArgumentException(
                    "parameter \"" + name + "\": the range [" + min + ", " + max + "] is wider than a double can hold");
        }
    }

    /**
     * The same range on a logarithmic scale.
     *
     * @throws IllegalArgumentException if {@code min <= 0}
     */
    public RealParameter log() {
        return new RealParameter(name, min, max, true);
    }

    @Override
    public Dimension dimension() {
        return min == max ? Dimension.levels(1) : Dimension.real();
    }

    @Override
    public Object canonical(Object value) {
        if (value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max) {
            return number.doubleValue() + 0.0; // -0.0 becomes 0.0, so that equal values are equal keys
        }
        throw ParameterChecks.notAllowed(name, value, "a number in [" + min + ", " + max + "]");
    }

    @Override
    public double encode(Object canonical) {
        double value = (Double) canonical;
        if (min == max) {
            return 0.0;
        }
        double u = logScale ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
        return Math.max(0.0, Math.min(1.0, u));
    }

    @Override
    public Object decode(double coordinate) {
        double u = Math.max(0.0, Math.min(1.0, coordinate));
        if (u == 0.0) {
            return min + 0.0;
        }
        if (u == 1.0) {
            return max + 0.0;
        }
        double value = logScale ? min * Math.pow(max / min, u) : min + u * (max - min);
        return Math.max(min, Math.min(max, value)) + 0.0;
    }

    /** For people. */
    @Override
    public String toString() {
        return name + ": real number from " + min + " to " + max + (logScale ? ", log scale" : "");
    }
}
