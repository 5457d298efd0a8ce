package io.scoot.report.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.scoot.BoolParameter;
import io.scoot.ChoiceParameter;
import io.scoot.IntegerParameter;
import io.scoot.OrdinalParameter;
import io.scoot.Parameter;
import io.scoot.RealParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as an axis of a chart.
 *
 * @param name of the parameter
 * @param levels its values in order, where they are few; empty of a range
 * @param min of a range
 * @param max of a range
 * @param log whether a range is on a logarithmic scale
 * @param standard the engine's default; null where there is none
 */
public record Axis(
        String name, List<Object> levels, double min, double max, boolean log, @Nullable Object standard, @JsonIgnore
        Parameter parameter) {

    /** A range of more integers than this is shown as one. */
    private static final int FEW = 24;

    /** The axis of a parameter. */
    public static Axis of(Parameter parameter, @Nullable Object standard) {
        if (parameter instanceof RealParameter real) {
            return new Axis(real.name(), List.of(), real.min(), real.max(), real.logScale(), standard, parameter);
        } else if (parameter instanceof IntegerParameter integer) {
            List<Object> levels = (long) integer.max() - integer.min() < FEW
                    ? IntStream.rangeClosed(integer.min(), integer.max())
                            .<Object>mapToObj(i -> i)
                            .toList()
                    : List.of();
            return new Axis(
                    integer.name(), levels, integer.min(), integer.max(), integer.logScale(), standard, parameter);
        } else if (parameter instanceof OrdinalParameter ordinal) {
            return levels(parameter, List.copyOf(ordinal.levels()), standard);
        } else if (parameter instanceof ChoiceParameter choice) {
            return levels(parameter, List.copyOf(choice.values()), standard);
        } else if (parameter instanceof BoolParameter) {
            return levels(parameter, List.of(false, true), standard);
        }
        throw new AssertionError(parameter);
    }

    private static Axis levels(Parameter parameter, List<Object> levels, @Nullable Object standard) {
        return new Axis(parameter.name(), levels, 0.0, levels.size() - 1.0, false, standard, parameter);
    }

    /** The value at a position u in [0, 1]: all values of a parameter have an equal share, on its scale. */
    Object value(double u) {
        if (!levels.isEmpty()) {
            return levels.get((int) Math.min(levels.size() - 1.0, Math.floor(u * levels.size())));
        }
        double value = log ? Math.exp(Math.log(min) + u * (Math.log(max) - Math.log(min))) : min + u * (max - min);
        double inside = Math.min(max, Math.max(min, value));
        if (parameter instanceof IntegerParameter) {
            return (int) Math.min(max, Math.max(min, Math.rint(inside)));
        }
        return parameter instanceof RealParameter real && real.stepped() ? onGrid(real, inside) : inside;
    }

    private static double onGrid(RealParameter real, double value) {
        double nearest = real.min() + Math.rint((value - real.min()) / real.step()) * real.step();
        return nearest > real.max() ? nearest - real.step() : nearest;
    }

    /** At most {@code count} different values from end to end, the default among them if it is one of few. */
    List<Object> grid(int count) {
        if (!levels.isEmpty() && levels.size() <= count) {
            return levels;
        }
        List<Object> grid = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object value = value(i / (count - 1.0));
            if (!grid.contains(value)) {
                grid.add(value);
            }
        }
        return grid;
    }
}
