package io.scoot.report.data;

import io.scoot.BoolParameter;
import io.scoot.ChoiceParameter;
import io.scoot.IntegerParameter;
import io.scoot.OrdinalParameter;
import io.scoot.Parameter;
import io.scoot.RealParameter;
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
 * @param ordered whether values in between mean something
 * @param standard the engine's default; null where there is none
 */
public record Axis(
        String name,
        List<Object> levels,
        double min,
        double max,
        boolean log,
        boolean ordered,
        @Nullable Object standard) {

    /** More integers than this are shown as a range. */
    private static final int FEW = 24;

    static Axis of(Parameter parameter, @Nullable Object standard) {
        if (parameter instanceof RealParameter real) {
            return new Axis(real.name(), List.of(), real.min(), real.max(), real.logScale(), true, standard);
        } else if (parameter instanceof IntegerParameter integer) {
            return (long) integer.max() - integer.min() < FEW
                    ? levels(
                            integer.name(),
                            IntStream.rangeClosed(integer.min(), integer.max())
                                    .<Object>mapToObj(i -> i)
                                    .toList(),
                            true,
                            standard)
                    : new Axis(
                            integer.name(),
                            List.of(),
                            integer.min(),
                            integer.max(),
                            integer.logScale(),
                            true,
                            standard);
        } else if (parameter instanceof OrdinalParameter ordinal) {
            return levels(ordinal.name(), List.copyOf(ordinal.levels()), true, standard);
        } else if (parameter instanceof ChoiceParameter choice) {
            return levels(choice.name(), List.copyOf(choice.values()), false, standard);
        } else if (parameter instanceof BoolParameter) {
            return levels(parameter.name(), List.of(false, true), false, standard);
        }
        throw new AssertionError(parameter);
    }

    /** With these values alone. */
    static Axis levels(String name, List<Object> levels, boolean ordered, @Nullable Object standard) {
        return new Axis(name, levels, 0.0, Math.max(0.0, levels.size() - 1.0), false, ordered, standard);
    }
}
