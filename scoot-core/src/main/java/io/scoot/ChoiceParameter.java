package io.scoot;

import java.util.HashSet;
import java.util.List;

/** Unordered values, compared for equality alone. */
public record ChoiceParameter(String name, List<String> values) implements Parameter {

    /** Checks the values. */
    public ChoiceParameter {
        ParameterChecks.name(name);
        ParameterChecks.noNulls(name, values);
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("parameter \"" + name + "\": it has no value; at least one is needed");
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("parameter \"" + name + "\": a value occurs twice in " + values);
        }
    }

    @Override
    public Object canonical(Object value) {
        if (value instanceof String && values.contains(value)) {
            return value;
        }
        throw ParameterChecks.notAllowed(name, value, "one of its values " + values);
    }

    /** For people. */
    @Override
    public String toString() {
        return name + ": one of " + String.join(", ", values);
    }
}
