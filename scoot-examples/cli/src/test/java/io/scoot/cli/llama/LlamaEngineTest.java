package io.scoot.cli.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.Trial;
import io.scoot.cli.tune.Tune;
import io.scoot.engines.EngineEvaluator;
import io.scoot.engines.EngineSetup;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import io.scoot.engines.process.JvmCommand;
import io.scoot.load.LoadPlan;
import io.scoot.load.Prompts;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real llama.cpp; skipped, with the reason, where its library does not load. */
class LlamaEngineTest {

    private static final int REPEATS = 3;

    @TempDir
    private static Path directory;

    private static String model = "";

    private List<ProcessHandle> before = List.of();

    @BeforeAll
    static void needsTheNativeLibrary() throws Exception {
        Optional<String> missing = LlamaEngine.missing();
        assumeTrue(missing.isEmpty(), () -> "llama.cpp does not load here: " + missing.orElseThrow());
        model = LlamaEngine.model(directory).toString();
    }

    @BeforeEach
    void rememberProcesses() {
        before = ProcessHandle.current().descendants().toList();
    }

    @AfterEach
    void noProcessIsLeft() {
        assertThat(ProcessHandle.current().descendants()).allMatch(before::contains);
    }

    private static final Catalogue CATALOGUE =
            Catalogue.named("llama-jvm", Facts.defaults().with("max-model-len", 2048));

    private static EngineEvaluator evaluator(double rate, double seconds, RequestShape... pool) {
        LoadPlan load = LoadPlan.builder("tiny")
                .rate(rate)
                .seconds(seconds)
                .pool(Arrays.asList(pool))
                .prompts(Prompts.words(TinyModel.words()))
                .warmUp(1)
                .drain(Duration.ofSeconds(20))
                .build();
        return new EngineEvaluator(EngineSetup.builder(CATALOGUE, LlamaEngine.command(), load, directory)
                .values(Map.of("model", model))
                .startLimit(Duration.ofSeconds(20))
                .stopGrace(Duration.ofSeconds(1))
                .build());
    }

    private static Trial trial(int number, Map<String, ?> changes) {
        Map<String, Object> values =
                new LinkedHashMap<>(CATALOGUE.space().defaults().orElseThrow().asMap());
        values.putAll(changes);
        return new Trial(number, 0, CATALOGUE.space().configuration(values), Phase.SUGGESTED, 1L, 1);
    }

    private static double metric(Outcome outcome, String name) {
        assertThat(outcome).isInstanceOf(Outcome.Measured.class);
        return ((Outcome.Measured) outcome).metrics().get(name);
    }

    @Test
    void lengthsAreExactAndThePromptCacheIsSeen() throws Exception {
        EngineEvaluator evaluator = evaluator(4.0, 2.0, new RequestShape(500, 8, 0, 480));
        Outcome cached = evaluator.evaluate(trial(1, Map.of()));
        Outcome uncached = evaluator.evaluate(trial(2, Map.of("cache-prompt", false)));
        double requests = metric(cached, "completed_requests");
        assertThat(requests).isGreaterThan(2.0);
        assertThat(metric(cached, "input_tokens_per_s") / metric(cached, "throughput_rps"))
                .isBetween(500.999, 501.001);
        assertThat(metric(cached, "output_tokens_per_s") / metric(cached, "throughput_rps"))
                .isBetween(7.999, 8.001);
        assertThat(metric(uncached, "ttft_ms")).isGreaterThan(2.0 * metric(cached, "ttft_ms"));
    }

