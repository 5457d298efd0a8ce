package io.scoot;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all kinds of parameter check alike, with one grammar of messages. */
final class ParameterChecks {

    private ParameterChecks() {}

    static void name(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a parameter has the empty name \"" + name + "\"; it needs one");
        }
    }

    static void noNulls(String name, @Nullable Collection<?> values) {
        if (values == null || values.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("parameter \"" + name + "\": null among its values " + values);
        }
    }

    static void noNulls(String name, Object @Nullable [] values) {
        noNulls(name, values == null ? null : Arrays.asList(values));
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

    /** A value that a parameter cannot have; text where a number (or a number where text) was meant gets a hint. */
    static IllegalArgumentException notAllowed(String name, @Nullable Object value, String allowed) {
        return new IllegalArgumentException(
                "parameter \"" + name + "\": " + quoted(value) + " is not " + allowed + hint(value, allowed));
    }

    private static String quoted(@Nullable Object value) {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }

    private static String hint(@Nullable Object value, String allowed) {
        if (!(value instanceof String text) || allowed.startsWith("one of its values")) {
            return "";
        }
        String trimmed = text.strip();
        if (trimmed.equalsIgnoreCase("true") || trimmed.equalsIgnoreCase("false")) {
            return ". It is text; maybe the boolean " + trimmed.toLowerCase(Locale.ROOT) + " was meant";
        }
        return trimmed.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")
                ? ". It is text; maybe the number " + trimmed + " was meant"
                : "";
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }
}
