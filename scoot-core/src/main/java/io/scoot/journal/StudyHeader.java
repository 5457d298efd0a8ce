package io.scoot.journal;

import io.scoot.Objective;
import io.scoot.SearchSpace;
import io.scoot.internal.study.StudyPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The first record of a journal: what its study is about.
 *
 * @param values as JSON
 */
record StudyHeader(Map<String, Object> values) {

    private static final int FORMAT = 1;

    static StudyHeader of(StudyPlan plan) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        plan.space().parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.toString()));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("event", "opened");
        values.put("format", FORMAT);
        values.put("parameters", parameters);
        values.put(
                "constraints",
                plan.space().constraints().stream()
                        .map(constraint -> constraint.name())
                        .toList());
        values.put("defaults", plan.space().defaults().map(d -> d.asMap()).orElse(Map.of()));
        values.put(
                "objectives",
                plan.objectives().stream().map(Objective::toString).toList());
        values.put("reference", plan.reference().map(Map::toString).orElse(""));
        values.put("seed", plan.seed());
        values.put("asynchronous", plan.asynchronous());
        values.put("budget", plan.budget());
        values.put("history", plan.earlier().stream().map(EventJson::json).toList());
        return new StudyHeader(values);
    }

    static StudyHeader parse(String text) {
        return new StudyHeader(JsonText.object(text));
    }

    String text() {
        return JsonText.of(values);
    }

    /**
     * Refuses to go on with another study. More parameters, if they have a default, and another budget are no other study.
     *
     * @throws JournalException naming every difference
     */
    void requireContinuedBy(StudyPlan plan) {
        StudyHeader now = parse(of(plan).text()); // as JSON reads it
        if (!Objects.equals(values.get("event"), "opened") || !Objects.equals(values.get("format"), FORMAT)) {
            throw new JournalException("the journal has format " + values.get("format")
                    + "; this version of Scoot reads format " + FORMAT);
        }
        List<String> differences = new ArrayList<>();
        parameters("parameter", "parameters", now, plan.space(), differences);
        parameters("default of", "defaults", now, plan.space(), differences);
        for (String field : List.of("constraints", "objectives", "reference", "seed", "asynchronous")) {
            if (!Objects.equals(values.get(field), now.values().get(field))) {
                differences.add(field + ": " + values.get(field) + " in the journal, "
                        + now.values().get(field) + " now");
            }
        }
        if (!plan.earlier().isEmpty()
                && !Objects.equals(values.get("history"), now.values().get("history"))) {
            differences.add("history: the journal's study began with other earlier observations");
        }
        if (!differences.isEmpty()) {
            throw new JournalException("the journal is of another study: " + String.join("; ", differences));
        }
    }

    private void parameters(String what, String field, StudyHeader now, SearchSpace space, List<String> differences) {
        Map<String, Object> before = new Fields(values).object(field).values();
        Map<String, Object> after = new Fields(now.values()).object(field).values();
        before.forEach((name, value) -> {
            if (!Objects.equals(value, after.get(name))) {
                differences.add(what + " " + name + ": " + value + " in the journal, "
                        + after.getOrDefault(name, "none") + " now");
            }
        });
        after.keySet().stream()
                .filter(name -> !before.containsKey(name) && space.defaults().isEmpty())
                .forEach(
                        name -> differences.add(what + " " + name + ": not in the journal, and without a default now"));
    }
}
