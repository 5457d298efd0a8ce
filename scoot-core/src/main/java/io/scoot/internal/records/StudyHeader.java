package io.scoot.internal.records;

import io.scoot.Configuration;
import io.scoot.Direction;
import io.scoot.JournalException;
import io.scoot.Objective;
import io.scoot.SearchSpace;
import io.scoot.internal.study.StudyPlan;
import io.scoot.internal.study.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The first record of a study: what it is about.
 *
 * @param values as JSON
 */
record StudyHeader(Map<String, Object> values) {

    static final int FORMAT = 2;
    private static final String ADDED = "parameters";

    private static final String INSTEAD =
            ". Use another file or log; what was observed in this one can teach another study: "
                    + "Builder.history(Journal.observations(file))";

    static StudyHeader of(StudyPlan plan) {
        SearchSpace space = plan.space();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("event", "opened");
        values.put("format", FORMAT);
        values.put("scoot", Version.TEXT);
        values.put("context", new TreeMap<>(plan.context()));
        values.put(
                "parameters", space.parameters().stream().map(ParameterJson::of).toList());
        values.put(
                "constraints", space.constraints().stream().map(c -> c.name()).toList());
        values.put("defaults", space.defaults().map(d -> d.asMap()).orElse(Map.of()));
        values.put(
                "objectives", plan.objectives().stream().map(StudyHeader::json).toList());
        values.put("reference", plan.reference().map(TreeMap::new).orElse(new TreeMap<>()));
        values.put("suggester", plan.suggester().describe());
        values.put("seed", plan.seed());
        values.put("asynchronous", plan.asynchronous());
        values.put("terms", TermsJson.of(Terms.of(plan)));
        values.put("history", plan.earlier().stream().map(EventJson::json).toList());
        return new StudyHeader(values);
    }

