package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What run() does with good and bad evaluators. */
@Timeout(30)
class RunTest {

    @Test
    void theDefaultComesFirstAndTheBudgetIsKept() {
        Result result = Counting.study(Counting::measure).budget(12).run();
        assertThat(result.observations()).hasSize(12);
        assertThat(result.observations())
                .extracting(o -> o.trial().number())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(result.observations().get(0).trial().phase()).isEqualTo(Phase.DEFAULT);
        assertThat(result.observations().get(0).configuration().getInt("x")).isEqualTo(50);
        assertThat(result.reference()).contains(Map.of("loss", 43.0));
        assertThat(result.best().orElseThrow().configuration().getInt("x")).isEqualTo(7);
        assertThat(result.hypervolume()).isEqualTo(43.0);
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void aBatchRunsAtOnceAndEndsBeforeTheNext() {
        CyclicBarrier together = new CyclicBarrier(3);
        Set<Integer> running = ConcurrentHashMap.newKeySet();
        Result result = Counting.study(trial -> {
                    if (trial.phase() != Phase.DEFAULT) {
                        running.add(trial.batch());
                        together.await(10, TimeUnit.SECONDS);
                        assertThat(running).hasSize(1);
                        together.await(10, TimeUnit.SECONDS);
                        running.remove(trial.batch());
                        together.await(10, TimeUnit.SECONDS);
                    }
                    return Counting.measure(trial);
                })
                .budget(10)
                .parallelism(3)
                .run();
        assertThat(result.observations()).hasSize(10).allMatch(Observation::feasible);
        assertThat(result.observations())
                .extracting(o -> o.trial().batch())
                .containsExactly(0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
    }

    @Test
    void asynchronouslyAFreeSlotIsFilledAtOnce() {
        CountDownLatch slow = new CountDownLatch(1);
        Result result = Counting.study(trial -> {
                    if (trial.number() == 1) {
                        assertThat(slow.await(10, TimeUnit.SECONDS)).isTrue();
                    } else if (trial.number() == 8) {
                        slow.countDown();
                    }
                    return Counting.measure(trial);
                })
                .budget(10)
                .parallelism(2)
                .asynchronous(true)
                .run();
        List<Integer> order =
                result.observations().stream().map(o -> o.trial().number()).toList();
        assertThat(order).hasSize(10).startsWith(0, 2, 3, 4, 5, 6, 7);
        assertThat(order.indexOf(1)).isGreaterThanOrEqualTo(7);
    }

    @Test
    void theOrderInWhichEvaluationsEndChangesNothing() {
        CountDownLatch secondEnded = new CountDownLatch(1);
        Result result = Counting.study(trial -> {
                    if (trial.phase() == Phase.CONFIRMATION) {
                        if (trial.number() == 4) {
                            assertThat(secondEnded.await(10, TimeUnit.SECONDS)).isTrue();
                            Thread.sleep(50); // lets the second one be told
                        }
                        secondEnded.countDown();
                    }
                    return Counting.measure(trial);
                })
                .budget(4)
                .parallelism(2)
                .confirmations(1)
                .run();
        assertThat(result.confirmations().stream().map(o -> o.trial().number())).containsExactly(4, 5);
    }

    @Test
    void aFailureIsRetriedAndCostsNoBudget() {
        AtomicInteger calls = new AtomicInteger();
        List<Boolean> retries = new ArrayList<>();
        Result result = Counting.study(trial -> {
                    calls.incrementAndGet();
                    if (trial.number() == 3 && trial.attempt() <= 2) {
                        throw new java.io.IOException("node lost");
                    }
                    return Counting.measure(trial);
                })
                .budget(6)
                .listener(new Listener() {
                    @Override
                    public void failed(Observation failure, boolean retry) {
                        retries.add(retry);
                    }
                })
                .run();
        assertThat(result.observations()).hasSize(6).allMatch(Observation::feasible);
        assertThat(result.observations().get(3).trial().attempt()).isEqualTo(3);
        assertThat(calls).hasValue(8);
        assertThat(retries).containsExactly(true, true);
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void aConfigurationThatFailsForGoodIsLeftAlone() {
        AtomicInteger calls = new AtomicInteger();
        Result result = Counting.study(trial -> {
                    if (trial.configuration().getInt("x") == 2) {
                        calls.incrementAndGet();
                        return Outcome.failed("no GPU free");
                    }
                    return Counting.measure(trial);
                })
                .budget(6)
                .run();
        assertThat(calls).hasValue(3); // once and two retries
        assertThat(result.failures()).singleElement().satisfies(failure -> assertThat(failure.outcome())
                .isEqualTo(Outcome.failed("no GPU free")));
        assertThat(result.observations())
                .hasSize(6)
                .noneMatch(o -> o.configuration().getInt("x") == 2);
        assertThat(result.notes()).anyMatch(note -> note.contains("given up") && note.contains("no GPU free"));
    }

    @Test
    void threeFailuresForGoodInARowStopTheRunAndLoseNothing() {
        Evaluator evaluator = trial -> {
            if (trial.number() >= 4) {
                throw new IllegalStateException("cluster is gone");
            }
            return Counting.measure(trial);
        };
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> Counting.study(evaluator).budget(20).run())
                .withMessageContaining("cluster is gone")
                .withCauseInstanceOf(IllegalStateException.class)
                .satisfies(stopped -> {
                    assertThat(stopped.result().observations()).hasSize(4);
                    assertThat(stopped.result().failures()).hasSize(3);
                });
    }

    @Test
    void whatRunsWhenTheStudyBreaksIsStillTaken() {
        Evaluator evaluator = trial -> {
            if (trial.number() == 4) {
                Thread.sleep(300);
            } else if (trial.number() > 0) {
                throw new IllegalStateException("gone");
            }
            return Counting.measure(trial);
        };
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> Counting.study(evaluator)
                        .budget(20)
                        .parallelism(4)
                        .retries(0)
                        .run())
                .satisfies(stopped -> assertThat(stopped.result().observations())
                        .extracting(o -> o.trial().number())
                        .contains(0, 4));
    }

    @Test
    void aMetricThatIsNoNumberIsACrash() {
        Result result = Counting.study(trial -> switch (trial.number()) {
                    case 1 -> Outcome.measured(Map.of("loss", Double.NaN));
                    case 2 -> Outcome.measured(Map.of("loss", Double.POSITIVE_INFINITY));
                    case 3 -> Outcome.measured(Map.of("other", 1.0));
                    default -> Counting.measure(trial);
                })
                .budget(6)
                .run();
        assertThat(result.observations()).hasSize(6);
        assertThat(result.observations().subList(1, 4))
                .extracting(Observation::outcome)
                .containsExactly(
                        Outcome.crashed("metric loss is NaN"),
                        Outcome.crashed("metric loss is Infinity"),
                        Outcome.crashed("metric loss is missing"));
    }

    @Test
    void anEvaluatorThatReturnsNullFails() {
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> Counting.study(trial -> null).budget(5).run())
                .withMessageContaining("null");
    }

