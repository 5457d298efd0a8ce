package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scoot.journal.Journal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What fewer flags lose is measured where that was asked for, and never said where it was not. */
@Timeout(60)
class ConfirmSimplifiedTest {

    private static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.bool("useful"))
            .add(Parameter.bool("idle"))
            .add(Parameter.integer("n", 0, 100))
            .defaults(Map.of("useful", false, "idle", false, "n", 0))
            .build();

    private static final Configuration SIMPLE = configuration(true, false, 0);

    private static Configuration configuration(boolean useful, boolean idle, int n) {
        return SPACE.configuration(Map.of("useful", useful, "idle", idle, "n", n));
    }

    /** Suggests with both switches on, and would take {@code idle} and {@code n} back. */
    private static class Simplifying implements Suggester {
        @Override
        public List<Configuration> suggest(History history, int count) {
            return List.of(configuration(true, true, history.taken().size()));
        }

        @Override
        public Optional<Simplification> simplify(History history, Configuration best, double tolerance) {
            return Optional.of(new Simplification(SIMPLE, 0.004, List.of()));
        }
    }

    private static Scoot.Builder study(Evaluator evaluator) {
        return new Scoot.Builder()
                .space(SPACE)
                .objectives(Objective.minimize("ms"))
                .suggester(new Simplifying())
                .evaluator(evaluator)
                .budget(5)
                .confirmations(3)
                .confirmSimplified(true);
    }

    private static Evaluator measuring(ToDoubleFunction<Configuration> ms) {
        return trial -> Outcome.measured(Map.of("ms", ms.applyAsDouble(trial.configuration())));
    }

    private static double ms(Configuration configuration) {
        return 100.0 - (configuration.getBoolean("useful") ? 20.0 : 0.0) - 0.1 * configuration.getInt("n");
    }

    @Test
    void whatFewerFlagsLoseIsMeasuredBesideTheBest() {
        Result result = study(measuring(ConfirmSimplifiedTest::ms)).run();
        Simplification simple = result.simplified().orElseThrow();
        Gain loss = simple.measured().get(0);
        assertThat(loss.metric()).isEqualTo("ms");
        assertThat(loss.pairs()).isEqualTo(3);
        assertThat(loss.mean()).isEqualTo((79.6 - 80.0) / 79.6); // against the best, n = 4
        assertThat(simple.refuted()).isFalse();
        assertThat(result.confirmations()).hasSize(9);
        Map<Long, Integer> together = new LinkedHashMap<>();
        result.confirmations().forEach(run -> together.merge(run.trial().arrivalSeed(), 1, Integer::sum));
        assertThat(together.values()).containsExactly(3, 3, 3);
        assertThat(result.confirmations())
                .extracting(Observation::configuration)
                .startsWith(
                        SPACE.defaults().orElseThrow(),
                        result.best().orElseThrow().configuration(),
                        SIMPLE,
                        SIMPLE);
        assertThat(result.best().orElseThrow().configuration()).isEqualTo(configuration(true, true, 4));
        assertThat(result.verdict().comparison()).isEqualTo(Verdict.Comparison.BETTER);
    }

    @Test
    void whoeverDoesNotAskPaysNothing() {
        Result result = study(measuring(ConfirmSimplifiedTest::ms))
                .confirmSimplified(false)
                .run();
        assertThat(result.confirmations()).hasSize(6);
        assertThat(result.simplified().orElseThrow().measured()).isEmpty();
        assertThat(result.simplified().orElseThrow().refuted()).isFalse();
    }

    @Test
    void oneThatLosesMoreThanItWasSaidToIsRefuted() {
        Result result = study(measuring(c -> c.equals(SIMPLE) ? 95.0 : ms(c))).run();
        assertThat(result.simplified().orElseThrow().refuted()).isTrue();
        assertThat(result.simplified().orElseThrow().measured().get(0).high()).isLessThan(-0.1);
    }

    @Test
    void oneThatCrashesIsRefutedAndNotRunAgain() {
        Result result = study(trial -> trial.configuration().equals(SIMPLE)
                        ? Outcome.crashed("died under load")
                        : Outcome.measured(Map.of("ms", ms(trial.configuration()))))
                .run();
        assertThat(result.simplified().orElseThrow().refuted()).isTrue();
        assertThat(result.simplified().orElseThrow().measured()).isEmpty();
        assertThat(result.runs(SIMPLE)).hasSize(1);
        assertThat(result.runs(result.best().orElseThrow().configuration())).hasSize(4);
        assertThat(result.verdict().comparison()).isEqualTo(Verdict.Comparison.BETTER);
    }

    @Test
    void oneThatBreaksABoundIsRefuted() {
        Result result = study(trial -> Outcome.measured(Map.of(
                        "ms",
                        ms(trial.configuration()),
                        "accuracy",
                        trial.configuration().equals(SIMPLE) ? 0.5 : 0.9)))
                .slos(Slo.atLeast("accuracy", 0.8))
                .run();
        assertThat(result.simplified().orElseThrow().refuted()).isTrue();
        assertThat(result.best()).isPresent();
    }

    @Test
    void aSuggesterThatThrowsCostsNoPair() {
        Result result = study(measuring(ConfirmSimplifiedTest::ms))
                .suggester(new Simplifying() {
                    @Override
                    public Optional<Simplification> simplify(History history, Configuration best, double tolerance) {
                        throw new IllegalStateException("no opinion today");
                    }
                })
                .run();
        assertThat(result.confirmations()).hasSize(6);
        assertThat(result.verdict().comparison()).isEqualTo(Verdict.Comparison.BETTER);
        assertThatThrownBy(result::simplified).hasMessage("no opinion today");
    }

    @Test
    void aStudyThatIsResumedAmongItsConfirmationsGoesOnThere(@TempDir Path folder) {
        Result whole = study(measuring(ConfirmSimplifiedTest::ms)).run();
        Path file = folder.resolve("study.journal");
        Evaluator evaluator = measuring(ConfirmSimplifiedTest::ms);
        for (int process = 0; process < 14; process++) {
            try (Scoot scoot = study(evaluator).journal(file).build()) {
                scoot.ask(1)
                        .forEach(trial -> scoot.tell(trial, Outcome.measured(Map.of("ms", ms(trial.configuration())))));
            }
        }
        Result resumed = study(evaluator).journal(file).run();
        assertThat(resumed.confirmations())
                .extracting(Observation::trial)
                .isEqualTo(
                        whole.confirmations().stream().map(Observation::trial).toList());
        assertThat(resumed.simplified()).isEqualTo(whole.simplified());
        assertThat(Journal.observations(file)).hasSize(5);
    }
}
