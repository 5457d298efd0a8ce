package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.scoot.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What run, ask, tell, stop and close promise each other. */
@Timeout(60)
class ContractsTest {

    @TempDir
    Path folder;

    /** Steps an hour forth, then two back, then forth again, at every look. */
    private static final class SteppingClock extends Clock {
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public Instant instant() {
            int look = looks.getAndIncrement();
            return Instant.ofEpochSecond(1_800_000_000L + (look % 2 == 0 ? 3_600L : -3_600L) * (1 + look % 5));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void aClockThatIsSetChangesNothing() {
        List<Duration> spans = new ArrayList<>();
        Result result = Counting.study(Counting::measure)
                .clock(new SteppingClock())
                .timeout(Duration.ofMinutes(2))
                .maxDuration(Duration.ofMinutes(30))
                .listener(new Listener() {
                    @Override
                    public void suggested(List<Trial> trials, List<Suggestion> suggestions, Duration took) {
                        spans.add(took);
                    }
                })
                .budget(9)
                .confirmations(2)
                .run();
        assertThat(result.observations()).hasSize(9).allMatch(Observation::feasible);
        assertThat(result.confirmations()).hasSize(4);
        result.observations().forEach(o -> spans.add(o.duration()));
        assertThat(spans).allMatch(span -> !span.isNegative() && span.compareTo(Duration.ofMinutes(1)) < 0);
    }

    @Test
    void spansLongerThanNanosecondsCountAreNoLimit() {
        Result result = Counting.study(Counting::measure)
                .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                .maxDuration(Duration.ofSeconds(Long.MAX_VALUE))
                .budget(3)
                .run();
        assertThat(result.observations()).hasSize(3).allMatch(Observation::feasible);
    }

    @Test
    void aRefusedSecondRunHarmsNotTheFirst() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Scoot scoot = Counting.study(trial -> {
                    if (trial.number() == 1) {
                        reached.countDown();
                        release.await();
                    }
                    return Counting.measure(trial);
                })
                .journal(folder.resolve("study.jsonl"))
                .budget(5)
                .build();
        CompletableFuture<Result> first = CompletableFuture.supplyAsync(scoot::run);
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatIllegalStateException().isThrownBy(scoot::run).withMessageContaining("run already");
        release.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).observations()).hasSize(5);
        scoot.close();
        assertThatIllegalStateException().isThrownBy(scoot::run).withMessageContaining("closed");
    }

    @Test
    void closingAtAnyMomentReturnsWhatWasObserved() {
        for (int i = 0; i < 200; i++) {
            Scoot scoot =
                    Counting.study(Counting::measure).budget(60).parallelism(3).build();
            CompletableFuture<Result> run = CompletableFuture.supplyAsync(scoot::run);
            for (int spin = 0; spin < 50 * i; spin++) {
                Thread.onSpinWait();
            }
            scoot.close();
            try {
                assertThat(run.join().observations().size()).isLessThanOrEqualTo(60);
            } catch (java.util.concurrent.CompletionException e) {
                assertThat(e.getCause())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("closed");
                assertThat(scoot.result().observations()).isEmpty(); // closed before it began
            }
        }
    }

    @Test
    void anExecutorWhoseOnlyThreadIsOccupiedEndsTheRun() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        CountDownLatch over = new CountDownLatch(1);
        Evaluator stubborn = trial -> {
            while (trial.number() == 2 && over.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Counting.measure(trial);
        };
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> Counting.study(stubborn)
                        .executor(one)
                        .timeout(Duration.ofMillis(300))
                        .budget(6)
                        .run())
                .withCauseInstanceOf(RejectedExecutionException.class)
                .withMessageContaining("occupy")
                .satisfies(
                        stopped -> assertThat(stopped.result().observations()).hasSize(3));
        over.countDown();
        one.shutdown();
    }

    @Test
    void oneFailureOfOneAttemptCountsOnce() {
        try (Scoot scoot = Counting.study(Counting::measure).budget(5).build()) {
            Trial trial = scoot.ask(1).get(0);
            scoot.tell(trial, Outcome.failed("lost"));
            for (int i = 0; i < 4; i++) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> scoot.tell(trial, Outcome.failed("lost")))
                        .withMessageContainingAll("attempt 1", "trial 0");
            }
            Trial again = scoot.ask(1).get(0);
            assertThat(again.attempt()).isEqualTo(2);
            assertThatIllegalArgumentException().isThrownBy(() -> scoot.tell(trial, Outcome.failed("lost, late")));
            scoot.tell(again, Counting.loss(1));
            assertThat(scoot.result().failures()).isEmpty();
        }
    }

    @Test
    void anEmptyAskMeansThatSomethingIsPendingOrAllIsDone() {
        List<Suggester> suggesters = List.of(
                Counting::suggest,
                (history, count) -> List.of(), // finds nothing
                (history, count) -> history.observations().size() > 3 ? List.of() : Counting.suggest(history, count));
        for (Suggester suggester : suggesters) {
            try (Scoot scoot = Counting.study(Counting::measure)
                    .suggester(suggester)
                    .budget(9)
                    .confirmations(2)
                    .build()) {
                int rounds = 0;
                while (!scoot.done()) {
                    List<Trial> trials = scoot.ask(2);
                    assertThat(trials.isEmpty() && !scoot.done()).isFalse();
                    trials.forEach(trial -> scoot.tell(trial, Counting.measure(trial)));
                    assertThat(++rounds).isLessThan(20);
                }
                boolean standard = scoot.result().best().orElseThrow().trial().phase() == Phase.DEFAULT;
                assertThat(scoot.result().confirmations()).hasSize(standard ? 2 : 4);
            }
        }
    }

    @Test
    void aSlowListenerLetsNoEvaluationPassItsTimeout() {
        Result result = Counting.study(trial -> {
                    if (trial.number() == 2) {
                        Thread.sleep(700);
                    }
                    return Counting.measure(trial);
                })
                .timeout(Duration.ofMillis(300))
                .parallelism(2)
                .asynchronous(true)
                .listener(new Listener() {
                    @Override
                    public void started(Trial trial) {
                        try {
                            Thread.sleep(trial.number() == 2 ? 1_000 : 0);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                })
                .budget(5)
                .run();
        Observation late = result.observations().stream()
                .filter(o -> o.trial().number() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(late.outcome()).isEqualTo(Outcome.crashed("timeout"));
    }

    @Test
    void resultAndTellDoNotWaitForASuggestion() throws Exception {
        CountDownLatch suggesting = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Suggester slow = (history, count) -> {
            if (history.observations().size() == 1) {
                suggesting.countDown();
                await(release);
            }
            return Counting.suggest(history, count);
        };
        try (Scoot scoot =
                Counting.study(Counting::measure).suggester(slow).budget(9).build()) {
            scoot.tell(scoot.ask(1).get(0), Counting.loss(1));
            CompletableFuture<List<Trial>> asked = CompletableFuture.supplyAsync(() -> scoot.ask(2));
            assertThat(suggesting.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(scoot.result().observations()).hasSize(1);
            assertThat(scoot.done()).isFalse();
            assertThat(asked).isNotDone();
            release.countDown();
            assertThat(asked.get(10, TimeUnit.SECONDS)).hasSize(2);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void retriesJoinTheNextRound() {
        List<Integer> rounds = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger running = new AtomicInteger();
        Result result = Counting.study(trial -> {
                    int together = running.incrementAndGet();
                    try {
                        Thread.sleep(30);
                        if (trial.number() % 4 == 1 && trial.attempt() == 1) {
                            throw new IllegalStateException("transient");
                        }
                        return Counting.measure(trial);
                    } finally {
                        if (running.decrementAndGet() == 0) {
                            rounds.add(together);
                        }
                    }
                })
                .budget(17)
                .parallelism(4)
                .run();
        assertThat(result.observations()).hasSize(17);
        assertThat(rounds.size())
                .isLessThanOrEqualTo(7); // the default, 16 trials and 4 retries in fours, one a little short
    }

    @Test
    void enqueuedConfigurationsComeRightAfterTheDefault() {
        Configuration good = Counting.SPACE.configuration(java.util.Map.of("x", 9));
        Configuration better = good.with("x", 8);
        Scoot.Builder study = Counting.study(Counting::measure)
                .enqueue(good, better, good)
                .journal(folder.resolve("enqueued.jsonl"))
                .budget(6);
        Result result = study.run();
        assertThat(result.observations())
                .extracting(o -> o.configuration().getInt("x"))
                .startsWith(50, 9, 8);
        assertThat(study.budget(8).run().observations()).hasSize(8); // they are not evaluated again
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Counting.study(Counting::measure)
                        .enqueue(SearchSpace.builder()
                                .add(Parameter.integer("y", 0, 9))
                                .build()
                                .configuration(java.util.Map.of("y", 7)))
                        .build())
                .withMessageContainingAll("enqueued", "y");
    }

    @Test
    void onWhoseWordATrialWasMadeIsKept() {
        Configuration told = Counting.SPACE.configuration(java.util.Map.of("x", 9));
        Configuration own = told.with("x", 8);
        Path journal = folder.resolve("told.jsonl");
        Scoot.Builder study = Counting.study(Counting::measure)
                .enqueue(own)
                .enqueue("the simulator", told)
                .journal(journal)
                .budget(4);
        for (Result result : List.of(
                study.run(), study.budget(5).run(), Journal.study(journal).result())) {
            assertThat(result.observations())
                    .extracting(o -> result.suggestion(o).flatMap(Suggestion::origin))
                    .startsWith(Optional.empty(), Optional.empty(), Optional.of("the simulator"))
                    .filteredOn(Optional::isPresent)
                    .hasSize(1);
            assertThat(result.observations().get(2).configuration()).isEqualTo(told);
            assertThat(result.observations().get(2).trial().phase()).isEqualTo(Phase.INITIAL);
        }
    }

    @Test
    void nullsAreNamed() {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> new Scoot.Builder().space(null))
                .withMessage("space");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> new Scoot.Builder().evaluator(null))
                .withMessage("evaluator");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> new Scoot.Builder().journal(null))
                .withMessage("journal");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> new Scoot.Builder().timeout(null))
                .withMessage("timeout");
    }
}
