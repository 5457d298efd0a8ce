package io.scoot;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ordered numbers, evenly spaced for the surrogate.
 *
 * @param levels in increasing order; all {@code Integer}, else all {@code Long}, else all {@code Double}
 * @param automatic whether the first level is no number like the others, but says that the engine chooses by itself
 */
public record OrdinalParameter(String name, List<Number> levels, boolean automatic) implements Parameter {

    /** Of numbers alone. */
    public OrdinalParameter(String name, List<Number> levels) {
        this(name, levels, false);
    }

    /** Checks the levels. */
    public OrdinalParameter {
        ParameterChecks.name(name);
        ParameterChecks.noNulls(name, levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("parameter \"" + name + "\": it has no level; at least one is needed");
        }
        for (Number level : levels) {
            if (!Double.isFinite(level.doubleValue())) {
                throw new IllegalArgumentException("parameter \"" + name + "\": level " + level + " must be finite");
            }
        }
        for (int i = 1; i < levels.size(); i++) {
            if (exact(levels.get(i)).compareTo(exact(levels.get(i - 1))) <= 0) {
                throw new IllegalArgumentException(
                        "parameter \"" + name + "\": levels " + levels + " must increase. Maybe a choice was meant.");
            }
        }
        levels = canonicalLevels(levels);
    }

    /**
     * The same, but its first level, such as 0, says that the parameter is not given and the engine chooses by itself: what it
     * does then is no more like its neighbour's effect than like any other's, and is learned apart.
     */
    public OrdinalParameter withAutomatic() {
        return new OrdinalParameter(name, levels, true);
    }

    @Override
    public Object canonical(Object value) {
        int index = levels.indexOf(value);
        if (index >= 0) {
            return levels.get(index);
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            BigDecimal wanted = exact(number);
            for (Number level : levels) {
                if (exact(level).compareTo(wanted) == 0) {
                    return level;
                }
            }
            throw new IllegalArgumentException("parameter \"" + name + "\": " + value + " is not one of its levels "
                    + levels + ". Maybe " + nearest(wanted) + " was meant.");
        }
        throw ParameterChecks.notAllowed(name, value, "one of its levels " + levels);
    }

    private Number nearest(BigDecimal value) {
        return levels.stream()
                .min(Comparator.comparing(level -> exact(level).subtract(value).abs()))
                .orElseThrow();
    }

    private static List<Number> canonicalLevels(List<Number> levels) {
        boolean integers = levels.stream().allMatch(level -> level.doubleValue() == level.intValue());
        boolean longs =
                levels.stream().allMatch(level -> exact(level).compareTo(BigDecimal.valueOf(level.longValue())) == 0);
        return levels.stream()
                .map(level -> integers
                        ? (Number) level.intValue()
                        : longs ? (Number) level.longValue() : (Number) level.doubleValue())
                .collect(Collectors.toUnmodifiableList());
    }

    /** Two longs beyond 2⁵³ may be one double. */
    private static BigDecimal exact(Number number) {
        return number instanceof Double || number instanceof Float
                ? BigDecimal.valueOf(number.doubleValue())
                : new BigDecimal(number.toString());
    }

    /** For people. */
    @Override
    public String toString() {
        String numbers =
                levels.stream().skip(automatic ? 1 : 0).map(Object::toString).collect(Collectors.joining(" < "));
        return name + ": " + (automatic ? levels.get(0) + " for automatic, or " : "") + "one of " + numbers;
    }
}
