package io.scoot.internal.records;

import io.scoot.Objective;
import io.scoot.SearchSpace;
import io.scoot.internal.study.StudyPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Headers of format 1, of Scoot before 0.2: all of them text for people, without suggester and context, and the reference in any
 * order. What they do not say is not compared.
 */
final class FirstFormat {

    private FirstFormat() {}

    static List<String> differences(Fields header, StudyPlan plan) {
        SearchSpace space = plan.space();
        List<String> differences = new ArrayList<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        space.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.toString()));
        named("parameter", header.object("parameters").values(), parameters, space, differences);
        Map<String, Object> defaults = new LinkedHashMap<>();
        space.defaults().ifPresent(d -> defaults.putAll(d.asMap()));
        named("default of", header.object("defaults").values(), defaults, space, differences);
        compare(
                "constraints",
                header.list("constraints"),
                space.constraints().stream().map(c -> c.name()).toList(),
                differences);
        compare(
                "objectives",
                header.list("objectives"),
                plan.objectives().stream().map(Objective::toString).toList(),
                differences);
        compare(
                "reference",
                entries(header.string("reference")),
                entries(plan.reference().map(Map::toString).orElse("")),
                differences);
        compare("seed", header.number("seed"), plan.seed(), differences);
        compare("asynchronous", header.bool("asynchronous"), plan.asynchronous(), differences);
        return differences;
    }

    /** {@code {a=1.0, b=2.0}}, whose order was that of one run. */
    private static Set<String> entries(String map) {
        return new TreeSet<>(Arrays.asList(map.replaceAll("[{}]", "").split(", ")));
    }

    private static void named(
            String what,
            Map<String, Object> before,
            Map<String, Object> now,
            SearchSpace space,
            List<String> differences) {
        before.forEach((name, value) -> compare(what + " " + name, value, now.getOrDefault(name, "none"), differences));
        now.keySet().stream()
                .filter(name -> !before.containsKey(name) && space.defaults().isEmpty())
                .forEach(
                        name -> differences.add(what + " " + name + ": not in the journal, and without a default now"));
    }

    private static void compare(String what, Object before, Object now, List<String> differences) {
        if (!before.equals(now)) {
            differences.add(StudyHeader.said(what, before, now));
        }
    }
}
