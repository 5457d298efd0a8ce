package io.scoot.simulator.v1;

import io.scoot.ChoiceParameter;
import io.scoot.Configuration;
import io.scoot.Constraint;
import io.scoot.OrdinalParameter;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of a real engine's space the simulation can explore: the other parameters stay at the default. */
final class ExploredSpace {

    private final SearchSpace whole;
    private final Map<String, Object> defaults;
    private final SearchSpace explored;
    private final List<String> unknown = new ArrayList<>();
    private final List<String> lacking = new ArrayList<>();

    /**
     * Of a space of {@code vllm serve}.
     *
     * @throws IllegalArgumentException if it has no default, its default is not simulated, or nothing of it can be told apart
     */
    ExploredSpace(SearchSpace whole) {
        this.whole = whole;
        this.defaults = whole.defaults()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the space has no default: parameters that the simulator does not know would have no value"))
                .asMap();
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : whole.parameters()) {
            requireDefault(parameter.name());
            restricted(parameter).ifPresent(parameters::add);
        }
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException(
                    "the simulator knows none of the space's parameters " + names(whole) + "; it knows vLLM's");
        }
        SearchSpace.Builder builder = SearchSpace.builder();
        Map<String, Object> standard = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            builder.add(parameter);
            standard.put(parameter.name(), defaults.get(parameter.name()));
        }
        for (Constraint constraint : whole.constraints()) {
            builder.constraint(constraint.name(), c -> constraint.predicate().test(completed(c)));
        }
        this.explored = builder.defaults(standard).build();
    }

    private void requireDefault(String name) {
        Object value = defaults.get(name);
        if (value == null || !Flags.simulates(name, value)) {
            throw new IllegalArgumentException("the default " + name + "=" + value
                    + " is not simulated, and everything is compared with the default");
        }
    }

    /** With the values that are simulated; empty where there are not two. */
    private Optional<Parameter> restricted(Parameter parameter) {
        String name = parameter.name();
        List<?> missing = values(parameter).stream()
                .filter(value -> !Flags.simulates(name, value))
                .toList();
        if (!missing.isEmpty()) {
            lacking.add(name + " "
                    + String.join(", ", missing.stream().map(String::valueOf).toList()));
        }
        if (!Flags.tellsApart(name)) {
            if (missing.isEmpty()) {
                unknown.add(name);
            }
            return Optional.empty();
        }
        if (missing.isEmpty() || !(parameter instanceof ChoiceParameter choice)) {
            return Optional.of(parameter);
        }
        String[] left = choice.values().stream()
                .filter(value -> Flags.simulates(name, value))
                .toArray(String[]::new);
        return left.length < 2 ? Optional.empty() : Optional.of(Parameter.choice(name, left));
    }

    /** Those of a list; a range has numbers, all of one kind. */
    private static List<?> values(Parameter parameter) {
        if (parameter instanceof ChoiceParameter choice) {
            return choice.values();
        }
        return parameter instanceof OrdinalParameter ordinal ? ordinal.levels() : List.of();
    }

    private static List<String> names(SearchSpace space) {
        return space.parameters().stream().map(Parameter::name).toList();
    }

    /** What is explored; its constraints are those of the whole. */
    SearchSpace space() {
        return explored;
    }

    /** A configuration of the whole space. */
    Configuration completed(Configuration configuration) {
        Map<String, Object> values = new LinkedHashMap<>(defaults);
        values.putAll(configuration.asMap());
        return whole.configuration(values);
    }

    /** What a person should know; empty if all of the space is explored. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!unknown.isEmpty()) {
            notes.add("at the default, for the simulator does not know them: " + String.join(", ", unknown));
        }
        if (!lacking.isEmpty()) {
            notes.add("not simulated: " + String.join("; ", lacking));
        }
        return notes;
    }
}
