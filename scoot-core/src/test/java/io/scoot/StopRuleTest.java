package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopRuleTest {

    /** Suggests x = 0, 1, 2 … and expects a loss of {@code mean} ± {@code deviation} each time. */
    private static Suggester expecting(double mean, double deviation) {
        return new Suggester() {
            @Override
            public List<Configuration> suggest(History history, int count) {
                return Counting.suggest(history, count);
            }

            @Override
            public List<Suggestion> explain(History history, int count) {
                return suggest(history, count).stream()
                        .map(c -> new Suggestion(
                                c,
                                false,
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                List.of(new Suggestion.Prediction("loss", mean, deviation))))
                        .toList();
            }
        };
    }

    @Test
    void noImprovementStopsAndStillConfirms() {
        Result result = Counting.study(Counting::measure)
                .stopWhen(StopRule.noImprovement(5))
                .budget(60)
                .confirmations(2)
                .run();
        assertThat(result.observations()).hasSize(9 + 5); // the default, 0 to 7, and five after the best
        assertThat(result.best().orElseThrow().configuration().getInt("x")).isEqualTo(7);
        assertThat(result.confirmations()).hasSize(4);
        assertThat(result.notes()).anyMatch(note -> note.contains("stopped early with 46") && note.contains("5 obs"));
    }

    @Test
    void withoutARuleTheResultSaysWhatOneWouldHaveSaved() {
        Result result = Counting.study(Counting::measure).budget(60).run();
        assertThat(result.observations()).hasSize(60);
        assertThat(result.notes()).anyMatch(note -> note.contains("would have saved 41 of 60")); // 60 - 9 - 10
    }

    @Test
    void boundsThatAreKeptWithAMarginAreEnough() {
        Result result = Counting.study(Counting::measure)
                .slos(Slo.atMost("loss", 5))
                .stopWhen(StopRule.boundsKept(0.4))
                .budget(60)
                .run();
        assertThat(result.best().orElseThrow().metric("loss")).isEqualTo(3.0); // the first with a margin of 40 %
        assertThat(result.observations()).hasSize(6);
    }

    @Test
    void whatIsExpectedMustBeWorthItsGpus() {
        Evaluator costly = trial -> Counting.measure(trial).withCost(1000.0);
        // 43 at the default: an expected loss of 42.957 ± 0 gains 0.1 % for 1000 GPU-seconds
        Scoot.Builder study =
                Counting.study(costly).suggester(expecting(42.957, 0.0)).budget(20);
        assertThat(study.stopWhen(StopRule.expectedGainBelow(2e-6)).run().observations())
                .hasSize(1);
        assertThat(study.stopWhen(StopRule.expectedGainBelow(0.5e-6)).run().observations())
                .hasSizeGreaterThan(1);
        assertThat(Counting.study(Counting::measure) // of unknown cost
                        .suggester(expecting(42.957, 0.0))
                        .stopWhen(StopRule.expectedGainBelow(1.0))
                        .budget(20)
                        .run()
                        .observations())
                .hasSize(20);
        assertThat(Counting.study(costly)
                        .suggester(expecting(100.0, 500.0)) // bad, but nobody knows
                        .stopWhen(StopRule.expectedGainBelow(1e-6))
                        .budget(20)
                        .run()
                        .observations())
                .hasSize(20);
    }

    @Test
    void rulesAreComposed() {
        StopRule never = (soFar, next) -> Optional.empty();
        Scoot.Builder study = Counting.study(Counting::measure).budget(40);
        assertThat(study.stopWhen(StopRule.noImprovement(3).and(never)).run().observations())
                .hasSize(40);
        assertThat(study.stopWhen(StopRule.noImprovement(3).or(never)).run().observations())
                .hasSize(12);
        assertThat(study.stopWhen(StopRule.noImprovement(3).and(StopRule.noImprovement(6)))
                        .run()
                        .observations())
                .hasSize(15);
    }

    @Test
    void aRuleThatThrowsEndsTheRunWithItsObservations() {
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> Counting.study(Counting::measure)
                        .stopWhen((soFar, next) -> {
                            throw new IllegalStateException("host bug");
                        })
                        .budget(9)
                        .run())
                .satisfies(
                        stopped -> assertThat(stopped.result().observations()).hasSize(1));
        assertThatIllegalArgumentException().isThrownBy(() -> StopRule.noImprovement(0));
        assertThatIllegalArgumentException().isThrownBy(() -> StopRule.boundsKept(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> StopRule.expectedGainBelow(0));
    }
}
