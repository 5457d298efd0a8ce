package io.scoot;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value for each parameter of a space: immutable, equal by value, so a configuration is a key.
 *
 * <p>Made by {@link SearchSpace#configuration(Map)}; values are canonical (Integer, Long, Double, Boolean, String).
 */
public final class Configuration {

    private final SearchSpace space;
    private final Object[] values; // canonical, one per parameter, in the space's order
    private final int hash;

    Configuration(SearchSpace space, Object[] values) {
        this.space = space;
        this.values = values;
        this.hash = Arrays.hashCode(values);
    }

    /**
     * The value of an integer, or of an ordinal or real parameter that is a whole number.
     *
     * @throws IllegalArgumentException if there is no such parameter or its value is no integer
     */
    public int getInt(String name) {
        Object value = get(name);
        if (value instanceof Integer integer) {
            return integer;
        }
        if (value instanceof Long wide && wide == wide.intValue()) {
            return wide.intValue();
        }
        if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) <= Integer.MAX_VALUE) {
            return real.intValue();
        }
        throw wrongType(name, value, "an integer");
    }

    /**
     * The value of an integer, or of an ordinal or real parameter that is a whole number.
     *
     * @throws IllegalArgumentException if there is no such parameter or its value is no whole number of 64 bits
     */
    public long getLong(String name) {
        Object value = get(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 0x1p63) {
            return real.longValue();
        }
        throw wrongType(name, value, "a whole number");
    }

    /**
     * The value of a numeric parameter.
     *
     * @throws IllegalArgumentException if there is no such parameter or its value is no number
     */
    public double getDouble(String name) {
        Object value = get(name);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrongType(name, value, "a number");
    }

    /**
     * The value of a switch.
     *
     * @throws IllegalArgumentException if there is no such parameter or it is no switch
     */
    public boolean getBoolean(String name) {
        Object value = get(name);
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw wrongType(name, value, "a bool");
    }

    /**
     * The value of a choice.
     *
     * @throws IllegalArgumentException if there is no such parameter or it is no choice
     */
    public String getString(String name) {
        Object value = get(name);
        if (value instanceof String string) {
            return string;
        }
        throw wrongType(name, value, "a string");
    }

    /**
     * The value of any parameter: Integer, Long, Double, Boolean or String.
     *
     * @throws IllegalArgumentException if there is no such parameter
     */
    public Object get(String name) {
        return values[space.index(name)];
    }

    /** The value of the parameter at {@code index} in the space's order. */
    public Object get(int index) {
        return values[index];
    }

    /** Names and values in the space's order; unmodifiable. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            map.put(space.names().get(i), values[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    /**
     * The same configuration with another value of one parameter; it may violate a known constraint.
     *
     * @throws IllegalArgumentException if there is no such parameter, or it cannot have the value
     */
    public Configuration with(String name, Object value) {
        Object[] changed = values.clone();
        changed[space.index(name)] = value;
        return space.configuration(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Configuration that
                && hash == that.hash
                && Arrays.equals(values, that.values)
                && space.names().equals(that.space.names());
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    private static IllegalArgumentException wrongType(String name, Object value, String asked) {
        return new IllegalArgumentException("parameter \"" + name + "\" is " + value + ", which is not " + asked);
    }
}