    @Test
    void whatItRefusesIsACrashWithItsOwnWords() throws Exception {
        EngineEvaluator evaluator = evaluator(4.0, 1.0, new RequestShape(500, 8, 0, 0));
        assertThat(evaluator.evaluate(trial(3, Map.of("parallel", 8, "ctx-size", 2048))))
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .contains("exceeds the available context size"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anEngineThatDiesByASignalIsACrash() throws Exception {
        Path space = Files.writeString(
                directory.resolve("space.yaml"),
                "name: broken\nparameters: [{name: parallel, type: integer, min: 0, max: 1, default: 0, flag: --parallel}]");
        Catalogue catalogue = Catalogue.read(space, Facts.defaults());
        EngineEvaluator evaluator = new EngineEvaluator(EngineSetup.builder(
                        catalogue,
                        LlamaEngine.command(),
                        LoadPlan.builder("tiny")
                                .pool(List.of(new RequestShape(50, 8, 0, 0)))
                                .seconds(10.0)
                                .build(),
                        directory)
                .values(Map.of("model", model))
                .startLimit(Duration.ofSeconds(20))
                .stopGrace(Duration.ofSeconds(1))
                .build());
        Configuration configuration = catalogue.space().defaults().orElseThrow();
        assertThat(evaluator.evaluate(new Trial(4, 0, configuration, Phase.DEFAULT, 1L, 1)))
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .isEqualTo("at the start: fault in native code, signal 6 (SIGABRT)"));
    }

    @Test
    void atATimeoutAndAnInterruptionNothingIsLeft() throws Exception {
        EngineEvaluator evaluator = evaluator(2.0, 60.0, new RequestShape(50, 8, 0, 0));
        Result result = new Scoot.Builder()
                .space(CATALOGUE.space())
                .objectives(Objective.minimize("ttft_ms"))
                .evaluator(evaluator)
                .timeout(Duration.ofSeconds(4))
                .budget(1)
                .confirmations(0)
                .run();
        assertThat(result.observations().get(0).outcome()).isEqualTo(Outcome.crashed("timeout"));
        List<Throwable> thrown = new ArrayList<>();
        Thread evaluating = new Thread(() -> {
            try {
                evaluator.evaluate(trial(5, Map.of()));
            } catch (IOException | InterruptedException e) {
                thrown.add(e);
            }
        });
        evaluating.start();
        Thread.sleep(3000L);
        evaluating.interrupt();
        evaluating.join(20_000L);
        assertThat(thrown).hasSize(1).hasOnlyElementsOfType(InterruptedException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // no SIGINT from Java
    void afterCtrlCNothingIsLeft(@TempDir Path work) throws Exception {
        assumeTrue(!interruptIgnored(), "SIGINT is ignored here, as under nohup or in the background of a script");
        List<String> command = new ArrayList<>(JvmCommand.of(Tune.class, List.of()));
        command.set(command.indexOf("-cp") + 1, System.getProperty("java.class.path"));
        command.addAll(List.of("llama", "--seconds", "60", "--work", work.toString()));
        Process tuning = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("tune.log").toFile())
                .start();
        List<ProcessHandle> engines = List.of();
        for (int i = 0; i < 300 && !serving(engines, work); i++) {
            Thread.sleep(100L);
            engines = tuning.descendants().toList();
        }
        assertThat(engines).isNotEmpty();
        new ProcessBuilder("kill", "-INT", String.valueOf(tuning.pid())).start().waitFor();
        assertThat(tuning.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(engines).noneMatch(ProcessHandle::isAlive);
    }

    /** Whether processes started from here never see SIGINT: what is ignored is inherited. */
    private static boolean interruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 0b10) != 0);
        }
    }

    private static boolean serving(List<ProcessHandle> engines, Path work) throws IOException {
        if (engines.isEmpty()) {
            return false;
        }
        try (Stream<Path> files = Files.list(work)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith("trial-000-1.log"))::iterator) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("all slots are idle")) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void fiveTrialsEndNoWorseThanTheDefault() throws Exception {
        EngineEvaluator evaluator = evaluator(4.0, 2.5, new RequestShape(200, 24, 0, 150));
        Result result = new Scoot.Builder()
                .space(CATALOGUE.space())
                .objectives(Objective.minimize("latency_ms"))
                .evaluator(evaluator)
                .budget(5)
                .confirmations(0)
                .seed(1)
                .run();
        assertThat(result.observations()).hasSize(5);
        Map<String, Object> best = result.best().orElseThrow().configuration().asMap();
        double[] ours = new double[REPEATS];
        double[] theirs = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) { // interleaved: the machine's mood is the same for both
            ours[i] = metric(evaluator.evaluate(trial(100 + i, best)), "latency_ms");
            theirs[i] = metric(evaluator.evaluate(trial(200 + i, Map.of())), "latency_ms");
        }
        Arrays.sort(ours);
        Arrays.sort(theirs);
        assertThat(ours[REPEATS / 2]).isLessThan(1.2 * theirs[REPEATS / 2]);
    }
}
