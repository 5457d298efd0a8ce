package io.scoot.cli.tune;

import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Trial;
import io.scoot.cli.llama.LlamaEngine;
import io.scoot.cli.llama.TinyModel;
import io.scoot.cli.study.Console;
import io.scoot.cli.study.Studies;
import io.scoot.cli.study.Subject;
import io.scoot.engines.EngineEvaluator;
import io.scoot.engines.EngineSetup;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import io.scoot.engines.process.GpuSlots;
import io.scoot.load.Arrivals;
import io.scoot.load.LoadPlan;
import io.scoot.load.Prompts;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    private static final int CONTEXT =
            4096; // tokens of the default configuration's only slot: the server's own default
    private static final double SHARE =
            0.6; // of what the default configuration can do at all: busy, and not overloaded
    private static final double FASTEST = 8.0; // requests per second
    private static final double SLOWEST = 0.5;
    private static final double REQUESTS = 30.0; // of a trial, at least
    private static final double LONGEST = 30.0; // s of a trial

    @Option(
            names = "--rate",
            paramLabel = "X",
            description = "Requests per second; measured first unless given: " + SHARE
                    + " of what the default configuration can do here and now.")
    private @Nullable Double rate;

    @Option(
            names = "--seconds",
            paramLabel = "X",
            description = "How long requests come; as long as 30 of them need, at least 5 s, unless given.")
    private @Nullable Double seconds;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Folder for the model and the logs; a temporary one unless given.")
    private Optional<Path> work = Optional.empty();

    @Mixin
    private final StudyOptions study = new StudyOptions();

    private final Console console;
    private final Studies studies;

    TuneLlama(Console console, Studies studies) {
        this.console = console;
        this.studies = studies;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<String> missing = LlamaEngine.missing();
        if (missing.isPresent()) {
            throw new IllegalArgumentException("llama.cpp's native library does not load here: " + missing.get());
        }
        Path directory = work.isPresent() ? work.get() : Files.createTempDirectory("scoot-llama");
        Files.createDirectories(directory);
        Catalogue catalogue = Catalogue.named(
                "llama-jvm", Facts.defaults().with("max-model-len", CONTEXT).with("longest-request", longest()));
        String model = LlamaEngine.model(directory.toAbsolutePath()).toString();
        double perSecond = rate == null ? possibleRate(catalogue, model, directory) : rate;
        double lasting = seconds == null ? Math.max(5.0, Math.min(LONGEST, REQUESTS / perSecond)) : seconds;
        EngineEvaluator evaluator = evaluator(
                catalogue,
                model,
                directory,
                load().rate(perSecond).seconds(lasting).build());
        evaluator.stopLeftovers().forEach(process -> console.err()
                .println("Stopped what an earlier run had left: " + process));
        Subject subject = new Subject(
                "llama.cpp",
                String.format(
                        Locale.ROOT,
                        "a real llama.cpp (b4916) with a model of random weights, chat-like requests at %.1f per second for %.0f s",
                        perSecond,
                        lasting),
                catalogue.space(),
                List.of(Objective.minimize("ttft_ms"), Objective.minimize("tpot_ms")),
                List.of(),
                evaluator,
                configuration -> asLlamaServer(catalogue.flags(configuration)),
                evaluator.context(Optional.of("llama.cpp b4916")));
        int status = studies.take(subject, study.settings(subject));
        console.err().println("Logs: " + directory);
        return status;
    }

    private EngineEvaluator evaluator(Catalogue catalogue, String model, Path directory, LoadPlan load) {
        return new EngineEvaluator(EngineSetup.builder(catalogue, LlamaEngine.command(), load, directory)
                .values(Map.of("model", model))
                .slots(GpuSlots.none(study.parallelism()))
                .startLimit(Duration.ofMinutes(2))
                .stopGrace(Duration.ofSeconds(2))
                .build());
    }

    /** A closed loop through the default configuration tells what this machine can do, busy as it may be. */
    private double possibleRate(Catalogue catalogue, String model, Path directory)
            throws IOException, InterruptedException {
        LoadPlan closed = load().arrivals(Arrivals.atOnce(40))
                .maxConcurrency(2)
                .seconds(6.0)
                .drain(Duration.ofMinutes(1))
                .build();
        Trial trial = new Trial(0, 0, catalogue.space().defaults().orElseThrow(), Phase.DEFAULT, study.seed(), 0);
        Outcome outcome = evaluator(catalogue, model, directory, closed).evaluate(trial);
        if (outcome instanceof Outcome.Measured measured) {
            double most = measured.metrics().getOrDefault("throughput_rps", 0.0);
            return Math.max(SLOWEST, Math.min(FASTEST, SHARE * most));
        }
        throw new IllegalStateException("the default configuration does not work here: " + outcome);
    }

    /** What one would type for llama.cpp's own server, rather than the JVM that stands in for it. */
    private static List<String> asLlamaServer(List<String> flags) {
        List<String> command = new ArrayList<>(List.of("llama-server", "--model", "tiny.gguf", "--no-context-shift"));
        command.addAll(flags);
        return command;
    }

    private static List<RequestShape> shapes() {
        return List.of(
                new RequestShape(160, 24, 0, 128),
                new RequestShape(200, 16, 0, 128),
                new RequestShape(240, 32, 0, 128));
    }

    /** With the token that the server puts before. */
    private static int longest() {
        return 1
                + shapes().stream()
                        .mapToInt(shape -> shape.input() + shape.output())
                        .max()
                        .orElseThrow();
    }

    /** Requests that share most of their prompts, as a system prompt makes them. */
    private static LoadPlan.Builder load() {
        return LoadPlan.builder("tiny")
                .pool(shapes())
                .prompts(Prompts.words(TinyModel.words()))
                .warmUp(2)
                .drain(Duration.ofSeconds(20));
    }
}
