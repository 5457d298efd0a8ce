package io.scoot.benchmarks.tables;

import io.scoot.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * End-to-end runs of LLM inference engines as aiconfigurator publishes them ({@code silicon_sample.csv}): one sparse table for
 * each model and pair of input and output lengths with enough aggregated runs. Set are engine, GPU, precision, parallelism and
 * concurrency; the objectives are output tokens per second and GPU, <em>estimated</em> from concurrency, TPOT and the number of
 * GPUs, and TTFT.
 */
final class ServingSample {

    /** Distinct settings of a task that is a problem. */
    static final int LEAST = 100;

    /** Those of one that is a problem under a bound. */
    static final int LEAST_BOUNDED = 90;

    /** The name of the objective under a bound. */
    static final String THROUGHPUT = "estimated_tokens_per_second_per_gpu";

    /** The name of the bounded metric. */
    static final String TPOT = "silicon_tpot_ms";

    private static final Pattern CONCURRENCY = Pattern.compile("silicon_concurrency=(\\d+)");
    private static final List<String> SETTINGS =
            List.of("backend", "system", "precision", "tp_size", "attention_dp_size", "moe_tp_size", "moe_ep_size");
    private static final String TTFT = "silicon_ttft_ms";

    private ServingSample() {}

    /** Whether a header is of such a file. */
    static boolean is(String header) {
        return header.contains(TTFT) && header.contains(TPOT);
    }

    /** The tasks of at least that many distinct settings. */
    static List<MeasuredTable> of(List<String> lines, int least) {
        List<String> header = CsvTable.fields(lines.get(0));
        Map<String, List<MeasuredTable.Row>> tables = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = CsvTable.fields(line);
            Map<String, String> row =
                    IntStream.range(0, header.size()).boxed().collect(Collectors.toMap(header::get, fields::get));
            Matcher concurrency = CONCURRENCY.matcher(get(row, "silicon_data_source"));
            if (get(row, "mode").equals("agg") && concurrency.find()) {
                tables.computeIfAbsent(name(row), name -> new ArrayList<>()).add(row(row, concurrency.group(1)));
            }
        }
        List<MeasuredTable> large = new ArrayList<>();
        tables.forEach((name, rows) -> {
            if (rows.stream().map(MeasuredTable.Row::settings).distinct().count() >= least) {
                large.add(table(name, rows));
            }
        });
        return large;
    }

    private static MeasuredTable table(String name, List<MeasuredTable.Row> rows) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        SETTINGS.forEach(setting -> values.put(setting, new LinkedHashSet<>()));
        values.put("concurrency", new LinkedHashSet<>());
        List<String> names = List.copyOf(values.keySet());
        for (MeasuredTable.Row row : rows) {
            for (int i = 0; i < names.size(); i++) {
                values.computeIfAbsent(names.get(i), key -> new LinkedHashSet<>())
                        .add(row.settings().get(i));
            }
        }
        return new MeasuredTable(
                name,
                CsvTable.columns(values),
                List.of(Objective.maximize(THROUGHPUT), Objective.minimize(TTFT)),
                rows,
                MeasuredTable.Grid.SPARSE);
    }

    private static MeasuredTable.Row row(Map<String, String> row, String concurrency) {
        List<String> settings = new ArrayList<>();
        SETTINGS.forEach(setting -> settings.add(get(row, setting).isEmpty() ? "1" : get(row, setting)));
        settings.add(concurrency);
        double gpus = number(row, "tp_size") * number(row, "pp_size") * number(row, "attention_dp_size");
        double throughput = Double.parseDouble(concurrency) * 1000.0 / number(row, TPOT) / gpus;
        return new MeasuredTable.Row(
                settings,
                Optional.of(Map.of(THROUGHPUT, throughput, TTFT, number(row, TTFT), TPOT, number(row, TPOT))));
    }

    /** Such as {@code llama-3.1-70b-1024x8192}. */
    private static String name(Map<String, String> row) {
        String model = get(row, "model_path");
        return model.substring(model.indexOf('/') + 1).toLowerCase(Locale.ROOT) + "-" + get(row, "isl") + "x"
                + get(row, "osl");
    }

    /** An empty cell is a degree of parallelism that was left at 1. */
    private static double number(Map<String, String> row, String column) {
        String text = get(row, column);
        return text.isEmpty() ? 1.0 : Double.parseDouble(text);
    }

    private static String get(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}
