package io.scoot;

/** What all kinds of parameter check alike, with one grammar of messages. */
final class ParameterChecks {

    private ParameterChecks() {}

    static void name(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a parameter has the empty name \"" + name + "\"; it needs one");
        }
    }

    static void bounds(String name, double min, double max, boolean logScale) {
        name(name);
        if (!Double.isFinite(min) || !Double.isFinite(max)) {
            throw new IllegalArgumentException(
                    "parameter \"" + name + "\": bounds [" + min + ", " + max + "] must be finite");
        }
        if (min > max) {
            throw new IllegalArgumentException("parameter \"" + name + "\": min " + text(min) + " is above max "
                    + text(max) + ". Maybe they were swapped.");
        }
        if (logScale && min <= 0) {
            throw new IllegalArgumentException("parameter \"" + name + "\": a log scale needs min > 0, but min is "
                    + text(min) + ". Maybe a linear scale was meant.");
        }
    }

    static IllegalArgumentException notAllowed(String name, Object value, String allowed) {
        return new IllegalArgumentException("parameter \"" + name + "\": " + value + " is not " + allowed);
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }
}
