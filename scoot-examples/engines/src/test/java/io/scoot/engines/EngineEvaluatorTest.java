package io.scoot.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.Trial;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import io.scoot.engines.process.GpuSlots;
import io.scoot.engines.scripted.FakeEngine;
import io.scoot.load.Arrivals;
import io.scoot.load.LoadPlan;
import io.scoot.load.Slo;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against an engine of its own process that follows a script. */
class EngineEvaluatorTest {

    private static final String SPACE = """
            name: fake
            parameters:
              - {name: batch, type: integer, min: 1, max: 16, default: 4, flag: --batch}
              - {name: cache, type: bool, default: false, flag: --cache}
              - {name: die, type: choice, values: ["no", "CUDA out of memory", "Address already in use"], default: "no", omit: "no", flag: --die}
              - {name: die-after, type: ordinal, levels: [7, 100000], default: 100000, flag: --die-after}
              - {name: status, type: ordinal, levels: [200, 401, 500, 503], default: 200, flag: --status}
              - {name: tokens, type: ordinal, levels: [0, 1], default: 0, flag: --tokens}
              - {name: start-seconds, type: ordinal, levels: [0, 600], default: 0, flag: --start-seconds}
            """;

    @TempDir
    private Path directory;

    private Catalogue catalogue;
    private long before;

    @BeforeEach
    void readSpace() throws IOException {
        catalogue = read(SPACE);
        before = ProcessHandle.current().descendants().count();
    }

    @AfterEach
    void noProcessIsLeft() {
        assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
    }

    private Catalogue read(String space) throws IOException {
        return Catalogue.read(Files.writeString(directory.resolve("space.yaml"), space), Facts.defaults());
    }

    private EngineEvaluator evaluator(Duration startLimit) {
        return evaluator(
                startLimit,
                LoadPlan.builder("fake")
                        .arrivals(Arrivals.fixed())
                        .rate(20.0)
                        .seconds(0.5)
                        .slo(Slo.parse("e2el:5000"))
                        .pool(List.of(new RequestShape(8, 4, 0, 0)))
                        .build(),
                1.0);
    }

    private EngineEvaluator evaluator(Duration startLimit, LoadPlan load, double slowShare) {
        List<String> command = new ArrayList<>(FakeEngine.command(0));
        command.set(command.size() - 1, "{port}");
        command.add("{flags}");
        return new EngineEvaluator(
                EngineSetup.builder(catalogue, new CommandTemplate(command), load, directory.resolve("work"))
                        .slots(GpuSlots.none(2))
                        .startLimit(startLimit)
                        .stopGrace(Duration.ofSeconds(2))
                        .slowShare(slowShare)
                        .records(true)
                        .build());
    }

    private Trial trial(Map<String, ?> changes) {
        Map<String, Object> values =
                new LinkedHashMap<>(catalogue.space().defaults().orElseThrow().asMap());
        values.putAll(changes);
        Configuration configuration = catalogue.space().configuration(values);
        return new Trial(3, 0, configuration, Phase.SUGGESTED, 1L, 1);
    }

    private Outcome evaluate(Map<String, ?> changes) throws Exception {
        return evaluator(Duration.ofSeconds(30)).evaluate(trial(changes));
    }

