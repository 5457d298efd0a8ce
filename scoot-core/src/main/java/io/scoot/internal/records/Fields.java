package io.scoot.internal.records;

import io.scoot.JournalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a JSON object, each of the type that is asked for.
 *
 * @param values as {@link JsonText} reads them
 */
record Fields(Map<String, Object> values) {

    /** The fields of one of a list's objects. */
    static Fields of(Object element) {
        if (element instanceof Map<?, ?> map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((name, value) -> values.put(String.valueOf(name), value));
            return new Fields(values);
        }
        throw new JournalException(element + " is no JSON object");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String string(String name) {
        return typed(name, String.class);
    }

    int integer(String name) {
        return typed(name, Integer.class);
    }

    long number(String name) {
        return typed(name, Number.class).longValue();
    }

    boolean bool(String name) {
        return typed(name, Boolean.class);
    }

    /** A double, NaN and infinity too. */
    double real(String name) {
        return real(name, typed(name, Object.class));
    }

    Fields object(String name) {
        return of(typed(name, Map.class));
    }

    List<?> list(String name) {
        return typed(name, List.class);
    }

    /** All fields as doubles. */
    Map<String, Double> reals() {
        Map<String, Double> reals = new LinkedHashMap<>();
        values.forEach((name, value) -> reals.put(name, real(name, value)));
        return reals;
    }

    private static double real(String name, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value.equals("NaN") || value.equals("Infinity") || value.equals("-Infinity")) {
            return Double.parseDouble((String) value);
        }
        throw new JournalException("field \"" + name + "\" is " + value + ", which is no number");
    }

    private <T> T typed(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new JournalException(
                    "field \"" + name + "\" is " + value + "; expected was a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
