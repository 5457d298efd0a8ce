package io.scoot;

/**
 * The integers {@code min … max}.
 *
 * @param logScale whether equal ratios, rather than equal differences, are equally far apart
 */
public record IntegerParameter(String name, int min, int max, boolean logScale) implements Parameter {

    /** Checks the bounds. */
    public IntegerParameter {
        ParameterChecks.bounds(name, min, max, logScale);
    }

    /**
     * The same integers on a logarithmic scale.
     *
     * @throws IllegalArgumentException if {@code min < 1}
     */
    public IntegerParameter log() {
        return new IntegerParameter(name, min, max, true);
    }

    @Override
    public Object canonical(Object value) {
        if (value instanceof Number number) {
            double wide = number.doubleValue();
            if (wide == Math.rint(wide) && wide >= min && wide <= max) {
                return (int) wide;
            }
        }
        throw ParameterChecks.notAllowed(name, value, "an integer in [" + min + ", " + max + "]");
    }

    /** For people. */
    @Override
    public String toString() {
        return name + ": integer from " + min + " to " + max + (logScale ? ", log scale" : "");
    }
}
