package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AskAndTellTest {

    @Test
    void followsTheSameRulesAsRun() {
        Result run = Counting.study(Counting::measure)
                .budget(9)
                .parallelism(2)
                .confirmations(2)
                .run();
        Scoot scoot = Counting.study(Counting::measure)
                .budget(9)
                .parallelism(2)
                .confirmations(2)
                .build();
        while (!scoot.done()) {
            scoot.ask(2).forEach(trial -> scoot.tell(trial, Counting.measure(trial)));
        }
        assertThat(trials(scoot.result().observations())).isEqualTo(trials(run.observations()));
        assertThat(trials(scoot.result().confirmations())).isEqualTo(trials(run.confirmations()));
        assertThat(scoot.ask(1)).isEmpty();
        scoot.close();
    }

    @Test
    void nothingIsAskedWhileTheDefaultIsPending() {
        try (Scoot scoot = Counting.study(Counting::measure).budget(9).build()) {
            Trial first = scoot.ask(4).get(0);
            assertThat(first.phase()).isEqualTo(Phase.DEFAULT);
            assertThat(scoot.ask(4)).isEmpty();
            assertThat(scoot.done()).isFalse();
            scoot.tell(first, Counting.loss(1));
            assertThat(scoot.ask(4)).hasSize(4);
            assertThat(scoot.ask(9)).hasSize(4);
            assertThat(scoot.ask(1)).isEmpty();
        }
    }

    @Test
    void aFailureIsHandedOutAgainAsTheNextAttempt() {
        try (Scoot scoot = Counting.study(Counting::measure).budget(9).build()) {
            scoot.tell(scoot.ask(1).get(0), Counting.loss(1));
            Trial trial = scoot.ask(1).get(0);
            scoot.tell(trial, Outcome.failed("node lost"));
            Trial again = scoot.ask(3).get(0);
            assertThat(again).isEqualTo(Trials.retried(trial));
            scoot.tell(trial, Counting.loss(3)); // the first attempt's late result is as good
            assertThat(scoot.result().observations()).hasSize(2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scoot.tell(again, Counting.loss(4)))
                    .withMessageContainingAll("trial 1", "told before");
        }
    }

    @Test
    void wrongTellsAreRefusedAndHarmNothing() {
        try (Scoot scoot = Counting.study(Counting::measure).budget(9).build()) {
            Trial first = scoot.ask(1).get(0);
            scoot.tell(first, Counting.loss(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scoot.tell(first, Counting.loss(2)))
                    .withMessageContaining("told before");
            Trial stranger = new Trial(77, 0, first.configuration(), Phase.SUGGESTED, 0, 1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scoot.tell(stranger, Counting.loss(2)))
                    .withMessageContainingAll("trial 77", "never handed out");
            Trial next = scoot.ask(1).get(0);
            Trial other = new Trial(next.number(), 0, first.configuration(), Phase.SUGGESTED, 0, 1);
            assertThatIllegalArgumentException().isThrownBy(() -> scoot.tell(other, Counting.loss(2)));
            assertThatIllegalArgumentException().isThrownBy(() -> scoot.ask(0));
            assertThat(scoot.result().observations()).hasSize(1);
        }
    }

    @Test
    void threeFailuresInARowStopAsking() {
        try (Scoot scoot =
                Counting.study(Counting::measure).budget(9).retries(0).build()) {
            scoot.tell(scoot.ask(1).get(0), Counting.loss(1));
            for (int i = 0; i < 3; i++) {
                scoot.tell(scoot.ask(1).get(0), Outcome.failed("down"));
            }
            assertThatExceptionOfType(StudyStoppedException.class)
                    .isThrownBy(() -> scoot.ask(1))
                    .withMessageContaining("down");
            assertThat(scoot.result().observations()).hasSize(1);
        }
    }

    @Test
    void aClosedStudyCanStillBeRead() {
        Scoot scoot = Counting.study(Counting::measure).budget(9).build();
        Trial trial = scoot.ask(1).get(0);
        scoot.close();
        assertThatIllegalStateException().isThrownBy(() -> scoot.tell(trial, Counting.loss(1)));
        assertThatIllegalStateException().isThrownBy(() -> scoot.ask(1));
        assertThat(scoot.result().observations()).isEmpty();
    }

    @Test
    void aListenerMayAskAndTell() {
        java.util.concurrent.atomic.AtomicReference<Scoot> study = new java.util.concurrent.atomic.AtomicReference<>();
        Listener eager = new Listener() {
            @Override
            public void finished(Observation observation) {
                Scoot scoot = study.get();
                scoot.ask(1).forEach(trial -> scoot.tell(trial, Counting.measure(trial)));
            }
        };
        try (Scoot scoot =
                Counting.study(Counting::measure).budget(9).listener(eager).build()) {
            study.set(scoot);
            scoot.tell(scoot.ask(1).get(0), Counting.loss(1));
            assertThat(scoot.result().observations()).hasSize(9);
        }
    }

    @Test
    void manyThreadsAskAndTellWithoutLossOrDuplicate() throws Exception {
        int threads = 16;
        Scoot scoot = Counting.study(Counting::measure).budget(90).build();
        scoot.tell(scoot.ask(1).get(0), Counting.loss(1));
        ConcurrentLinkedQueue<Integer> numbers = new ConcurrentLinkedQueue<>();
        CountDownLatch over = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            new Thread(() -> {
                        while (!scoot.done()) {
                            for (Trial trial : scoot.ask(2)) {
                                numbers.add(trial.number());
                                scoot.tell(trial, Counting.measure(trial));
                            }
                            scoot.result();
                        }
                        over.countDown();
                    })
                    .start();
        }
        assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(numbers).hasSize(89).doesNotHaveDuplicates();
        assertThat(scoot.result().observations()).hasSize(90);
        assertThat(scoot.result().observations())
                .extracting(Observation::configuration)
                .doesNotHaveDuplicates();
        scoot.close();
    }

    @Test
    void anEarlierStudysObservationsTeachAndCostNothing() {
        Configuration seven = Counting.SPACE.configuration(Map.of("x", 7));
        Configuration strange =
                SearchSpace.builder().add(Parameter.integer("y", 0, 9)).build().configuration(Map.of("y", 7));
        List<Observation> earlier = List.of(
                observation(40, strange, Counting.loss(0)),
                observation(41, seven, Counting.loss(0)),
                observation(42, Counting.SPACE.configuration(Map.of("x", 8)), Outcome.measured(Map.of("other", 1.0))),
                observation(43, Counting.SPACE.configuration(Map.of("x", 9)), Outcome.failed("lost")));
        Result result =
                Counting.study(Counting::measure).budget(3).history(earlier).run();
        assertThat(result.observations()).extracting(o -> o.trial().number()).containsExactly(0, 1, 2);
        assertThat(result.observations().get(0).trial().phase()).isEqualTo(Phase.DEFAULT);
        assertThat(result.reference()).contains(Map.of("loss", 43.0)); // the default's, here
        assertThat(result.best().orElseThrow().configuration()).isNotEqualTo(seven); // which was not measured here
        assertThat(result.notes())
                .hasSize(3)
                .anyMatch(note -> note.contains("40") && note.contains("y"))
                .anyMatch(note -> note.contains("42") && note.contains("loss"))
                .anyMatch(note -> note.contains("43"));
    }

    private static Observation observation(int number, Configuration configuration, Outcome outcome) {
        Trial trial = new Trial(number, 3, configuration, Phase.SUGGESTED, 5, 1);
        return new Observation(trial, outcome, Instant.EPOCH, Duration.ZERO);
    }

    private static List<Trial> trials(List<Observation> observations) {
        return observations.stream().map(Observation::trial).toList();
    }
}