    @Test
    void aCrashedDefaultLeavesTheWorstFeasibleAsReference() {
        Result result = Counting.study(trial -> trial.number() == 0 ? Outcome.crashed("OOM") : Counting.measure(trial))
                .budget(5)
                .run();
        assertThat(result.reference()).contains(Map.of("loss", 7.0));
        assertThat(result.notes()).singleElement().asString().contains("default configuration crashed");
    }

    @Test
    void whenEverythingCrashesTheResultSaysWhy() {
        Result result = Counting.study(trial -> Outcome.crashed(trial.number() % 2 == 0 ? "OOM" : "refused"))
                .budget(5)
                .confirmations(3)
                .run();
        assertThat(result.best()).isEmpty();
        assertThat(result.paretoFront()).isEmpty();
        assertThat(result.slos()).isEmpty();
        assertThat(result.hypervolume()).isZero();
        assertThat(result.notes()).anyMatch(note -> note.contains("OOM (3×)") && note.contains("refused (2×)"));
    }

    @Test
    void aTrialPastItsTimeIsInterruptedAndCrashes() {
        AtomicInteger interrupted = new AtomicInteger();
        Result result = Counting.study(trial -> {
                    if (trial.number() == 2) {
                        try {
                            Thread.sleep(20_000);
                        } catch (InterruptedException e) {
                            interrupted.incrementAndGet();
                            throw e;
                        }
                    }
                    return Counting.measure(trial);
                })
                .budget(5)
                .timeout(Duration.ofMillis(200))
                .run();
        assertThat(result.observations()).hasSize(5);
        assertThat(result.observations().get(2).outcome()).isEqualTo(Outcome.crashed("timeout"));
        assertThat(result.observations().get(2).duration()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(interrupted).hasValue(1);
    }

    @Test
    void anEvaluationThatIgnoresItsInterruptionIsAbandonedAndCounted() {
        AtomicReference<Boolean> over = new AtomicReference<>(false);
        Result result = Counting.study(trial -> {
                    while (trial.number() == 2 && !over.get()) {
                        Thread.onSpinWait();
                    }
                    return Counting.measure(trial);
                })
                .budget(5)
                .timeout(Duration.ofMillis(200))
                .run();
        over.set(true);
        assertThat(result.observations()).hasSize(5);
        assertThat(result.notes()).anyMatch(note -> note.contains("1 evaluation"));
    }

    @Test
    void interruptingKeepsWhatWasObserved() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicReference<Result> result = new AtomicReference<>();
        Thread thread = new Thread(() -> result.set(
                Counting.study(blockAt(3, reached, cancelled)).budget(9).run()));
        thread.start();
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join(10_000);
        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(result.get().observations()).hasSize(3);
        assertThat(result.get().notes()).anyMatch(note -> note.contains("interrupted"));
    }

