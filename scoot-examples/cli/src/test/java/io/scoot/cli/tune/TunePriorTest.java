package io.scoot.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.cli.Captured;
import io.scoot.engines.scripted.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunePriorTest {

    @TempDir
    Path folder;

    private static final String SPACE = """
            name: vllm
            parameters:
              - {name: max-num-seqs, type: ordinal, levels: [0, 2, 8, 16], automatic: true, default: 0, omit: 0, flag: --batch}
              - {name: enable-prefix-caching, type: switch, default: not given, flag: --cache}
              - {name: watermark, type: ordinal, levels: [0, 0.01], default: 0, env: WATERMARK}
            """;

    /** A study of the scripted engine, to which more is said. */
    private Captured tune(String budget, String... more) throws IOException {
        Path space = Files.writeString(folder.resolve("space.yaml"), SPACE);
        List<String> arguments = new ArrayList<>(List.of("engine", "--space", space.toString(), "--gpus", "0"));
        arguments.addAll(List.of("--work", folder.resolve("work").toString(), "--maximize", "output_tokens_per_s"));
        arguments.addAll(List.of("--rate", "30", "--seconds", "0.5", "--budget", budget, "--confirmations", "0"));
        arguments.addAll(List.of("--model", "meta-llama/Llama-3.1-8B-Instruct", "--warm-up", "1"));
        arguments.addAll(List.of("--prior", "sim", "--prior-gpu", "h100"));
        arguments.addAll(List.of("--journal", folder.resolve("study.jsonl").toString()));
        int before = more.length == 0 ? -1 : arguments.indexOf(more[0]); // an option given twice is refused
        if (before >= 0) {
            arguments.subList(before, before + 2).clear();
        }
        arguments.addAll(List.of(more));
        arguments.add("--");
        List<String> command = new ArrayList<>(FakeEngine.command(0));
        command.set(command.size() - 1, "{port}");
        command.add("{flags}");
        arguments.addAll(command);
        return Captured.maven(arguments.toArray(String[]::new));
    }

    @Test
    void whatTheSimulatorSuggestsIsTriedRightAfterTheDefaultAndOnlyOnce() throws IOException {
        Captured first = tune("2");
        assertThat(first.errors()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.text())
                .contains("Asking the simulator", "Llama-3.1-8B on 1 × H100", "kept the bounds; ")
                .contains("at the default, for the simulator does not know them: watermark")
                .contains("Trial 1: suggested by the simulator.");
        Captured second = tune("4"); // it was interrupted among them
        assertThat(second.text())
                .contains("Asking the simulator")
                .contains("Trials 1, 2, 3: suggested by the simulator.");
        Captured third = tune("5", "--json");
        JsonNode json = new ObjectMapper().readTree(third.text());
        assertThat(json.get("trials")).hasSize(5);
        List<Integer> advised = new ArrayList<>();
        for (JsonNode trial : json.get("trials")) {
            if (trial.has("suggested_by")) {
                assertThat(trial.get("suggested_by").asText()).isEqualTo("the simulator");
                assertThat(trial.get("phase").asText()).isEqualTo("initial");
                assertThat(trial.get("parameter.watermark").asDouble()).isZero();
                advised.add(trial.get("number").asInt());
            }
        }
        assertThat(advised).containsExactly(1, 2, 3);
        assertThat(tune("5").text()).doesNotContain("Asking the simulator").contains("suggested by the simulator");
    }

    @Test
    void whatCannotBeSimulatedIsRefusedBeforeAnythingStarts() throws IOException {
        refused("--prior sim: metric \"itl_ms\" is not simulated", "--minimize", "itl_ms");
        refused("--prior sim: metric \"accuracy\" is not simulated", "--bound", "accuracy>=0.9");
        refused("--prior-gpu v100 is not simulated; there are [l4, a10", "--prior-gpu", "v100");
        refused("the shape of model my/model is not known", "--model", "my/model");
        assertThat(folder.resolve("work")).doesNotExist();
        assertThat(folder.resolve("study.jsonl")).doesNotExist();
        String[] sglang = {
            "engine",
            "--space",
            "sglang",
            "--model",
            "m",
            "--minimize",
            "ttft_ms",
            "--prior",
            "sim",
            "--prior-gpu",
            "h100"
        };
        assertThat(Captured.maven(sglang).errors()).contains("sglang cannot be simulated");
        String[] nobody = {
            "engine", "--space", "vllm", "--model", "Qwen/Qwen3-8B", "--minimize", "ttft_ms", "--prior", "sim"
        };
        assertThat(Captured.maven(nobody).errors()).contains("give --prior-gpu, one of [l4");
        String[] alone = {"engine", "--space", "vllm", "--model", "m", "--minimize", "ttft_ms", "--prior-gpu", "h100"};
        assertThat(Captured.maven(alone).errors()).contains("--prior-gpu h100 is of --prior sim");
    }

    private void refused(String words, String... more) throws IOException {
        Captured run = tune("4", more);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains(words).doesNotContain("Exception");
    }
}
