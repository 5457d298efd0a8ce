package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A harness that cannot work stops the study before the budget is burnt. */
@Timeout(60)
class HarnessTest {

    @TempDir
    Path folder;

    @Test
    void aMetricThatIsNotReportedStopsTheStudyAtOnce() {
        AtomicInteger evaluated = new AtomicInteger();
        Evaluator evaluator = trial -> {
            evaluated.incrementAndGet();
            return Outcome.measured(Map.of("ttft", 210.0, "tpot", 31.0));
        };
        Path journal = folder.resolve("study.jsonl");
        Scoot.Builder study = Counting.study(evaluator)
                .objectives(Objective.minimize("ttft_ms"))
                .journal(journal)
                .budget(20);
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(study::run)
                .withMessageContainingAll("\"ttft_ms\"", "ttft=210.0", "tpot=31.0", "Maybe \"ttft\"")
                .satisfies(
                        stopped -> assertThat(stopped.result().observations()).isEmpty());
        assertThat(evaluated).hasValue(1);
        Result mended = study.evaluator(trial -> Outcome.measured(Map.of("ttft_ms", 210.0)))
                .run();
        assertThat(mended.observations()).hasSize(20).allMatch(Observation::feasible);
    }

    @Test
    void aBoundOnNothingThatIsReportedStopsTheStudyThatIsResumedWithIt() {
        Path journal = folder.resolve("study.jsonl");
        AtomicInteger evaluated = new AtomicInteger();
        Evaluator evaluator = trial -> {
            evaluated.incrementAndGet();
            return Counting.loss(1.0 + trial.number());
        };
        Counting.study(evaluator).journal(journal).confirmations(0).budget(5).run();
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> Counting.study(evaluator)
                        .journal(journal)
                        .confirmations(0)
                        .slos(Slo.atMost("lost", 5))
                        .budget(20)
                        .run())
                .withMessageContainingAll("\"lost\"", "Maybe \"loss\"");
        assertThat(evaluated.get()).isLessThan(9);
        Result right = Counting.study(evaluator)
                .journal(journal)
                .confirmations(0)
                .budget(9)
                .run();
        assertThat(right.feasible()).hasSize(9);
    }

    @Test
    void theDefaultAndTwoMoreThatCrashForOneReasonStopTheStudy() {
        AtomicInteger evaluated = new AtomicInteger();
        Evaluator evaluator = trial -> {
            evaluated.incrementAndGet();
            return Outcome.crashed(
                    "exit status 1 after " + trial.number() + " s: no such model\nat line " + trial.number());
        };
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> Counting.study(evaluator).budget(20).run())
                .withMessageContainingAll("no such model", "default", "stopOnCommonCrash")
                .satisfies(
                        stopped -> assertThat(stopped.result().observations()).hasSize(3));
        assertThat(evaluated).hasValue(3);
        Result all =
                Counting.study(evaluator).budget(20).stopOnCommonCrash(false).run();
        assertThat(all.observations()).hasSize(20);
        assertThat(all.notes()).anyMatch(note -> note.contains("no such model (20×)"));
    }

    @Test
    void oneThatWorksOrCrashesForAnotherReasonShowsThatTheHarnessWorks() {
        Result works = Counting.study(trial -> trial.number() == 2 ? Counting.loss(1) : Outcome.crashed("OOM"))
                .budget(6)
                .run();
        assertThat(works.observations()).hasSize(6);
        Result other = Counting.study(trial -> Outcome.crashed(trial.number() == 1 ? "refused" : "OOM"))
                .budget(6)
                .run();
        assertThat(other.observations()).hasSize(6);
    }

    @Test
    void aDefaultThatTheInfrastructureFailsIsLeftAloneAndSaid() {
        Result result = Counting.study(
                        trial -> trial.phase() == Phase.DEFAULT ? Outcome.failed("node lost") : Counting.measure(trial))
                .budget(5)
                .run();
        assertThat(result.observations()).hasSize(5).noneMatch(o -> o.trial().phase() == Phase.DEFAULT);
        assertThat(result.notes()).anyMatch(note -> note.contains("default configuration could not be measured"));
    }

    @Test
    void whatAnOutageFailedIsTriedAgainWhenTheStudyIsResumed() {
        Path journal = folder.resolve("study.jsonl");
        Scoot.Builder study = Counting.study(trial -> Outcome.failed("no route to host"))
                .journal(journal)
                .budget(5);
        assertThatExceptionOfType(StudyStoppedException.class).isThrownBy(study::run);
        Result result = study.evaluator(Counting::measure).run();
        assertThat(result.observations()).hasSize(5);
        assertThat(result.observations().get(0).trial().phase()).isEqualTo(Phase.DEFAULT);
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void aFailingOptimumIsNotTriedWithoutEnd() {
        for (boolean real : new boolean[] {false, true}) {
            SearchSpace space = SearchSpace.builder()
                    .add(real ? Parameter.real("a", 0, 20) : Parameter.integer("a", 0, 20))
                    .add(real ? Parameter.real("b", 0, 20) : Parameter.integer("b", 0, 20))
                    .defaults(Map.of("a", 1, "b", 2))
                    .build();
            AtomicInteger failed = new AtomicInteger();
            Result result = new Scoot.Builder()
                    .space(space)
                    .objectives(Objective.minimize("y"))
                    .evaluator(trial -> {
                        double a = trial.configuration().getDouble("a") - 7;
                        double b = trial.configuration().getDouble("b") - 7;
                        if (Math.hypot(a, b) < 0.05) {
                            failed.incrementAndGet();
                            throw new IllegalStateException("node lost");
                        }
                        return Outcome.measured(Map.of("y", a * a + b * b));
                    })
                    .budget(20)
                    .parallelism(2)
                    .confirmations(0)
                    .run();
            assertThat(result.observations()).hasSize(20);
            assertThat(failed).hasValueLessThanOrEqualTo(6); // two configurations at most
        }
    }
}
