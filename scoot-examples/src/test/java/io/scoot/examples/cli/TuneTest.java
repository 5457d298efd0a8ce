package io.scoot.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TuneTest {

    private record Run(int code, String text, String errors) {}

    private static Run run(String... arguments) {
        StringWriter text = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = Tune.run(new PrintWriter(text, true), new PrintWriter(errors, true), arguments);
        return new Run(code, text.toString(), errors.toString());
    }

    @Test
    void aRunShowsWhatItTunesEveryTrialAndTheResult() {
        Run run = run("--service", "sql-13b-2a100", "--budget", "12", "--seed", "7");
        assertThat(run.code()).isZero();
        assertThat(run.text())
                .contains("sql-13b-2a100", "tensor-parallel", "vllm serve meta-llama/Llama-2-13b-hf", "--block-size=")
                .contains(
                        "Pareto front",
                        "SLOs confirmed over 4 arrival orders",
                        "evaluations crashed",
                        "Suggesting took")
                .doesNotContain("\r");
        assertThat(run.text().lines().filter(line -> line.matches("\\s+\\d+  (default|initial|suggested) .*")))
                .hasSize(12);
    }

    @Test
    void aJournalIsGoneOnWith(@TempDir Path folder) {
        String journal = folder.resolve("study.jsonl").toString();
        Run first = run("--service", "cls-7b-2a10", "--budget", "8", "--journal", journal);
        Run second = run("--service", "cls-7b-2a10", "--budget", "10", "--journal", journal);
        String trial = "\\s+\\d+  (default|initial|suggested) .*";
        assertThat(first.code() + second.code()).isZero();
        assertThat(first.text().lines().filter(line -> line.matches(trial))).hasSize(8);
        assertThat(second.text().lines().filter(line -> line.matches(trial))).hasSize(10);
        Run other = run("--service", "sql-7b-2a10", "--journal", journal);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.errors()).contains("journal is of another study", "objectives");
    }

    @ParameterizedTest
    @EnumSource
    void everySuggesterTunesAndAnswersInJson(SuggesterKind kind) throws IOException {
        Run run = run(
                "--service",
                "cls-7b-2a10",
                "--suggester",
                kind.toString(),
                "--budget",
                "11",
                "--parallelism",
                "2",
                "--json");
        assertThat(run.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.text());
        assertThat(json.fieldNames())
                .toIterable()
                .contains("service", "seed", "budget", "reference", "best", "paretoFront", "slos", "trials");
        assertThat(json.get("service").asText()).isEqualTo("cls-7b-2a10");
        int observations = 0;
        for (JsonNode trial : json.get("trials")) {
            assertThat(trial.fieldNames()).toIterable().contains("number", "phase", "configuration", "suggestSeconds");
            assertThat(trial.has("metrics")).isNotEqualTo(trial.has("crashed"));
            observations += trial.get("phase").asText().equals("confirmation") ? 0 : 1;
        }
        assertThat(observations).isEqualTo(11);
        assertThat(json.at("/best/metrics/p95_latency_ms").asDouble())
                .isLessThanOrEqualTo(json.at("/reference/p95_latency_ms").asDouble());
    }

    @Test
    void theSameSeedSaysTheSame() {
        String[] arguments = {"--service", "rec-7b-2a10", "--budget", "14", "--seed", "3", "--json"};
        assertThat(timeless(run(arguments).text()))
                .isEqualTo(timeless(run(arguments).text()));
    }

    @Test
    void listAndHelpTellAll() {
        assertThat(run("--list").text().lines()).hasSize(32).anyMatch(line -> line.startsWith("rec-7b-4a100 "));
        assertThat(run("--help").text())
                .contains("--service", "--budget", "--parallelism", "--seed", "--suggester", "--json", "vanilla");
    }

    @Test
    void wrongOptionsAreToldInALine() {
        wrong("there is no service \"nonsense\"", "--service", "nonsense");
        wrong("budget 0 must be at least 1", "--budget", "0");
        wrong("'many' is not an int", "--budget", "many");
        wrong("SCOOT, PAPER, SOBOL, GENETIC, VANILLA", "--suggester", "oracle");
        wrong("[paper, vllm-0.5.4]", "--profile", "v9");
        wrong("nowhere.csv cannot be read", "--trace", "nowhere.csv");
    }

    private static void wrong(String part, String... arguments) {
        Run run = run(arguments);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains(part).doesNotContain("Exception");
    }

    private static String timeless(String json) {
        return json.replaceAll("\"suggestSeconds\" : [^,\n]*", "");
    }
}
