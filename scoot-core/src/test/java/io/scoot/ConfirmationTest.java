package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is promised of the best is what its runs showed. */
@Timeout(60)
class ConfirmationTest {

    private static Result confirmed(Set<Integer> fragile, int confirmations) {
        return Counting.study(trial -> trial.phase() == Phase.CONFIRMATION
                                && fragile.contains(trial.configuration().getInt("x"))
                        ? Outcome.crashed("died under load")
                        : Counting.measure(trial))
                .budget(12)
                .confirmations(confirmations)
                .run();
    }

    @Test
    void aBestThatDoesNotHoldUpIsReplacedByTheRunnerUp() {
        Result result = confirmed(Set.of(7), 3);
        Configuration seven = Counting.SPACE.configuration(Map.of("x", 7));
        Observation best = result.best().orElseThrow();
        assertThat(best.configuration().getInt("x")).isEqualTo(6);
        assertThat(result.refuted(seven)).isTrue();
        assertThat(result.runs(best.configuration())).hasSize(4).allMatch(Observation::feasible);
        assertThat(result.runs(seven)).hasSize(2); // the first confirmation crashed; two more would say nothing new
        assertThat(result.slos()).containsEntry("loss", 1.0);
        assertThat(result.paretoFront()).extracting(Observation::configuration).doesNotContain(seven);
        assertThat(result.notes()).anyMatch(note -> note.contains("did not hold up") && note.contains("1 of 2 runs"));
    }

    @Test
    void threeThatDoNotHoldUpAreEnoughAndNothingIsPromisedOfTheNext() {
        Result result = confirmed(Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), 2);
        assertThat(result.confirmations()).hasSize(4); // one is the default's
        assertThat(result.best()).isPresent();
        assertThat(result.runs(result.best().get().configuration())).hasSize(1);
        assertThat(result.notes()).anyMatch(note -> note.contains("nothing is promised"));
    }

    @Test
    void aConfirmationThatTheInfrastructureFailsSaysNothing() {
        Result result = Counting.study(trial ->
                        trial.phase() == Phase.CONFIRMATION ? Outcome.failed("node lost") : Counting.measure(trial))
                .budget(12)
                .confirmations(2)
                .run();
        assertThat(result.best().orElseThrow().configuration().getInt("x")).isEqualTo(7);
        assertThat(result.confirmations()).isEmpty();
        assertThat(result.notes())
                .anyMatch(note -> note.contains("4 confirmations failed for good"))
                .noneMatch(note -> note.contains("given up"));
    }

    @Test
    void aStoppedStudyStillConfirms() {
        try (Scoot scoot =
                Counting.study(Counting::measure).budget(50).confirmations(2).build()) {
            for (int i = 0; i < 5; i++) {
                scoot.ask(1).forEach(trial -> scoot.tell(trial, Counting.measure(trial)));
            }
            scoot.stop();
            while (!scoot.done()) {
                scoot.ask(1).forEach(trial -> scoot.tell(trial, Counting.measure(trial)));
            }
            assertThat(scoot.result().observations()).hasSize(5);
            assertThat(scoot.result().confirmations()).hasSize(4);
            assertThat(scoot.ask(1)).isEmpty();
        }
    }
}