    @Test
    void aConfigurationThatWorksIsMeasured() throws Exception {
        Outcome outcome = evaluate(Map.of("batch", 8));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Measured.class, measured -> assertThat(measured.metrics())
                .containsEntry("completed_requests", 10.0)
                .containsKeys("ttft_ms", "tpot_ms", "p99_latency_ms", "goodput_rps", "failed_share"));
        assertThat(outcome.cost()).isGreaterThan(0.5);
        assertThat(directory.resolve("work/trial-003-1.log")).exists();
        assertThat(Files.readAllLines(directory.resolve("work/trial-003-1.requests.jsonl")))
                .hasSize(10);
    }

    @Test
    void whatItDiesOfIsTheReason() throws Exception {
        assertThat(evaluate(Map.of("die", "CUDA out of memory")))
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .isEqualTo("at the start: out of memory, exit status 1"));
        assertThat(evaluate(Map.of("die-after", 7)))
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .isEqualTo("under load: other, exit status 3: RuntimeError: the engine has died"));
    }

    @Test
    void whatNoConfigurationChangesIsNotItsFault() throws Exception {
        assertThat(evaluate(Map.of("status", 401)))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.reason())
                        .startsWith("at the first request: status 401: "));
        assertThat(evaluate(Map.of("status", 500)))
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .startsWith("at the first request: status 500: "));
        assertThat(evaluator(Duration.ofSeconds(3)).evaluate(trial(Map.of("status", 503))))
                .isInstanceOf(Outcome.Failed.class); // it was asked again until its time was over
        assertThat(evaluate(Map.of("tokens", 1)))
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .startsWith("at the first request: short"));
    }

    @Test
    void slowIsMeasuredAndACrashOnlyByRule() throws Exception {
        RequestShape shape = new RequestShape(8, 40, 0, 0);
        LoadPlan load = LoadPlan.builder("fake")
                .arrivals(Arrivals.fixed())
                .rate(20.0)
                .seconds(0.5)
                .pool(List.of(shape))
                .warmUp(0)
                .slo(Slo.parse("e2el:100"))
                .drain(Duration.ofMillis(200)) // 40 tokens take 1.2 s
                .build();
        Outcome measured = evaluator(Duration.ofSeconds(30), load, 1.0).evaluate(trial(Map.of("batch", 1)));
        assertThat(measured).isInstanceOfSatisfying(Outcome.Measured.class, m -> assertThat(m.metrics())
                .containsEntry("goodput_rps", 0.0)
                .containsEntry("unfinished_requests", 10.0)
                .containsKeys("ttft_ms", "tpot_ms", "latency_ms", "p99_all_latency_ms"));
        assertThat(evaluator(Duration.ofSeconds(30), load, 0.5).evaluate(trial(Map.of("batch", 1))))
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .isEqualTo("under load: more than 0.5 of the requests were not answered in time"));
    }

    @Test
    void aSeedThatDrawsNothingStartsNothing() {
        LoadPlan load = LoadPlan.builder("fake")
                .rate(0.04)
                .pool(List.of(new RequestShape(8, 4, 0, 0)))
                .build();
        long seed = 0;
        while (load.arrivals().times(0.04, 100.0, seed).length > 0) {
            seed++;
        }
        Trial trial = new Trial(7, 0, trial(Map.of()).configuration(), Phase.SUGGESTED, seed, 1);
        assertThatThrownBy(() -> evaluator(Duration.ofSeconds(30), load, 1.0).evaluate(trial))
                .hasMessageContaining("draws no request");
        assertThat(directory.resolve("work")).doesNotExist();
    }

    @Test
    void aStudyIsAboutEngineModelAndLoad() {
        assertThat(evaluator(Duration.ofSeconds(1)).context(java.util.Optional.of("0.33.0")))
                .containsEntry("engine", "fake")
                .containsEntry("engine version", "0.33.0")
                .containsKeys("model", "GPUs of a trial", "load");
    }

    @Test
    void aPortThatSomeoneTookIsNotItsFault() throws Exception {
        assertThat(evaluate(Map.of("die", "Address already in use"))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void anEngineThatHangsIsACrash() throws Exception {
        assertThat(evaluator(Duration.ofSeconds(2)).evaluate(trial(Map.of("start-seconds", 600))))
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .startsWith("at the start: not serving after 2 s"));
    }

    @Test
    void aStudyPastItsTimeoutLeavesNoProcess() throws IOException {
        catalogue = read(
                SPACE.replace(", \"Address already in use\"", "").replaceAll("(?m)^.*name: (status|tokens).*\n", ""));
        Result result = new Scoot.Builder()
                .space(catalogue.space())
                .objectives(Objective.minimize("ttft_ms"), Objective.maximize("goodput_rps"))
                .evaluator(evaluator(Duration.ofSeconds(60)))
                .timeout(Duration.ofSeconds(8))
                .budget(6)
                .parallelism(2)
                .confirmations(1)
                .seed(3)
                .run();
        assertThat(result.observations()).hasSize(6);
        assertThat(result.best()).isPresent();
        assertThat(result.observations())
                .filteredOn(o -> o.configuration().getInt("start-seconds") > 0
                        && o.configuration().getString("die").equals("no"))
                .extracting(Observation::outcome)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                                .isEqualTo("timeout")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anEngineSeesItsOwnDevicesAndEnvironment() throws Exception {
        EngineEvaluator evaluator = new EngineEvaluator(EngineSetup.builder(
                        catalogue,
                        new CommandTemplate(List.of("sh", "-c", "echo devices $CUDA_VISIBLE_DEVICES $EXTRA; exit 1")),
                        LoadPlan.builder("fake")
                                .pool(List.of(new RequestShape(8, 4, 0, 0)))
                                .build(),
                        directory.resolve("work"))
                .environment(Map.of("EXTRA", "and more"))
                .slots(GpuSlots.of(List.of(2, 5), 2))
                .startLimit(Duration.ofSeconds(5))
                .stopGrace(Duration.ofSeconds(1))
                .errorShare(0.0)
                .build());
        assertThat(evaluator.evaluate(trial(Map.of())))
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .isEqualTo("at the start: other, exit status 1"));
        assertThat(evaluator.lastLines(trial(Map.of()))).contains("devices 2,5 and more");
    }

    @Test
    void aPlaceholderWithoutAValueIsToldBeforeAnything() {
        assertThatThrownBy(() -> EngineSetup.builder(
                                catalogue,
                                new CommandTemplate(List.of("engine", "{prot}")),
                                LoadPlan.builder("fake")
                                        .pool(List.of(new RequestShape(8, 4, 0, 0)))
                                        .build(),
                                directory)
                        .values(Map.of("model", "m"))
                        .startLimit(Duration.ofSeconds(1))
                        .stopGrace(Duration.ofSeconds(1))
                        .errorShare(0.0)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[prot]");
    }

    @Test
    void aCommandIsExpanded() {
        CommandTemplate template = new CommandTemplate(List.of("run", "{flags}", "--at=127.0.0.1:{port}"));
        assertThat(template.expand(List.of("-a", "b c"), Map.of("port", "5")))
                .containsExactly("run", "-a", "b c", "--at=127.0.0.1:5");
        assertThatThrownBy(() -> template.expand(List.of(), Map.of())).hasMessageContaining("{port}");
    }
}
