package io.scoot;

/** A switch: false or true. */
public record BoolParameter(String name) implements Parameter {

    /** Checks the name. */
    public BoolParameter {
        ParameterChecks.name(name);
    }

    @Override
    public Object canonical(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        throw ParameterChecks.notAllowed(name, value, "true or false");
    }

    /** For people. */
    @Override
    public String toString() {
        return name + ": true or false";
    }
}
