package io.scoot;

import io.scoot.gp.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ordered numbers, evenly spaced for the surrogate.
 *
 * @param levels in increasing order; all {@code Integer}, or all {@code Double}
 */
public record OrdinalParameter(String name, List<Number> levels) implements Parameter {

    /** Checks the levels. */
    public OrdinalParameter {
        ParameterChecks.name(name);
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("parameter \"" + name + "\": it has no level; at least one is needed");
        }
        for (int i = 0; i < levels.size(); i++) {
            double level = levels.get(i).doubleValue();
            if (!Double.isFinite(level)) {
                throw new IllegalArgumentException("parameter \"" + name + "\": level " + level + " must be finite");
            }
            if (i > 0 && level <= levels.get(i - 1).doubleValue()) {
                throw new IllegalArgumentException(
                        "parameter \"" + name + "\": levels " + levels + " must increase. Maybe a choice was meant.");
            }
        }
        boolean integers = levels.stream().allMatch(OrdinalParameter::isInt);
        levels = levels.stream()
                .map(level -> integers ? (Number) level.intValue() : (Number) level.doubleValue())
                .collect(Collectors.toUnmodifiableList());
    }

    static OrdinalParameter of(String name, Number... levels) {
        return new OrdinalParameter(name, Arrays.asList(levels));
    }

    @Override
    public Dimension dimension() {
        return Dimension.levels(levels.size());
    }

    @Override
    public Object canonical(Object value) {
        if (value instanceof Number number) {
            for (Number level : levels) {
                if (level.doubleValue() == number.doubleValue()) {
                    return level;
                }
            }
            throw new IllegalArgumentException("parameter \"" + name + "\": " + value + " is not one of its levels "
                    + levels + ". Maybe " + nearest(number.doubleValue()) + " was meant.");
        }
        throw ParameterChecks.notAllowed(name, value, "one of its levels " + levels);
    }

    @Override
    public double encode(Object canonical) {
        return scale().position(levels.indexOf(canonical));
    }

    @Override
    public Object decode(double coordinate) {
        return levels.get((int) scale().index(coordinate));
    }

    private Dimension.Levels scale() {
        return Dimension.levels(levels.size());
    }

    private Number nearest(double value) {
        Number best = levels.get(0);
        for (Number level : levels) {
            if (Math.abs(level.doubleValue() - value) < Math.abs(best.doubleValue() - value)) {
                best = level;
            }
        }
        return best;
    }

    private static boolean isInt(Number number) {
        return number.doubleValue() == number.intValue();
    }

    /** For people. */
    @Override
    public String toString() {
        return name + ": one of " + levels.stream().map(Object::toString).collect(Collectors.joining(" < "));
    }
}
