package io.scoot.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.cli.Captured;
import io.scoot.cli.study.SuggesterKind;
import io.scoot.engines.scripted.FakeEngine;
import io.scoot.load.scripted.Script;
import io.scoot.load.scripted.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TuneTest {

    private static Captured run(String... arguments) {
        return Captured.maven(arguments);
    }

    @Test
    void aRunShowsWhatItTunesEveryTrialAndTheResult() {
        Captured run = run("--service", "sql-13b-2a100", "--budget", "12", "--seed", "7");
        assertThat(run.code()).isZero();
        assertThat(run.text())
                .contains("sql-13b-2a100", "tensor-parallel", "vllm serve meta-llama/Llama-2-13b-hf", "--block-size=")
                .contains(
                        "Pareto front",
                        "SLOs confirmed: worst values over 4 arrival orders",
                        "evaluations crashed",
                        "Suggesting took")
                .doesNotContain("\r");
        assertThat(run.text().lines().filter(line -> line.matches("\\s+\\d+  (default|initial|suggested) .*")))
                .hasSize(12);
    }

    @Test
    void aJournalIsGoneOnWith(@TempDir Path folder) {
        String journal = folder.resolve("study.jsonl").toString();
        Captured first = run("--service", "cls-7b-2a10", "--budget", "8", "--journal", journal);
        Captured second = run("--service", "cls-7b-2a10", "--budget", "10", "--journal", journal);
        String trial = "\\s+\\d+  (default|initial|suggested) .*";
        assertThat(first.code() + second.code()).isZero();
        assertThat(first.text().lines().filter(line -> line.matches(trial))).hasSize(8);
        assertThat(second.text().lines().filter(line -> line.matches(trial))).hasSize(10);
        Captured other = run("--service", "sql-7b-2a10", "--journal", journal);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.errors()).contains("journal is of another study", "objectives");
    }

    @ParameterizedTest
    @EnumSource
    void everySuggesterTunesAndAnswersInJson(SuggesterKind kind) throws IOException {
        Captured run = run(
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
                .contains("service", "seed", "budget", "suggester", "reference", "best", "front", "verdict", "trials");
        assertThat(json.get("service").asText()).isEqualTo("cls-7b-2a10");
        int observations = 0;
        for (JsonNode trial : json.get("trials")) {
            assertThat(trial.fieldNames())
                    .toIterable()
                    .contains("number", "phase", "outcome", "parameter.max-num-seqs");
            assertThat(trial.has("metric.p95_latency_ms")).isNotEqualTo(trial.has("reason"));
            observations += trial.get("phase").asText().equals("confirmation") ? 0 : 1;
        }
        assertThat(observations).isEqualTo(11);
        assertThat(json.at("/best/metrics/p95_latency_ms").asDouble())
                .isLessThanOrEqualTo(json.at("/reference/p95_latency_ms").asDouble());
    }

    @Test
    void todaysServiceIsTunedWithinItsBound() throws IOException {
        Captured run = run("--budget", "14", "--confirmations", "2", "--json");
        assertThat(run.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.text());
        assertThat(json.at("/verdict/bounds/0/slo").asText()).isEqualTo("p95_ttft_ms <= 500");
        assertThat(json.at("/best/metrics/p95_ttft_ms").asDouble()).isLessThanOrEqualTo(500.0);
        assertThat(json.at("/verdict/bounds/0/status").asText()).isEqualTo("met");
        assertThat(json.at("/command/0").asText()).isEqualTo("vllm");
        Captured never = run("--budget", "8", "--confirmations", "1", "--bound", "p95_ttft_ms<=1");
        assertThat(never.text()).contains("No configuration keeps the bounds", "not met by any");
        assertThat(never.text()).doesNotContain("Best configuration");
        assertThat(never.code()).isEqualTo(3);
    }

    @Test
    void whatFewerFlagsLoseIsMeasured() throws IOException {
        String[] study = {
            "--service", "code-llama-3.1-8b-1h100", "--budget", "14", "--confirmations", "2", "--confirm-simplified"
        };
        JsonNode simple =
                new ObjectMapper().readTree(run(with(study, "--json")).text()).get("simplified");
        assertThat(simple.at("/measured/0/pairs").asInt()).isEqualTo(2);
        assertThat(simple.get("refuted").asBoolean()).isFalse();
        assertThat(run(study).text())
                .contains("best with fewer flags under 2 arrival orders: 6 evaluations more")
                .contains("Measured beside the best: p95_tpot_ms");
    }

    @Test
    void theSameSeedSaysTheSame() {
        String[] arguments = {"--service", "rec-7b-2a10", "--budget", "14", "--seed", "3", "--json"};
        assertThat(timeless(run(arguments).text()))
                .isEqualTo(timeless(run(arguments).text()));
    }

    @Test
    void listAndHelpTellAll() {
        assertThat(run("--list").text().lines())
                .hasSize(72)
                .anyMatch(line -> line.startsWith("rec-7b-4a100 "))
                .anyMatch(line -> line.startsWith("chat-llama-3.1-8b-1h100 "));
        assertThat(run("sim", "--help").text())
                .contains("--service", "--budget", "--parallelism", "--seed", "--suggester", "--json", "vanilla");
    }

    @Test
    void wrongOptionsAreToldInALine() {
        wrong("there is no service \"nonsense\"", "--service", "nonsense");
        wrong("budget 0 must be at least 1", "--budget", "0");
        wrong("'many' is not an int", "--budget", "many");
        wrong("SCOOT, PAPER, SOBOL, GENETIC, VANILLA", "--suggester", "oracle");
        wrong("[paper, vllm-0.5.4]", "--profile", "v9");
        wrong("METRIC<=VALUE", "--bound", "ttft=500");
        wrong("nowhere.csv cannot be read", "--trace", "nowhere.csv");
    }

    private static void wrong(String part, String... arguments) {
        Captured run = run(arguments);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains(part).doesNotContain("Exception");
    }

    private static String timeless(String json) {
        return json.replaceAll("\"(started|duration_s)\" : [^,\n]*", "");
    }

    /** Of an option given twice the last counts, for which the first is left out here. */
    private static String[] with(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        int before = all.indexOf(more[0]);
        if (before >= 0) {
            all.remove(before + 1);
            all.remove(before);
        }
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void anEngineIsTunedFromASpaceFileAndACommand(@TempDir Path folder) throws IOException {
        Path space = Files.writeString(folder.resolve("space.yaml"), """
                name: fake
                parameters:
                  - {name: batch, type: integer, min: 1, max: 16, default: 4, flag: --batch}
                  - {name: cache, type: bool, default: false, flag: --cache}
                """);
        List<String> arguments = new ArrayList<>(List.of("engine", "--space", space.toString()));
        arguments.addAll(List.of("--work", folder.resolve("work").toString(), "--minimize", "ttft_ms"));
        arguments.addAll(List.of("--rate", "30", "--seconds", "0.5", "--slo", "ttft:100", "--budget", "4"));
        arguments.addAll(List.of("--confirmations", "1", "--warm-up", "1", "--"));
        List<String> command = new ArrayList<>(FakeEngine.command(0));
        command.set(command.size() - 1, "{port}");
        command.add("{flags}");
        arguments.addAll(command);
        Captured run = run(arguments.toArray(String[]::new));
        assertThat(run.errors()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.text())
                .contains("Tuning fake", "SLOs confirmed: worst values over 2 arrival orders", "--batch ");
    }

    @Test
    void aServerThatRunsIsMeasured(@TempDir Path folder) throws IOException {
        Script answer = Script.tokens(8, 4, 0.01, 0.001);
        try (ScriptedServer server = ScriptedServer.keepingAlive(Duration.ofSeconds(5), request -> answer)) {
            List<String> arguments = new ArrayList<>(
                    List.of("engine", "--server", server.address().toString()));
            arguments.addAll(List.of("--rate", "inf", "--requests", "20", "--max-concurrency", "4", "--seconds", "20"));
            arguments.addAll(List.of("--output-tokens", "4", "--slo", "e2el:10000", "--header", "X-Who=me"));
            arguments.addAll(List.of("--extra-body", "{\"top_k\": 1}", "--records", "--work", folder.toString()));
            Captured run = run(arguments.toArray(String[]::new));
            assertThat(run.code()).isZero();
            assertThat(run.text())
                    .containsPattern("completed_requests +20\\.000")
                    .contains("goodput_rps");
            assertThat(Files.readAllLines(folder.resolve("server.requests.jsonl")))
                    .hasSize(20);
            assertThat(server.served().get(0).request().body()).contains("\"top_k\":1");
            arguments.add("--json");
            JsonNode object = new ObjectMapper()
                    .readTree(run(arguments.toArray(String[]::new)).text());
            assertThat(object.at("/metrics/completed_requests").asDouble()).isEqualTo(20.0);
        }
        Captured gone = run("engine", "--server", "http://127.0.0.1:1", "--rate", "20", "--seconds", "1");
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.text()).contains("a warm-up request failed: connect");
    }

    @Test
    void aStudyInWhichNothingWorksIsNoSuccess(@TempDir Path folder) throws IOException {
        Path space = Files.writeString(folder.resolve("space.yaml"), """
                name: broken
                parameters:
                  - {name: batch, type: integer, min: 1, max: 16, default: 4, flag: --batch}
                """);
        List<String> arguments = new ArrayList<>(List.of("engine", "--space", space.toString(), "--work"));
        arguments.addAll(List.of(folder.resolve("work").toString(), "--minimize", "ttft_ms", "--rate", "30"));
        arguments.addAll(List.of("--seconds", "0.5", "--budget", "2", "--"));
        List<String> command = new ArrayList<>(FakeEngine.command(0));
        command.set(command.size() - 1, "{port}");
        command.addAll(List.of("--die", "CUDA out of memory", "{flags}"));
        arguments.addAll(command);
        Captured run = run(arguments.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.text()).contains("2 × at the start: out of memory, exit status 1");
    }

    @Test
    void whatAnEngineLacksIsToldInALine() {
        assertThat(run("engine", "--minimize", "ttft_ms").errors()).startsWith("--space is missing");
        assertThat(run("engine", "--space", "vllm").errors()).startsWith("an objective is missing");
        assertThat(run("engine", "--space", "vlm", "--minimize", "x").errors()).contains("the nearest is vllm");
        assertThat(run("engine", "--space", "vllm", "--minimize", "x").errors()).startsWith("--model is missing");
        assertThat(run("engine", "--space", "vllm", "--minimize", "x", "--gpus", "0", "--parallelism", "2")
                        .errors())
                .startsWith("--parallelism 2 needs");
        assertThat(run("engine", "--space", "vllm", "--minimize", "x", "--model", "m", "--slo", "oops")
                        .errors())
                .startsWith("SLO");
        String[] vllm = {"engine", "--space", "vllm", "--model", "m", "--rate", "2", "--maximize", "goodput_rps"};
        assertThat(run(vllm).errors()).startsWith("goodput_rps without a bound");
        wrong("--fact head: vllm speaks of no such fact", with(vllm, "--fact", "head=5"));
        wrong("there is no parameter [batch]", with(vllm, "--exclude", "batch"));
        wrong("longer than the model's 300", with(vllm, "--fact", "max-model-len=300"));
        wrong("5 % of the seeds", with(vllm, "--rate", "0.03"));
        wrong("rate is 1.0E9", with(vllm, "--rate", "1e9"));
        wrong("NO_SUCH_VARIABLE", with(vllm, "--api-key", "NO_SUCH_VARIABLE"));
        assertThat(run("engine", "--list", "--space", "vllm", "--include", "kv-cache-dtype")
                        .text())
                .contains("changes the answers", "--max-num-batched-tokens");
        assertThat(run("engine", "--list").text()).contains("sglang: SGLang", "max-num-seqs: sequences in one step");
    }
}
