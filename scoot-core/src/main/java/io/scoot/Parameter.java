package io.scoot;

import java.util.List;

/**
 * One parameter of the engine: its name and its values.
 *
 * <p>Made by the factories below, which check their arguments; immutable.
 */
public sealed interface Parameter
        permits BoolParameter, ChoiceParameter, IntegerParameter, OrdinalParameter, RealParameter {

    /**
     * The integers {@code min … max}; {@link IntegerParameter#log()} puts them on a logarithmic scale.
     *
     * @throws IllegalArgumentException if {@code min > max}
     */
    static IntegerParameter integer(String name, int min, int max) {
        return new IntegerParameter(name, min, max, false);
    }

    /**
     * The real numbers of [min, max]; {@link RealParameter#log()} puts them on a logarithmic scale, {@link RealParameter#step}
     * on a grid.
     *
     * @throws IllegalArgumentException if {@code min > max} or a bound is not finite
     */
    static RealParameter real(String name, double min, double max) {
        return new RealParameter(name, min, max, false, 0.0);
    }

    /** A switch. */
    static BoolParameter bool(String name) {
        return new BoolParameter(name);
    }

    /**
     * Ordered numbers, given in increasing order: {@code ordinal("block-size", 8, 16, 32)}. For the surrogate they are
     * evenly spaced, as powers of two should be.
     *
     * @throws IllegalArgumentException if there is none, one is not finite, or they do not increase
     */
    static OrdinalParameter ordinal(String name, Number... levels) {
        ParameterChecks.noNulls(name, levels);
        return new OrdinalParameter(name, List.of(levels));
    }

    /**
     * Unordered values: {@code choice("attention-backend", "FLASH", "XFORMERS")}.
     *
     * @throws IllegalArgumentException if there is none or one occurs twice
     */
    static ChoiceParameter choice(String name, String... values) {
        ParameterChecks.noNulls(name, values);
        return new ChoiceParameter(name, List.of(values));
    }

    /** The name, unique within a space. */
    String name();

    /**
     * The value as this parameter keeps it (Integer, Long, Double, Boolean or String); a host may give an {@code Integer} for a
     * real parameter, or a {@code Double} without a fraction for an integer.
     *
     * @throws IllegalArgumentException naming parameter, value and what is allowed, if it is none of its values
     */
    Object canonical(Object value);
}
