package io.scoot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may be tuned: parameters in order, known constraints with their names, and the engine's default configuration.
 * Immutable and thread-safe.
 */
public interface SearchSpace {

    /** A builder of a space. */
    static Builder builder() {
        return new Builder();
    }

    /** The parameters in the order of their adding; at least one. */
    List<Parameter> parameters();

    /** The known constraints in the order of their adding. */
    List<Constraint> constraints();

    /** The engine's default configuration: observed first, the reference of all improvement. */
    Optional<Configuration> defaults();

    /**
     * The configuration with these values, all parameters named; it may violate a known constraint.
     *
     * @throws IllegalArgumentException naming the parameter, if one is missing, unknown or has a value it cannot have
     */
    Configuration configuration(Map<String, ?> values);

    /**
     * The configuration with canonical {@code values} in the parameters' order, unchecked: for suggesters, which make
     * thousands of them from {@link Parameter#decode}.
     */
    Configuration configuration(Object[] values);

    /**
     * The first known constraint that {@code configuration} violates.
     *
     * @throws KnownConstraintException if a constraint's predicate throws
     */
    default Optional<Constraint> violated(Configuration configuration) {
        for (Constraint constraint : constraints()) {
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
    default boolean admits(Configuration configuration) {
        return violated(configuration).isEmpty();
    }

    /** Collects a space; not thread-safe. */
    final class Builder {
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
            if (defaults != null) {
                throw new IllegalArgumentException("the default configuration is given twice");
            }
            defaults = Map.copyOf(values);
            return this;
        }

        /**
         * The space.
         *
         * @throws IllegalArgumentException if there is no parameter, the default configuration is incomplete, has an unknown
         *     name or a value outside the space, or violates a known constraint
         * @throws KnownConstraintException if a known constraint's predicate throws for the default configuration
         */
        public SearchSpace build() {
            if (parameters.isEmpty()) {
                throw new IllegalArgumentException("the search space has no parameter; add at least one");
            }
            SearchSpace space =
                    new BoundedSpace(List.copyOf(parameters.values()), List.copyOf(constraints), Optional.empty());
            if (defaults == null) {
                return space;
            }
            Configuration configuration = defaultConfiguration(space, defaults);
            return new BoundedSpace(space.parameters(), space.constraints(), Optional.of(configuration));
        }

        private static Configuration defaultConfiguration(SearchSpace space, Map<String, ?> values) {
            Configuration configuration;
            try {
                configuration = space.configuration(values);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("default configuration: " + e.getMessage(), e);
            }
            space.violated(configuration).ifPresent(constraint -> {
                throw new IllegalArgumentException("default configuration " + configuration
                        + " violates known constraint \"" + constraint.name() + "\"");
            });
            return configuration;
        }
    }
}

/** The one implementation: parameters side by side. */
record BoundedSpace(
        List<Parameter> parameters, List<Constraint> constraints, Optional<Configuration> defaults, List<String> names)
        implements SearchSpace {

    BoundedSpace(List<Parameter> parameters, List<Constraint> constraints, Optional<Configuration> defaults) {
        this(
                parameters,
                constraints,
                defaults,
                parameters.stream().map(Parameter::name).toList());
    }

    @Override
    public Configuration configuration(Map<String, ?> values) {
        Set<String> unknown = new HashSet<>(values.keySet());
        names.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no parameter " + unknown + "; there are " + names);
        }
        Object[] canonical = new Object[names.size()];
        for (int i = 0; i < canonical.length; i++) {
            Object value = values.get(names.get(i));
            if (value == null) {
                throw new IllegalArgumentException("parameter \"" + names.get(i) + "\" has no value");
            }
            canonical[i] = parameters.get(i).canonical(value);
        }
        return new Configuration(names, canonical);
    }

    @Override
    public Configuration configuration(Object[] values) {
        return new Configuration(names, values.clone());
    }
}
