package io.scoot.benchmarks.simulator;

import io.scoot.simulator.v1.Accelerator;
import io.scoot.simulator.v1.EngineFailure;
import io.scoot.simulator.v1.EngineOptions;
import io.scoot.simulator.v1.EngineV1;
import io.scoot.simulator.v1.Measures;
import io.scoot.simulator.v1.ModelShape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stages of vLLM on H100 under constant arrivals, measured and simulated, row by row: those with even numbers served to calibrate the
 * simulation, the others are reported. The argument is the CSV of the measured stages.
 */
public final class MeasuredOnH100 {

    /** Of the question beside the system prompt, what the prefix cache held: sessions repeat [calibrated on the even rows]. */
    private static final double REPEATED = 0.51;

    private static final double PATIENCE = 300.0; // s until a client gives up

    private record Row(boolean calibration, MeasuredRow row) {}

    private MeasuredOnH100() {}

    /** Prints both halves and their errors. */
    public static void main(String[] arguments) throws IOException, EngineFailure {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<Row> rows = rows(Path.of(arguments[0]));
        for (boolean calibration : new boolean[] {true, false}) {
            List<MeasuredRow> half = rows.stream()
                    .filter(row -> row.calibration() == calibration)
                    .map(Row::row)
                    .toList();
            out.println(calibration ? "Rows with even numbers, calibrated on:" : "Rows with odd numbers, reported:");
            MeasuredRow.print("stage", half, out);
        }
    }

    private static List<Row> rows(Path csv) throws IOException, EngineFailure {
        List<String> lines = Files.readAllLines(csv);
        String[] header = lines.get(0).split(",", -1);
        List<Row> rows = new ArrayList<>();
        for (int number = 1; number < lines.size(); number++) {
            Map<String, String> fields = new HashMap<>();
            String[] values = lines.get(number).split(",", -1);
            for (int i = 0; i < header.length; i++) {
                fields.put(header[i], values[i]);
            }
            rows.add(row(number, fields));
        }
        return rows;
    }

    private static Row row(int number, Map<String, String> fields) throws EngineFailure {
        int parallel = integer(fields, "tensor_parallel");
        int sequences = integer(fields, "max_num_seqs");
        EngineOptions options = new EngineOptions(
                parallel,
                sequences,
                integer(fields, "max_num_batched_tokens"),
                0,
                16,
                0.9,
                true,
                true,
                2 * sequences,
                2.0);
        EngineV1 engine = new EngineV1(model(fields), Accelerator.H100, options, integer(fields, "max_model_len"));
        boolean overloaded = integer(fields, "failed") > 0; // only the short answers came back
        int input = (int) Math.round(real(fields, "prompt_tokens_mean"));
        int output = (int) Math.round(real(fields, overloaded ? "output_tokens_asked" : "output_tokens_mean"));
        int system = integer(fields, "system_prompt_tokens");
        Measures simulated = Measures.constant(
                engine,
                real(fields, "rate_rps"),
                real(fields, "duration_s"),
                input,
                output,
                integer(fields, "system_prompts") * integer(fields, "users_per_system_prompt"),
                system + (int) (REPEATED * (input - system)),
                PATIENCE);
        String name = fields.getOrDefault("model", "").replaceFirst(".*/", "") + ", " + parallel + " GPUs, "
                + fields.get("workload") + ", " + fields.get("rate_rps") + "/s";
        return new Row(
                number % 2 == 0,
                new MeasuredRow(name, real(fields, "ttft_mean_ms"), real(fields, "tpot_ms_from_means"), simulated));
    }

    private static ModelShape model(Map<String, String> fields) {
        return switch (fields.getOrDefault("model", "")) {
            case "meta-llama/Llama-2-7b-hf" -> ModelShape.LLAMA2_7B;
            case "meta-llama/Llama-2-70b-hf" -> ModelShape.LLAMA2_70B;
            case "mistralai/Mixtral-8x7B-v0.1" -> ModelShape.MIXTRAL_8X7B;
            case "codellama/CodeLlama-34b-Instruct-hf" -> ModelShape.CODELLAMA_34B;
            default -> throw new IllegalArgumentException("there is no shape of model " + fields.get("model"));
        };
    }

    private static int integer(Map<String, String> fields, String name) {
        return (int) real(fields, name);
    }

    private static double real(Map<String, String> fields, String name) {
        return Double.parseDouble(fields.getOrDefault(name, "NaN"));
    }
}
