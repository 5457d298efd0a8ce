package io.scoot.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.cli.Captured;
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

class TuneCapacityTest {

    private static Captured run(List<String> arguments) {
        return Captured.maven(arguments.toArray(String[]::new));
    }

    private static Path questions(Path folder) throws IOException {
        return Files.writeString(folder.resolve("questions.jsonl"), """
                {"prompt": "2 + 2 =", "answer": "four"}
                {"prompt": "2 + 3 =", "answer": "five"}
                """);
    }

    @Test
    void theSimulatedServicesCapacityIsMaximised() throws IOException {
        Captured run = run(List.of("--maximize-capacity", "--budget", "5", "--confirmations", "1", "--json"));
        assertThat(run.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.text());
        assertThat(json.at("/best/metrics/capacity_rps").asDouble())
                .isGreaterThanOrEqualTo(json.at("/reference/capacity_rps").asDouble());
        assertThat(run(List.of("--maximize-capacity", "--service", "cls-7b-2a10"))
                        .errors())
                .contains("--maximize-capacity is of the services of v1");
    }

    @Test
    void anEnginesCapacityIsMaximisedWithItsAccuracyAsABound(@TempDir Path folder) throws IOException {
        Path space = Files.writeString(folder.resolve("space.yaml"), """
                name: fake
                parameters:
                  - {name: one-at-a-time, type: ordinal, levels: [0.025, 0.05], default: 0.05, flag: --one-at-a-time}
                  - {name: answer, type: choice, values: [four, five and four, none], default: four, flag: --answer}
                """);
        List<String> arguments = new ArrayList<>(List.of("engine", "--space", space.toString(), "--work"));
        arguments.addAll(List.of(folder.resolve("work").toString(), "--maximize", "capacity_rps"));
        arguments.addAll(List.of("--slo", "ttft_p95=500 ttft:400", "--rate", "12", "--burstiness", "inf"));
        arguments.addAll(List.of("--step-seconds", "1", "--step-requests", "40", "--most-steps", "2"));
        arguments.addAll(List.of("--quality", questions(folder).toString(), "--bound", "accuracy>=0.99*default"));
        arguments.addAll(List.of("--budget", "2", "--confirmations", "1", "--warm-up", "1", "--json", "--"));
        List<String> command = new ArrayList<>(FakeEngine.command(0));
        command.set(command.size() - 1, "{port}");
        command.add("{flags}");
        arguments.addAll(command);
        Captured run = run(arguments);
        assertThat(run.errors()).isEmpty();
        assertThat(run.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.text());
        assertThat(json.at("/verdict/bounds")).hasSize(1); // the percentile is in the capacity
        assertThat(json.at("/verdict/bounds/0/slo").asText()).startsWith("accuracy >= 0.99");
        assertThat(json.at("/trials/0/metric.accuracy").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/trials/0/metric.capacity_rps").asDouble()).isBetween(8.0, 24.0); // 20 per second
        assertThat(json.at("/best/metrics/accuracy").asDouble()).isGreaterThanOrEqualTo(0.5);
        assertThat(json.at("/trials/0").has("metric.goodput_rps")).isTrue();
    }

    @Test
    void theCapacityOfAServerThatRunsIsPrinted(@TempDir Path folder) throws IOException {
        Script answer = Script.tokens(8, 4, 0.01, 0.001);
        Script words = new Script(
                200, List.of(Script.Step.of(0.0, "{\"choices\":[{\"text\":\"four\"}]}")), Script.Ending.COMPLETE);
        try (ScriptedServer server = ScriptedServer.keepingAlive(
                Duration.ofSeconds(5), request -> request.body().contains("\"stream\":false") ? words : answer)) {
            List<String> arguments = new ArrayList<>(
                    List.of("engine", "--server", server.address().toString(), "--maximize", "capacity_rps"));
            arguments.addAll(List.of("--rate", "20", "--output-tokens", "4", "--slo", "ttft_p95=5000"));
            arguments.addAll(List.of("--step-seconds", "1", "--step-requests", "20", "--most-steps", "2"));
            arguments.addAll(List.of("--quality", questions(folder).toString()));
            Captured run = run(arguments);
            assertThat(run.code()).isZero();
            assertThat(run.text())
                    .containsPattern("capacity_rps +40\\.000")
                    .containsPattern("accuracy +0\\.500")
                    .contains("Bound: p95_ttft_ms <= 5000, kept", "2 rates were tried: 20.00 kept, 40.00 kept");
        }
    }

    @Test
    void aCapacityWithoutABoundIsRefused() {
        List<String> vllm = List.of("engine", "--space", "vllm", "--model", "m", "--rate", "2");
        refused(vllm, "give --slo, such as 'ttft_p95=500", "--maximize", "capacity_rps");
        refused(vllm, "give --slo, such as 'ttft_p95=500", "--maximize", "capacity_rps", "--slo", "ttft:500");
        refused(vllm, "it is to be maximised", "--minimize", "capacity_rps", "--slo", "ttft_p95=500");
        refused(vllm, "95, 99]", "--maximize", "capacity_rps", "--slo", "ttft_p96=500");
        refused(vllm, "hides the queue", "--maximize", "capacity_rps", "--slo", "ttft_p95=5", "--max-concurrency", "2");
        refused(vllm, "stepSeconds 0.0", "--maximize", "capacity_rps", "--slo", "ttft_p95=5", "--step-seconds", "0");
        refused(vllm, "nowhere.jsonl cannot be read", "--minimize", "ttft_ms", "--quality", "nowhere.jsonl");
    }

    private static void refused(List<String> arguments, String part, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        Captured run = run(all);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains(part).doesNotContain("Exception");
    }
}