    @Test
    void closingFromAnotherThreadCancelsAndKeepsWhatWasObserved() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Scoot scoot = Counting.study(blockAt(3, reached, cancelled)).budget(9).build();
        CompletableFuture<Result> result = CompletableFuture.supplyAsync(scoot::run);
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        scoot.close();
        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(result.get(10, TimeUnit.SECONDS).observations()).hasSize(3);
        assertThat(scoot.result().observations()).hasSize(3);
        org.assertj.core.api.Assertions.assertThatIllegalStateException().isThrownBy(() -> scoot.ask(1));
    }

    @Test
    void stoppingFinishesWhatRuns() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Scoot scoot = Counting.study(trial -> {
                    if (trial.number() == 3) {
                        reached.countDown();
                        release.await();
                    }
                    return Counting.measure(trial);
                })
                .budget(9)
                .build();
        CompletableFuture<Result> result = CompletableFuture.supplyAsync(scoot::run);
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        scoot.stop();
        release.countDown();
        assertThat(result.get(10, TimeUnit.SECONDS).observations()).hasSize(4);
        scoot.close();
    }

    @Test
    void confirmationsGetArrivalOrdersOfTheirOwnAndTheWorstCounts() {
        ConcurrentLinkedQueue<Long> seeds = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Long> standards = new ConcurrentLinkedQueue<>();
        Result result = Counting.study(trial -> {
                    if (trial.phase() == Phase.CONFIRMATION) {
                        boolean standard = trial.configuration().getInt("x") == 50;
                        (standard ? standards : seeds).add(trial.arrivalSeed());
                        return Counting.loss(standard ? 43.0 : 2.0 + seeds.size());
                    }
                    return Counting.measure(trial);
                })
                .budget(10)
                .confirmations(4)
                .parallelism(2)
                .run();
        assertThat(result.observations()).hasSize(10);
        assertThat(result.observations())
                .extracting(o -> o.trial().arrivalSeed())
                .containsOnly(result.observations().get(0).trial().arrivalSeed());
        assertThat(result.confirmations())
                .extracting(o -> o.configuration().getInt("x"))
                .containsExactly(50, 7, 7, 50, 50, 7, 7, 50); // neither always comes first
        assertThat(standards).containsExactlyInAnyOrderElementsOf(seeds); // in pairs
        assertThat(seeds)
                .doesNotHaveDuplicates()
                .doesNotContain(result.observations().get(0).trial().arrivalSeed());
        assertThat(result.slos()).isEqualTo(Map.of("loss", 6.0));
        assertThat(result.best().orElseThrow().metric("loss")).isEqualTo(0.0);
    }

    @Test
    void aSuggestionThatViolatesAKnownConstraintIsNeverEvaluatedButCosts() {
        SearchSpace space = SearchSpace.builder()
                .add(Parameter.integer("x", 0, 99))
                .constraint("x is even", c -> c.getInt("x") % 2 == 0)
                .defaults(Map.of("x", 50))
                .build();
        Result result = Counting.study(trial -> {
                    assertThat(trial.configuration().getInt("x") % 2).isZero();
                    return Counting.measure(trial);
                })
                .space(space)
                .budget(10)
                .parallelism(3)
                .run();
        assertThat(result.observations()).hasSize(10);
        assertThat(result.observations().stream().filter(o -> !o.feasible()).toList())
                .isNotEmpty()
                .allMatch(o -> o.outcome().equals(Outcome.crashed("violates x is even")));
    }

    @Test
    void anExhaustedSpaceEndsTheStudyAndIsSaid() {
        SearchSpace space =
                SearchSpace.builder().add(Parameter.integer("x", 0, 3)).build();
        Suggester all = (history, count) -> java.util.stream.IntStream.rangeClosed(0, 3)
                .mapToObj(x -> space.configuration(Map.of("x", x)))
                .filter(c -> !history.taken().contains(c))
                .limit(count)
                .toList();
        Result result = Counting.study(Counting::measure)
                .space(space)
                .suggester(all)
                .budget(10)
                .confirmations(1)
                .run();
        assertThat(result.observations()).hasSize(4);
        assertThat(result.confirmations()).hasSize(1);
        assertThat(result.notes()).anyMatch(note -> note.contains("exhausted"));
    }

    @Test
    void listenersHearEverythingInOrderWhateverTheyDo() {
        List<String> heard = new ArrayList<>();
        Listener thrower = new Listener() {
            @Override
            public void finished(Observation observation) {
                throw new IllegalStateException("a broken listener");
            }
        };
        Listener recorder = new Listener() {
            @Override
            public void suggested(List<Trial> trials, List<Suggestion> suggestions, Duration took) {
                heard.add("suggested " + trials.get(0).number());
            }

            @Override
            public void started(Trial trial) {
                heard.add("started " + trial.number());
            }

            @Override
            public void finished(Observation observation) {
                heard.add("finished " + observation.trial().number());
            }

            @Override
            public void completed(Result result) {
                heard.add("completed " + result.observations().size());
            }
        };
        Counting.study(Counting::measure)
                .budget(3)
                .listener(thrower)
                .listener(recorder)
                .run();
        assertThat(heard)
                .containsExactly(
                        "started 0",
                        "finished 0",
                        "suggested 1",
                        "started 1",
                        "finished 1",
                        "suggested 2",
                        "started 2",
                        "finished 2",
                        "completed 3");
    }

    @Test
    void anAsynchronousEvaluatorIsAwaitedAndItsFailureIsOne() {
        Result result = new Scoot.Builder()
                .space(Counting.SPACE)
                .objectives(Objective.minimize("loss"))
                .suggester(Counting::suggest)
                .confirmations(0)
                .asyncEvaluator(trial -> trial.number() == 2 && trial.attempt() == 1
                        ? CompletableFuture.failedFuture(new java.io.IOException("lost"))
                        : CompletableFuture.supplyAsync(() -> Counting.measure(trial)))
                .budget(5)
                .run();
        assertThat(result.observations()).hasSize(5);
        assertThat(result.observations().get(2).trial().attempt()).isEqualTo(2);
    }

    @Test
    void anOutOfMemoryErrorIsRecordedAndPassedOn() {
        Scoot scoot = Counting.study(trial -> {
                    if (trial.number() == 2) {
                        throw new OutOfMemoryError("heap");
                    }
                    return Counting.measure(trial);
                })
                .budget(5)
                .build();
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(scoot::run);
        assertThat(scoot.result().observations()).hasSize(2);
        scoot.close();
    }

    @Test
    void theMaximalDurationStopsNewTrials() {
        Result result = Counting.study(trial -> {
                    Thread.sleep(60);
                    return Counting.measure(trial);
                })
                .budget(90)
                .maxDuration(Duration.ofMillis(250))
                .run();
        assertThat(result.observations()).hasSizeBetween(1, 6);
        assertThat(result.notes()).anyMatch(note -> note.contains("maximal duration"));
    }

    private static Evaluator blockAt(int number, CountDownLatch reached, CountDownLatch cancelled) {
        return trial -> {
            if (trial.number() == number) {
                reached.countDown();
                try {
                    Thread.sleep(20_000);
                } catch (InterruptedException e) {
                    cancelled.countDown();
                    throw e;
                }
            }
            return Counting.measure(trial);
        };
    }
}
