package io.scoot;

import io.scoot.gp.Dimension;

/** A switch: false or true. */
public record BoolParameter(String name) implements Parameter {

    private static final Dimension DIMENSION = Dimension.levels(2);

    /** Checks the name. */
    public BoolParameter {
        ParameterChecks.name(name);
    }

    @Override
    public Dimension dimension() {
        return DIMENSION;
    }

    @Override
    public Object canonical(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        throw ParameterChecks.notAllowed(name, value, "true or false");
    }

    @Override
    public double encode(Object canonical) {
        return (Boolean) canonical ? 1.0 : 0.0;
    }

    @Override
    public Object decode(double coordinate) {
        return coordinate >= 0.5;
    }

    /** For people. */
    @Override
    public String toString() {
        return name + ": true or false";
    }
}
