package io.scoot.benchmarks.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.scoot.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A brute-force cache file of Kernel Tuner: all values of each parameter, and the time, or a text where it failed, of each
 * combination that the tuner's own restrictions admit. The others would not run: the grid is full.
 */
final class KernelTunerCache {

    private KernelTunerCache() {}

    static MeasuredTable of(String name, JsonNode cache) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (JsonNode key : cache.required("tune_params_keys")) {
            List<String> values = new ArrayList<>();
            cache.required("tune_params").required(key.asText()).forEach(value -> values.add(value.asText()));
            columns.put(key.asText(), values);
        }
        String objective = cache.path("objective").asText("time");
        List<MeasuredTable.Row> rows = new ArrayList<>();
        for (JsonNode entry : cache.required("cache")) {
            JsonNode measured = entry.required(objective);
            rows.add(new MeasuredTable.Row(
                    columns.keySet().stream()
                            .map(key -> entry.required(key).asText())
                            .toList(),
                    measured.isNumber() ? Optional.of(Map.of(objective, measured.asDouble())) : Optional.empty()));
        }
        return new MeasuredTable(name, columns, List.of(Objective.minimize(objective)), rows, MeasuredTable.Grid.FULL);
    }
}
