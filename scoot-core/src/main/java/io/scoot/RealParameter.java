package io.scoot;

import java.math.BigDecimal;

/**
 * The real numbers of [min, max], or those of them that lie a whole number of steps above {@code min}.
 *
 * @param logScale whether equal ratios, rather than equal differences, are equally far apart
 * @param step distance of neighbouring values; 0 where every number is allowed
 */
public record RealParameter(String name, double min, double max, boolean logScale, double step) implements Parameter {

    /** As many steps as a double counts exactly. */
    private static final double MOST_STEPS = 1L << 53;

    /** So far off a value on the grid may be, in steps: rounding of 0.1 + 0.2, not another number. */
    private static final double ROUNDING = 1e-6;

    /** Checks the bounds and the step. */
    public RealParameter {
        ParameterChecks.bounds(name, min, max, logScale);
        if (Double.isInfinite(max - min)) {
            throw new IllegalArgumentException(
                    "parameter \"" + name + "\": the range [" + min + ", " + max + "] is wider than a double can hold");
        }
        if (!(step >= 0.0) || Double.isInfinite(step) || (step > 0.0 && (max - min) / step > MOST_STEPS)) {
            throw new IllegalArgumentException("parameter \"" + name + "\": step " + step + " from " + min + " to "
                    + max + " must be positive, finite and no finer than doubles are");
        }
    }

    /**
     * The same range on a logarithmic scale.
     *
     * @throws IllegalArgumentException if {@code min <= 0}
     */
    public RealParameter log() {
        return new RealParameter(name, min, max, true, step);
    }

    /**
     * Only {@code min}, {@code min + step}, {@code min + 2 step} … up to {@code max}, written without rounding errors: the
     * flags that people deploy are 0.8 and 0.81, not 0.8038097383735712.
     *
     * @throws IllegalArgumentException if {@code step <= 0}
     */
    public RealParameter step(double value) {
        if (!(value > 0.0)) {
            throw new IllegalArgumentException("parameter \"" + name + "\": step " + value + " must be positive");
        }
        return new RealParameter(name, min, max, logScale, value);
    }

    /** Whether only a grid of values is allowed. */
    public boolean stepped() {
        return step > 0.0;
    }

    /**
     * Number of values of a stepped parameter.
     *
     * @throws IllegalStateException if it is not {@link #stepped()}
     */
    public long count() {
        requireStepped();
        double steps = (max - min) / step;
        return 1 + (long) Math.floor(steps + ROUNDING);
    }

    /**
     * The value {@code index} steps above {@code min}, of a stepped parameter.
     *
     * @param index 0 … {@link #count()} − 1
     * @throws IllegalStateException if it is not {@link #stepped()}
     */
    public double value(long index) {
        requireStepped();
        BigDecimal above = BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(index));
        return Math.min(max, BigDecimal.valueOf(min).add(above).doubleValue()) + 0.0;
    }

    @Override
    public Object canonical(Object value) {
        if (value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max) {
            double real = number.doubleValue() + 0.0; // -0.0 becomes 0.0, so that equal values are equal keys
            return stepped() ? onGrid(real) : real;
        }
        throw ParameterChecks.notAllowed(name, value, "a number in [" + min + ", " + max + "]");
    }

    private double onGrid(double value) {
        double steps = (value - min) / step;
        long index = Math.min(count() - 1, Math.round(steps));
        if (Math.abs(steps - index) > ROUNDING) {
            throw ParameterChecks.notAllowed(
                    name, value, min + " plus a multiple of " + step + ". Maybe " + value(index) + " was meant");
        }
        return value(index);
    }

    private void requireStepped() {
        if (!stepped()) {
            throw new IllegalStateException("parameter \"" + name + "\" has no step");
        }
    }

    /** For people. */
    @Override
    public String toString() {
        return name + ": real number from " + min + " to " + max + (stepped() ? " in steps of " + step : "")
                + (logScale ? ", log scale" : "");
    }
}
