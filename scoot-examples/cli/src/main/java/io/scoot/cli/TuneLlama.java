package io.scoot.cli;

import io.scoot.Objective;
import io.scoot.cli.llama.LlamaEngine;
import io.scoot.cli.llama.TinyModel;
import io.scoot.engines.EngineEvaluator;
import io.scoot.engines.EngineSetup;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import io.scoot.engines.process.GpuSlots;
import io.scoot.load.LoadPlan;
import io.scoot.load.Prompts;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tunes llama.cpp on this machine. */
@Command(
        name = "llama",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tunes llama.cpp on this machine, with a small model of random weights: no GPU, no download.")
final class TuneLlama implements Callable<Integer> {

    private static final int CONTEXT = 2048; // tokens of the default configuration's only slot

    @Option(
            names = "--rate",
            paramLabel = "X",
            defaultValue = "8",
            description = "Requests per second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "X",
            defaultValue = "5",
            description = "How long requests come (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Folder for the model and the logs; a temporary one unless given.")
    private Optional<Path> work = Optional.empty();

    @Mixin
    private final StudyOptions study = new StudyOptions();

    private final PrintWriter out;

    TuneLlama(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<String> missing = LlamaEngine.missing();
        if (missing.isPresent()) {
            throw new IllegalArgumentException("llama.cpp's native library does not load here: " + missing.get());
        }
        Path directory = work.isPresent() ? work.get() : Files.createTempDirectory("scoot-llama");
        Files.createDirectories(directory);
        Catalogue catalogue = Catalogue.named("llama-jvm", Facts.defaults().with("max-model-len", CONTEXT));
        EngineEvaluator evaluator = new EngineEvaluator(new EngineSetup(
                catalogue,
                LlamaEngine.command(),
                Map.of("model", LlamaEngine.model(directory.toAbsolutePath()).toString()),
                Map.of(),
                load(rate, seconds),
                GpuSlots.none(study.parallelism()),
                directory,
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                0.02));
        study.run(
                new Subject(
                        "llama.cpp",
                        "a real llama.cpp (b4916) with a model of random weights, chat-like requests at " + rate
                                + " per second for " + seconds + " s",
                        catalogue.space(),
                        List.of(Objective.minimize("ttft_ms"), Objective.minimize("tpot_ms")),
                        evaluator,
                        configuration -> asLlamaServer(catalogue.flags(configuration))),
                out);
        out.println("Logs: " + directory);
        return 0;
    }

    /** What one would type for llama.cpp's own server, rather than the JVM that stands in for it. */
    private static List<String> asLlamaServer(List<String> flags) {
        List<String> command = new ArrayList<>(List.of("llama-server", "--model", "tiny.gguf", "--no-context-shift"));
        command.addAll(flags);
        return command;
    }

    /** Requests that share most of their prompts, as a system prompt makes them. */
    private static LoadPlan load(double rate, double seconds) {
        return LoadPlan.builder("tiny")
                .rate(rate)
                .seconds(seconds)
                .pool(List.of(
                        new RequestShape(160, 24, 0, 128),
                        new RequestShape(200, 16, 0, 128),
                        new RequestShape(240, 32, 0, 128)))
                .prompts(Prompts.words(TinyModel.words()))
                .warmUp(2)
                .drain(Duration.ofSeconds(6))
                .build();
    }
}