    private static Map<String, Object> json(Objective objective) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", objective.metric());
        json.put("direction", objective.direction().name());
        return json;
    }

    static StudyHeader parse(String text) {
        StudyHeader header = new StudyHeader(JsonText.object(text));
        Object format = header.values.get("format");
        if (!Objects.equals(header.values.get("event"), "opened")
                || !(format instanceof Integer known && known >= 1 && known <= FORMAT)) {
            throw new JournalException(
                    "the journal has format " + format + "; this version of Scoot reads formats 1 to " + FORMAT);
        }
        return header;
    }

    /** The header of a study, with the parameters that it was resumed with since. */
    static StudyHeader of(List<String> records) {
        StudyHeader header = parse(records.get(0));
        if (header.isFirstFormat()) {
            return header;
        }
        List<Object> parameters = new ArrayList<>(header.fields().list("parameters"));
        Map<String, Object> defaults =
                new LinkedHashMap<>(header.fields().object("defaults").values());
        for (String record : records.subList(1, records.size())) {
            if (record.startsWith("{\"event\":\"resumed\"")) {
                Fields resumed = new Fields(JsonText.object(record));
                if (resumed.has(ADDED)) {
                    parameters.addAll(resumed.list(ADDED));
                    defaults.putAll(resumed.object("defaults").values());
                }
            }
        }
        Map<String, Object> grown = new LinkedHashMap<>(header.values());
        grown.put("parameters", parameters);
        grown.put("defaults", defaults);
        return new StudyHeader(grown);
    }

    /** What a study that goes on in {@code space} adds to this one's: the parameters and their defaults; nothing if there are none. */
    Map<String, Object> added(SearchSpace space) {
        Map<String, Map<String, Object>> known = byName(fields());
        List<Map<String, Object>> parameters = space.parameters().stream()
                .filter(parameter -> !known.containsKey(parameter.name()))
                .map(ParameterJson::of)
                .toList();
        Map<String, Object> added = new LinkedHashMap<>();
        if (!parameters.isEmpty() && space.defaults().isPresent()) {
            Map<String, Object> defaults =
                    new LinkedHashMap<>(space.defaults().get().asMap());
            defaults.keySet().removeAll(known.keySet());
            added.put(ADDED, parameters);
            added.put("defaults", defaults);
        }
        return added;
    }

    String text() {
        return JsonText.of(values);
    }

    Fields fields() {
        return new Fields(values);
    }

    /** The space that it describes, without its constraints. */
    SearchSpace space() {
        return withDefaults(unconstrained()).build();
    }

    /**
     * The same with its constraints, of which the names alone are known: nothing but what is {@code known} to keep them does, as
     * far as anybody can tell.
     */
    SearchSpace space(Predicate<Configuration> known) {
        SearchSpace.Builder builder = withDefaults(unconstrained());
        fields().list("constraints").forEach(name -> builder.constraint(String.valueOf(name), known));
        return builder.build();
    }

    private SearchSpace.Builder unconstrained() {
        SearchSpace.Builder builder = SearchSpace.builder();
        fields().list("parameters").forEach(element -> builder.add(ParameterJson.parse(Fields.of(element))));
        return builder;
    }

    private SearchSpace.Builder withDefaults(SearchSpace.Builder builder) {
        Map<String, Object> defaults = fields().object("defaults").values();
        return defaults.isEmpty() ? builder : builder.defaults(defaults);
    }

    List<Objective> objectives() {
        return fields().list("objectives").stream()
                .map(Fields::of)
                .map(objective ->
                        new Objective(objective.string("metric"), Direction.valueOf(objective.string("direction"))))
                .toList();
    }

    Map<String, String> context() {
        Map<String, String> context = new TreeMap<>();
        fields().object("context").values().forEach((name, value) -> context.put(name, String.valueOf(value)));
        return context;
    }

    Optional<Map<String, Double>> reference() {
        Map<String, Double> reference = fields().object("reference").reals();
        return reference.isEmpty() ? Optional.empty() : Optional.of(reference);
    }

    /** Whether this is a header of format 1, where everything is text for people. */
    boolean isFirstFormat() {
        return fields().integer("format") == 1;
    }

    /**
     * Refuses to go on with another study. More parameters, if they have a default, and other limits are no other study.
     *
     * @throws JournalException naming every difference, field by field
     */
    void requireContinuedBy(StudyPlan plan) {
        List<String> differences =
                isFirstFormat() ? FirstFormat.differences(fields(), plan) : differences(parse(of(plan).text()), plan);
        if (!plan.earlier().isEmpty()
                && !Objects.equals(
                        values.get("history"), parse(of(plan).text()).values().get("history"))) {
            differences.add("history: the journal's study began with other earlier observations");
        }
        if (!differences.isEmpty()) {
            throw new JournalException("the journal is of another study: " + String.join("; ", differences) + INSTEAD);
        }
    }

    private List<String> differences(StudyHeader now, StudyPlan plan) {
        List<String> differences = new ArrayList<>();
        byName(
                "context",
                fields().object("context").values(),
                now.fields().object("context").values(),
                differences);
        parameters(byName(fields()), byName(now.fields()), plan.space(), differences);
        Map<String, Object> defaults = fields().object("defaults").values();
        Map<String, Object> defaultsNow =
                new LinkedHashMap<>(now.fields().object("defaults").values());
        defaultsNow.keySet().removeIf(name -> !byName(fields()).containsKey(name)); // those of new parameters
        byName("default of", defaults, defaultsNow, differences);
        constraints(now, differences);
        for (String field : List.of("objectives", "reference", "suggester", "seed", "asynchronous")) {
            if (!Objects.equals(values.get(field), now.values().get(field))) {
                differences.add(said(
                        field, values.getOrDefault(field, "none"), now.values().getOrDefault(field, "none")));
            }
        }
        return differences;
    }

    private static Map<String, Map<String, Object>> byName(Fields fields) {
        Map<String, Map<String, Object>> parameters = new LinkedHashMap<>();
        fields.list("parameters").forEach(element -> {
            Fields parameter = Fields.of(element);
            parameters.put(parameter.string("name"), parameter.values());
        });
        return parameters;
    }

    private static void parameters(
            Map<String, Map<String, Object>> before,
            Map<String, Map<String, Object>> now,
            SearchSpace space,
            List<String> differences) {
        before.forEach((name, parameter) -> {
            if (now.containsKey(name)) {
                ParameterJson.differences(parameter, now.get(name))
                        .forEach(difference -> differences.add("parameter " + name + ", " + difference));
            } else {
                differences.add("parameter " + name + ": in the journal, none now");
            }
        });
        now.keySet().stream()
                .filter(name -> !before.containsKey(name) && space.defaults().isEmpty())
                .forEach(name ->
                        differences.add("parameter " + name + ": not in the journal, and without a default now"));
    }

    private void constraints(StudyHeader now, List<String> differences) {
        List<?> before = fields().list("constraints");
        List<?> after = now.fields().list("constraints");
        before.stream()
                .filter(name -> !after.contains(name))
                .forEach(name -> differences.add("constraint " + name + ": in the journal, none now"));
        after.stream()
                .filter(name -> !before.contains(name))
                .forEach(name -> differences.add("constraint " + name + ": not in the journal"));
    }

    private static void byName(
            String what, Map<String, Object> before, Map<String, Object> now, List<String> differences) {
        Map<String, Object> all = new TreeMap<>(before);
        all.putAll(now);
        all.keySet().stream()
                .filter(name -> !Objects.equals(before.get(name), now.get(name)))
                .forEach(name -> differences.add(
                        said(what + " " + name, before.getOrDefault(name, "none"), now.getOrDefault(name, "none"))));
    }

    static String said(String what, Object before, Object now) {
        return what + ": " + before + " in the journal, " + now + " now";
    }
}
