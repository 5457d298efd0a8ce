package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bounds decide everywhere what may be best. Throughput grows with x, and so does the time to the first token. */
@Timeout(60)
class BoundsTest {

    @TempDir
    Path folder;

    private static Outcome serve(Trial trial) {
        int x = trial.configuration().getInt("x");
        return Outcome.measured(Map.of("rps", 10.0 + x, "ttft_ms", 100.0 + 10.0 * x, "accuracy", 0.9 - 0.001 * x));
    }

    /** x = 99, 98 … 0 from the default 50 on. */
    private static List<Configuration> down(History history, int count) {
        return java.util.stream.IntStream.rangeClosed(0, 99)
                .mapToObj(i -> Counting.SPACE.configuration(Map.of("x", 99 - i)))
                .filter(c -> !history.taken().contains(c))
                .limit(count)
                .toList();
    }

    private static Scoot.Builder study(Slo... slos) {
        return Counting.study(BoundsTest::serve)
                .suggester(BoundsTest::down)
                .objectives(Objective.maximize("rps"))
                .slos(slos)
                .budget(80)
                .confirmations(2);
    }

    @Test
    void aViolatingConfigurationIsBestNowhere() {
        Result result = study(Slo.atMost("ttft_ms", 500)).run();
        assertThat(result.best().orElseThrow().configuration().getInt("x")).isEqualTo(40);
        assertThat(result.paretoFront()).allMatch(result::satisfies).hasSize(1);
        assertThat(result.slos()).containsEntry("rps", 50.0);
        Verdict verdict = result.verdict();
        assertThat(verdict.comparison()).isEqualTo(Verdict.Comparison.BETTER); // the default breaks the bound
        Verdict.Bound bound = verdict.bounds().get(0);
        assertThat(bound.status()).isEqualTo(Verdict.Status.MET);
        assertThat(bound.worst()).hasValue(500.0);
        assertThat(bound.margin()).hasValue(0.0);
    }

    @Test
    void anUnattainableBoundIsSaidToBeSoByHowMuchAndByWhom() {
        Result result = study(Slo.atMost("ttft_ms", 50)).budget(100).run();
        assertThat(result.best()).isEmpty();
        assertThat(result.paretoFront()).isEmpty();
        assertThat(result.hypervolume()).isZero();
        assertThat(result.nearest().orElseThrow().configuration().getInt("x")).isZero();
        Verdict.Bound bound = result.verdict().bounds().get(0);
        assertThat(bound.status()).isEqualTo(Verdict.Status.NOT_MET);
        assertThat(bound.margin()).hasValue(-1.0); // 100 ms: once the bound too much
        assertThat(bound.nearest()).contains(result.nearest().get().configuration());
        assertThat(result.notes()).anyMatch(note -> note.contains("no configuration keeps all bounds"));
    }

    @Test
    void aBoundMayBeRelativeToTheDefault() {
        Result result = study(Slo.atLeast("accuracy", 0.99).timesDefault()).run(); // 0.9 - 0.05 = 0.85 at x = 50
        assertThat(result.best().orElseThrow().configuration().getInt("x")).isEqualTo(58); // 0.842 >= 0.8415
        Result unknown = study(Slo.atLeast("accuracy", 0.99).timesDefault())
                .evaluator(trial -> trial.phase() == Phase.DEFAULT ? Outcome.crashed("OOM") : serve(trial))
                .run();
        assertThat(unknown.verdict().bounds().get(0).status()).isEqualTo(Verdict.Status.UNKNOWN);
        assertThat(unknown.verdict().bounds().get(0).bound()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void boundsAloneAreEnough() {
        Result result = study(Slo.atMost("ttft_ms", 500), Slo.atLeast("rps", 20))
                .objectives()
                .budget(100)
                .run();
        // margins (500 - 100 - 10x) / 500 and (x - 10) / 20 are equal at 18.6
        assertThat(result.best().orElseThrow().configuration().getInt("x")).isEqualTo(19);
        assertThat(result.verdict().bounds()).allMatch(bound -> bound.status() == Verdict.Status.MET);
    }

    @Test
    void aBoundThatIsBrokenWhenConfirmedMakesWayForTheRunnerUp() {
        Result result = study(Slo.atMost("ttft_ms", 500))
                .evaluator(trial -> trial.phase() == Phase.CONFIRMATION
                                && trial.configuration().getInt("x") == 40
                        ? Outcome.measured(Map.of("rps", 50.0, "ttft_ms", 501.0, "accuracy", 0.9))
                        : serve(trial))
                .run();
        assertThat(result.best().orElseThrow().configuration().getInt("x")).isEqualTo(39);
        assertThat(result.notes()).anyMatch(note -> note.contains("kept the bounds"));
    }

    @Test
    void aBoundKeptInOneRunIsNotYetMet() {
        Result result = study(Slo.atMost("ttft_ms", 500)).confirmations(0).run();
        assertThat(result.verdict().bounds().get(0).status()).isEqualTo(Verdict.Status.UNKNOWN);
    }

    @Test
    void boundsMayChangeWhenTheStudyIsResumed() {
        Path journal = folder.resolve("study.jsonl");
        study(Slo.atMost("ttft_ms", 500)).journal(journal).run();
        Result tighter = study(Slo.atMost("ttft_ms", 300)).journal(journal).run();
        assertThat(tighter.observations()).hasSize(80);
        assertThat(tighter.best().orElseThrow().configuration().getInt("x")).isEqualTo(20);
        assertThat(tighter.best().orElseThrow().metrics()).containsEntry("accuracy", 0.88);
    }

    @Test
    void aBoundedMetricIsAskedOfTheEvaluator() {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                        StudyStoppedException.class,
                        () -> study(Slo.atMost("ttft", 500)).run()))
                .hasMessageContainingAll("\"ttft\"", "Maybe \"ttft_ms\"");
    }

    @Test
    void badBoundsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slo.atMost("ttft_ms", Double.NaN))
                .withMessageContainingAll("ttft_ms", "NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slo.atMost("ttft_ms", -1).timesDefault())
                .withMessageContaining("positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study(Slo.atMost("ttft_ms", 1), Slo.atMost("ttft_ms", 2))
                        .build())
                .withMessageContaining("ttft_ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study().objectives().build());
    }
}
