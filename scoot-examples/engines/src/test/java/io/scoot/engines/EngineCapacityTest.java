package io.scoot.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scoot.Configuration;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Trial;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import io.scoot.engines.scripted.FakeEngine;
import io.scoot.load.Arrivals;
import io.scoot.load.LoadPlan;
import io.scoot.load.capacity.CapacityRules;
import io.scoot.load.capacity.LoadCapacity;
import io.scoot.load.capacity.MetricBound;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capacity and answers of an engine of its own process that follows a script. */
class EngineCapacityTest {

    private static final String SPACE = """
            name: fake
            parameters:
              - {name: one-at-a-time, type: ordinal, levels: [0.0, 0.025, 0.7], default: 0.025, flag: --one-at-a-time}
              - {name: die-after, type: ordinal, levels: [30, 100000], default: 100000, flag: --die-after}
              - {name: answer, type: choice, values: [four, five], default: four, flag: --answer}
            """;

    @TempDir
    private Path directory;

    private Catalogue catalogue;

    @BeforeEach
    void readSpace() throws IOException {
        catalogue = Catalogue.read(Files.writeString(directory.resolve("space.yaml"), SPACE), Facts.defaults());
    }

    private static LoadPlan.Builder load() {
        return LoadPlan.builder("fake")
                .arrivals(Arrivals.fixed())
                .rate(20.0)
                .seconds(1.0)
                .drain(Duration.ofSeconds(5))
                .pool(List.of(new RequestShape(8, 4, 0, 0)));
    }

    private static Optional<LoadCapacity> capacity(String bound, int steps) {
        return Optional.of(new LoadCapacity(
                MetricBound.parse(bound), new CapacityRules(2.0, 40, 0.02, 0.1, steps, Duration.ofSeconds(60))));
    }

    private Outcome evaluate(
            LoadPlan load, Optional<LoadCapacity> capacity, Optional<QualityCheck> quality, Map<String, ?> changes)
            throws Exception {
        return new EngineEvaluator(
                        setup(load).capacity(capacity).quality(quality).build())
                .evaluate(trial(changes));
    }

    private EngineSetup.Builder setup(LoadPlan load) {
        List<String> command = new ArrayList<>(FakeEngine.command(0));
        command.set(command.size() - 1, "{port}");
        command.add("{flags}");
        return EngineSetup.builder(catalogue, new CommandTemplate(command), load, directory.resolve("work"))
                .startLimit(Duration.ofSeconds(30))
                .stopGrace(Duration.ofSeconds(2));
    }

    private Trial trial(Map<String, ?> changes) {
        Map<String, Object> values =
                new LinkedHashMap<>(catalogue.space().defaults().orElseThrow().asMap());
        values.putAll(changes);
        Configuration configuration = catalogue.space().configuration(values);
        return new Trial(3, 0, configuration, Phase.SUGGESTED, 1L, 1);
    }

    private QualityCheck questions() throws IOException {
        return QualityCheck.read(Files.writeString(directory.resolve("questions.jsonl"), """
                {"prompt": "2 + 2 =", "answer": "four"}
                {"prompt": "2 + 3 =", "answer": "five"}
                {"prompt": "2 * 2 =", "answer": "four"}
                {"prompt": "4 * 1 =", "answer": "four"}
                """));
    }

    @Test
    void aTrialFindsTheCapacityOfItsEngine() throws Exception {
        Outcome outcome = evaluate(
                load().build(), capacity("ttft_p95=400", 7), Optional.of(questions()), Map.of()); // 40 per second
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Measured.class, measured -> assertThat(measured.metrics())
                .hasEntrySatisfying("capacity_rps", rps -> assertThat(rps).isBetween(25.0, 47.0))
                .hasEntrySatisfying("p95_ttft_ms", ms -> assertThat(ms).isLessThanOrEqualTo(400.0))
                .containsEntry("accuracy", 0.75)
                .containsKeys("capacity_steps", "throughput_rps"));
        assertThat(outcome.cost()).isGreaterThan(4.0);
    }

    @Test
    void anEngineThatTakesNoRateIsMeasuredAndOneThatDiesIsACrash() throws Exception {
        assertThat(evaluate(
                        load().build(), capacity("ttft_p95=400", 2), Optional.empty(), Map.of("one-at-a-time", 0.7)))
                .isInstanceOfSatisfying(Outcome.Measured.class, measured -> assertThat(measured.metrics())
                        .containsEntry("capacity_rps", 0.0));
        assertThat(evaluate(load().build(), capacity("ttft_p95=400", 7), Optional.empty(), Map.of("die-after", 30)))
                // under load, or at a step's first request where the machine is so busy that rates go down
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .endsWith(": other, exit status 3: RuntimeError: the engine has died"));
    }

    @Test
    void answersAreMeasuredAfterAStressTest() throws Exception {
        assertThat(evaluate(
                        load().build(),
                        Optional.empty(),
                        Optional.of(questions()),
                        Map.of("answer", "five", "one-at-a-time", 0.0)))
                .isInstanceOfSatisfying(Outcome.Measured.class, measured -> assertThat(measured.metrics())
                        .containsEntry("accuracy", 0.25)
                        .containsEntry("completed_requests", 20.0)
                        .doesNotContainKey("capacity_rps"));
    }

    @Test
    void aCheckThatFailsIsNotTheConfigurationsFaultUnlessItsEngineDies() throws Exception {
        QualityCheck hasty = new QualityCheck(questions().questions(), 1, Duration.ofNanos(1));
        assertThat(evaluate(load().build(), Optional.empty(), Optional.of(hasty), Map.of("one-at-a-time", 0.0)))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.reason())
                        .startsWith("quality check: "));
        // one asks for its health, one warms up, 28 are the load: the first question is its end
        LoadPlan load = load().rate(28.0).build();
        assertThat(evaluate(
                        load,
                        Optional.empty(),
                        Optional.of(questions()),
                        Map.of("one-at-a-time", 0.0, "die-after", 30)))
                .isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                        .startsWith("at the questions: "));
    }

    @Test
    void aLoadWithoutARateHasNoCapacity() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup(load().maxConcurrency(4).build())
                        .capacity(capacity("ttft_p95=400", 3))
                        .build())
                .withMessageContaining("maxConcurrency");
    }

    @Test
    void aStudyIsAboutItsCapacityAndQuestions() throws IOException {
        assertThat(new EngineEvaluator(setup(load().build())
                                .capacity(capacity("ttft_p95=400", 3))
                                .quality(Optional.of(questions()))
                                .build())
                        .context(Optional.empty()))
                .containsKeys("capacity", "questions");
        assertThat(new EngineEvaluator(setup(load().build()).build()).context(Optional.empty()))
                .doesNotContainKeys("capacity", "questions");
    }
}
