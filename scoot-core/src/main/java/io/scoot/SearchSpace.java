package io.scoot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may be tuned: parameters in order, known constraints with their names, and the engine's default configuration.
 * Immutable and thread-safe.
 */
public final class SearchSpace {

    private final List<Parameter> parameters;
    private final List<Constraint> constraints;
    private final List<String> names;
    private final Map<String, Integer> indices = new HashMap<>();
    private final Optional<Configuration> defaults;

    private SearchSpace(List<Parameter> parameters, List<Constraint> constraints, @Nullable Map<String, ?> defaults) {
        this.parameters = parameters;
        this.constraints = constraints;
        this.names = parameters.stream().map(Parameter::name).toList();
        names.forEach(name -> indices.put(name, indices.size()));
        this.defaults = Optional.ofNullable(defaults).map(this::defaultConfiguration);
    }

    /** A builder of a space. */
    public static Builder builder() {
        return new Builder();
    }

    /** The parameters in the order of their adding; at least one. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The known constraints in the order of their adding. */
    public List<Constraint> constraints() {
        return constraints;
    }

    /** The engine's default configuration: observed first, the reference of all improvement. */
    public Optional<Configuration> defaults() {
        return defaults;
    }

    /**
     * The configuration with these values, all parameters named; it may violate a known constraint.
     *
     * @throws IllegalArgumentException naming the parameter, if one is missing, unknown or has a value it cannot have
     */
    public Configuration configuration(Map<String, ?> values) {
        Set<String> unknown = new HashSet<>(values.keySet());
        names.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no parameter " + unknown + "; there are " + names);
        }
        return configuration(names.stream().map(values::get).toArray());
    }

    /**
     * The configuration with these values in the parameters' order; it may violate a known constraint.
     *
     * @throws IllegalArgumentException naming the parameter, if one is missing or has a value it cannot have
     */
    public Configuration configuration(@Nullable Object[] values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(values.length + " values " + Arrays.toString(values) + " for the "
                    + names.size() + " parameters " + names);
        }
        Object[] canonical = new Object[values.length];
        for (int i = 0; i < canonical.length; i++) {
            Object value = values[i];
            if (value == null) {
                throw new IllegalArgumentException("parameter \"" + names.get(i) + "\" has no value");
            }
            canonical[i] = parameters.get(i).canonical(value);
        }
        return new Configuration(this, canonical);
    }

    /**
     * The first known constraint that {@code configuration} violates.
     *
     * @throws KnownConstraintException if a constraint's predicate throws
     */
    public Optional<Constraint> violated(Configuration configuration) {
        for (Constraint constraint : constraints) {
            if (!constraint.holds(configuration)) {
                return Optional.of(constraint);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether {@code configuration} satisfies every known constraint.
     *
     * @throws KnownConstraintException if a constraint's predicate throws
     */
    public boolean admits(Configuration configuration) {
        return violated(configuration).isEmpty();
    }

    List<String> names() {
        return names;
    }

    /** The position of a parameter. */
    int index(String name) {
        Integer index = indices.get(name);
        if (index == null) {
            throw new IllegalArgumentException("there is no parameter \"" + name + "\"; there are " + names);
        }
        return index;
    }

    private Configuration defaultConfiguration(Map<String, ?> values) {
        Configuration configuration;
        try {
            configuration = configuration(values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("default configuration: " + e.getMessage(), e);
        }
        violated(configuration).ifPresent(constraint -> {
            throw new IllegalArgumentException("default configuration " + configuration
                    + " violates known constraint \"" + constraint.name() + "\"");
        });
        return configuration;
    }

    /** Parameters, constraints and default, for people. */
    @Override
    public String toString() {
        return "SearchSpace" + parameters
                + constraints.stream().map(Constraint::name).toList()
                + defaults.map(configuration -> " defaults " + configuration).orElse("");
    }

    /** Collects a space; not thread-safe. */
    public static final class Builder {
        private final Map<String, Parameter> parameters = new LinkedHashMap<>();
        private final List<Constraint> constraints = new ArrayList<>();
        private @Nullable Map<String, ?> defaults;

        private Builder() {}

        /**
         * Adds a parameter.
         *
         * @throws IllegalArgumentException if its name is taken
         */
        public Builder add(Parameter parameter) {
            Objects.requireNonNull(parameter, "parameter");
            if (parameters.putIfAbsent(parameter.name(), parameter) != null) {
                throw new IllegalArgumentException("parameter \"" + parameter.name() + "\" is added twice");
            }
            return this;
        }

        /**
         * Adds a known constraint.
         *
         * @param name what a person reads: {@code "max-num-batched-tokens >= max-num-seqs"}
         * @param predicate true where it holds
         * @throws IllegalArgumentException if the name is empty or taken
         */
        public Builder constraint(String name, Predicate<Configuration> predicate) {
            if (constraints.stream().anyMatch(constraint -> constraint.name().equals(name))) {
                throw new IllegalArgumentException("known constraint \"" + name + "\" is added twice");
            }
            constraints.add(new Constraint(name, predicate));
            return this;
        }

        /**
         * The engine's default configuration, complete. Warmly advised: it is observed first, shows that the harness works,
         * and is what every improvement is measured against.
         */
        public Builder defaults(Map<String, ?> values) {
            Objects.requireNonNull(values, "defaults");
            if (defaults != null) {
                throw new IllegalArgumentException("the default configuration is given twice");
            }
            values.forEach((name, value) -> {
                if (value == null) {
                    throw new IllegalArgumentException("default configuration: parameter \"" + name + "\" is null");
                }
            });
            defaults = Map.copyOf(values);
            return this;
        }

        /**
         * The space. Every known constraint is evaluated once, so that one which names no parameter fails here.
         *
         * @throws IllegalArgumentException if there is no parameter, the default configuration is incomplete, has an unknown
         *     name or a value outside the space, or violates a known constraint
         * @throws KnownConstraintException if a known constraint's predicate throws
         */
        public SearchSpace build() {
            if (parameters.isEmpty()) {
                throw new IllegalArgumentException("the search space has no parameter; add at least one");
            }
            SearchSpace space = new SearchSpace(List.copyOf(parameters.values()), List.copyOf(constraints), defaults);
            if (space.defaults().isEmpty()) {
                Configuration first = space.configuration(
                        space.parameters().stream().map(Builder::first).toArray());
                space.constraints().forEach(constraint -> constraint.holds(first));
            }
            return space;
        }

        private static Object first(Parameter parameter) {
            if (parameter instanceof RealParameter real) {
                return real.min();
            } else if (parameter instanceof IntegerParameter integer) {
                return integer.min();
            } else if (parameter instanceof OrdinalParameter ordinal) {
                return ordinal.levels().get(0);
            } else if (parameter instanceof ChoiceParameter choice) {
                return choice.values().get(0);
            }
            return false;
        }
    }
}
