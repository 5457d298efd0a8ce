package io.scoot.internal.records;

import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A space of the values that a study's records name, for the records of format 1, whose header describes the parameters for people
 * alone.
 */
final class SeenSpace {

    private SeenSpace() {}

    static SearchSpace of(List<String> records) {
        Map<String, Set<Object>> seen = new LinkedHashMap<>();
        Map<String, Object> defaults =
                StudyHeader.parse(records.get(0)).fields().object("defaults").values();
        add(seen, defaults);
        for (String record : records.subList(1, records.size())) {
            Fields fields = new Fields(JsonText.object(record));
            List<?> trials = fields.has("trials")
                    ? fields.list("trials")
                    : fields.has("trial") ? List.of(fields.object("trial").values()) : List.of();
            trials.forEach(
                    trial -> add(seen, Fields.of(trial).object("configuration").values()));
        }
        SearchSpace.Builder builder = SearchSpace.builder();
        seen.forEach((name, values) -> builder.add(parameter(name, values)));
        return (defaults.isEmpty() ? builder : builder.defaults(defaults)).build();
    }

    private static void add(Map<String, Set<Object>> seen, Map<String, Object> configuration) {
        configuration.forEach((name, value) ->
                seen.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(value));
    }

    private static Parameter parameter(String name, Set<Object> values) {
        if (values.stream().allMatch(Boolean.class::isInstance)) {
            return Parameter.bool(name);
        }
        if (values.stream().allMatch(Number.class::isInstance)) {
            Map<BigDecimal, Number> sorted = new TreeMap<>();
            values.forEach(value -> sorted.put(new BigDecimal(value.toString()), (Number) value));
            return Parameter.ordinal(name, sorted.values().toArray(Number[]::new));
        }
        return Parameter.choice(name, values.stream().map(String::valueOf).toArray(String[]::new));
    }
}
