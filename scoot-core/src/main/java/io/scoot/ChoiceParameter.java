package io.scoot;

import io.scoot.gp.Dimension;
import java.util.HashSet;
import java.util.List;

/** Unordered values, compared for equality alone. */
public record ChoiceParameter(String name, List<String> values) implements Parameter {

    /** Checks the values. */
    public ChoiceParameter {
        ParameterChecks.name(name);
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("parameter \"" + name + "\": it has no value; at least one is needed");
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("parameter \"" + name + "\": a value occurs twice in " + values);
        }
    }

    @Override
    public Dimension dimension() {
        return Dimension.choice(values.size());
    }

    @Override
    public Object canonical(Object value) {
        if (value instanceof String && values.contains(value)) {
            return value;
        }
        throw ParameterChecks.notAllowed(name, value, "one of its values " + values);
    }

    @Override
    public double encode(Object canonical) {
        return values.indexOf(canonical);
    }

    @Override
    public Object decode(double coordinate) {
        return values.get((int) dimension().snap(coordinate));
    }

    /** For people. */
    @Override
    public String toString() {
        return name + ": one of " + String.join(", ", values);
    }
}
