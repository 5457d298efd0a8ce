package io.scoot.benchmarks.tables;

import io.scoot.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Comma-separated values as the search-based software engineering community publishes them: a column whose name ends in
 * {@code +} is maximised, in {@code -} minimised, the others are settings. A table of less than half of its grid is sparse.
 */
final class CsvTable {

    /** Which columns are objectives where the name says it wrong, or where there are more than were tuned. */
    private static final Map<String, List<Objective>> KNOWN = Map.of(
            "sol-6d-c2-obj1", List.of(Objective.maximize("Throughput-")),
            "SS-W", List.of(Objective.minimize("Performance-")));

    private CsvTable() {}

    static MeasuredTable of(String name, List<String> lines) {
        List<String> header = fields(lines.get(0));
        List<Integer> settings = new ArrayList<>();
        List<Integer> metrics = new ArrayList<>();
        List<Objective> objectives = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String column = header.get(i);
            if (column.endsWith("+") || column.endsWith("-")) {
                metrics.add(i);
                objectives.add(column.endsWith("+") ? Objective.maximize(column) : Objective.minimize(column));
            } else {
                settings.add(i);
            }
        }
        if (objectives.isEmpty()) {
            throw new IllegalArgumentException("table " + name + ": no column ends in + or -, but " + header);
        }
        Map<String, Set<String>> values = new LinkedHashMap<>();
        settings.forEach(i -> values.put(header.get(i), new LinkedHashSet<>()));
        List<MeasuredTable.Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> row = fields(line);
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(
                        "table " + name + ": " + line + " has " + row.size() + " fields, not " + header.size());
            }
            Map<String, Double> measured = new LinkedHashMap<>();
            metrics.forEach(i -> measured.put(header.get(i), Double.valueOf(row.get(i))));
            settings.forEach(i -> values.computeIfAbsent(header.get(i), key -> new LinkedHashSet<>())
                    .add(row.get(i)));
            rows.add(new MeasuredTable.Row(settings.stream().map(row::get).toList(), Optional.of(measured)));
        }
        return new MeasuredTable(
                name, columns(values), KNOWN.getOrDefault(name, objectives), rows, grid(values, rows.size()));
    }

    static List<String> fields(String line) {
        return List.of(line.split(",", -1));
    }

    static Map<String, List<String>> columns(Map<String, Set<String>> values) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        values.forEach((column, distinct) -> columns.put(column, List.copyOf(distinct)));
        return columns;
    }

    private static MeasuredTable.Grid grid(Map<String, Set<String>> values, int rows) {
        double cells = values.values().stream().mapToDouble(Set::size).reduce(1.0, (a, b) -> a * b);
        return rows >= 0.5 * cells ? MeasuredTable.Grid.FULL : MeasuredTable.Grid.SPARSE;
    }
}
