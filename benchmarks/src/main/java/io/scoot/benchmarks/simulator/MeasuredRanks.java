package io.scoot.benchmarks.simulator;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.scoot.simulator.v1.Accelerator;
import io.scoot.simulator.v1.EngineFailure;
import io.scoot.simulator.v1.EngineOptions;
import io.scoot.simulator.v1.EngineV1;
import io.scoot.simulator.v1.Measures;
import io.scoot.simulator.v1.ModelShape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Whether the simulated engine orders TPOT over concurrency, parallelism and GPU as measurements do, within a model: the aggregated
 * runs of aiconfigurator's {@code silicon_sample.csv} that the simulation has model and GPU of. Nothing was calibrated on them; they are
 * of three engines in low precision, so that ranks alone are compared. The argument is the CSV.
 */
public final class MeasuredRanks {

    private static final Pattern CONCURRENCY = Pattern.compile("silicon_concurrency=(\\d+)");
    private static final int ROOM = 4; // tokens beside prompt and answer

    private record Row(String group, double measured, double simulated) {}

    private MeasuredRanks() {}

    /** Prints τ by model, of all engines and of each. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Map<String, List<Row>> groups = new TreeMap<>();
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(Path.of(arguments[0]).toFile())) {
            while (rows.hasNext()) {
                Map<String, String> fields = rows.next();
                row(fields).ifPresent(row -> {
                    groups.computeIfAbsent(row.group() + ", all", name -> new ArrayList<>())
                            .add(row);
                    groups.computeIfAbsent(row.group() + ", " + fields.get("backend"), name -> new ArrayList<>())
                            .add(row);
                });
            }
        }
        out.println("| model, engine | rows | Kendall's tau of TPOT | median of simulated / measured |");
        out.println("| --- | --- | --- | --- |");
        groups.forEach((name, rows) -> out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f |%n",
                name,
                rows.size(),
                new KendallsCorrelation()
                        .correlation(
                                rows.stream().mapToDouble(Row::measured).toArray(),
                                rows.stream().mapToDouble(Row::simulated).toArray()),
                new Median()
                        .evaluate(rows.stream()
                                .mapToDouble(row -> row.simulated() / row.measured())
                                .toArray())));
    }

    private static Optional<Row> row(Map<String, String> fields) {
        Matcher concurrency = CONCURRENCY.matcher(fields.getOrDefault("silicon_data_source", ""));
        Optional<ModelShape> model = model(fields);
        Optional<Accelerator> gpu = gpu(fields.getOrDefault("system", ""));
        boolean simple = fields.getOrDefault("mode", "").equals("agg")
                && fields.getOrDefault("attention_dp_size", "").equals("1");
        if (!simple || !concurrency.find() || model.isEmpty() || gpu.isEmpty()) {
            return Optional.empty();
        }
        int input = integer(fields, "isl");
        int output = integer(fields, "osl");
        try {
            EngineOptions options = EngineOptions.defaults(gpu.get(), integer(fields, "tp_size"));
            EngineV1 engine = new EngineV1(model.get(), gpu.get(), options, input + output + ROOM);
            int requests = Integer.parseInt(concurrency.group(1));
            Measures simulated = Measures.atOnce(engine, requests, input, output);
            return Optional.of(
                    new Row(model.get().name(), Double.parseDouble(fields.get("silicon_tpot_ms")), simulated.tpotMs()));
        } catch (EngineFailure e) {
            return Optional.empty(); // it does not fit by the simulation
        }
    }

    /** In the precision of the run. */
    private static Optional<ModelShape> model(Map<String, String> fields) {
        double bytes = fields.getOrDefault("precision", "").equals("fp4") ? 0.56 : 1.0;
        return switch (fields.getOrDefault("model_path", "")) {
            case "meta-llama/Llama-3.1-70B" -> Optional.of(quantised(ModelShape.LLAMA31_70B, bytes));
            case "openai/gpt-oss-120b" -> Optional.of(ModelShape.GPT_OSS_120B);
            default -> Optional.empty();
        };
    }

    private static ModelShape quantised(ModelShape shape, double bytes) {
        return new ModelShape(
                shape.name(),
                shape.repository(),
                shape.layers(),
                shape.hidden(),
                shape.intermediate(),
                shape.heads(),
                shape.kvHeads(),
                shape.headSize(),
                shape.vocabulary(),
                shape.experts(),
                shape.activeExperts(),
                bytes,
                shape.maxLength());
    }

    private static Optional<Accelerator> gpu(String system) {
        return switch (system) {
            case "h100_sxm" -> Optional.of(Accelerator.H100);
            case "h200_sxm" -> Optional.of(Accelerator.H200);
            case "b200_sxm" -> Optional.of(Accelerator.B200);
            default -> Optional.empty();
        };
    }

    private static int integer(Map<String, String> fields, String name) {
        return Integer.parseInt(fields.getOrDefault(name, "1"));
    }
}
