package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scoot.Configuration;
import io.scoot.Listener;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Suggester;
import io.scoot.Suggestion;
import io.scoot.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every suggester tunes a small engine-like problem: two metrics, a known constraint, and memory that runs out. */
class SuggestersTest {

    private static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.ordinal("tp", 1, 2, 4))
            .add(Parameter.integer("seqs", 8, 4096).log())
            .add(Parameter.integer("tokens", 8, 4096).log())
            .add(Parameter.real("delay", 0.0, 2.0))
            .add(Parameter.choice("backend", "FLASH", "XFORMERS", "SDPA"))
            .constraint("tokens >= seqs", c -> c.getInt("tokens") >= c.getInt("seqs"))
            .defaults(Map.of("tp", 1, "seqs", 64, "tokens", 128, "delay", 1.0, "backend", "SDPA"))
            .build();

    private static Outcome evaluate(Trial trial) {
        Configuration c = trial.configuration();
        double tokens = c.getInt("tokens");
        if (tokens > 1000.0 * c.getInt("tp")) {
            return Outcome.crashed("out of memory");
        }
        double batch = Math.log(c.getInt("seqs")) - Math.log(300.0);
        double ttft = 100.0 * (1.0 + c.getDouble("delay")) * (1.0 + batch * batch) / c.getInt("tp");
        double tpot = 20.0 + 1e-2 * tokens + (c.getString("backend").equals("FLASH") ? 0.0 : 5.0);
        return Outcome.measured(Map.of("ttft", ttft, "tpot", tpot));
    }

    private static Scoot.Builder study(Suggester suggester, int objectives) {
        Objective[] both = {Objective.minimize("ttft"), Objective.minimize("tpot")};
        return new Scoot.Builder()
                .space(SPACE)
                .objectives(java.util.Arrays.copyOf(both, objectives))
                .suggester(suggester)
                .evaluator(SuggestersTest::evaluate)
                .confirmations(0)
                .seed(3)
                .budget(20);
    }

    static Stream<Suggester> all() {
        return Stream.concat(ours(), Stream.of(new SobolSuggester(), new GeneticSuggester(), new VanillaSuggester()));
    }

    static Stream<Suggester> ours() {
        ScootOptions options = ScootOptions.defaults();
        return Stream.of(
                ScootSuggester.defaults(),
                ScootSuggester.paper(),
                new ScootSuggester(options.withFeasibility(ScootOptions.Feasibility.NONE)),
                new ScootSuggester(options.withProposal(new ScootOptions.Proposal.Ensemble(true))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void suggestsNothingTwiceAndTheSameForTheSameSeed(Suggester suggester) {
        for (int objectives = 1; objectives <= 2; objectives++) {
            List<Configuration> asked = asked(study(suggester, objectives).parallelism(2));
            assertThat(asked).hasSize(20).doesNotHaveDuplicates();
            assertThat(asked(study(suggester, objectives).parallelism(2))).isEqualTo(asked);
            assertThat(asked(study(suggester, objectives).parallelism(2).seed(4)))
                    .isNotEqualTo(asked);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theNumberOfThreadsChangesNothing(Suggester suggester) {
        ExecutorService one = Executors.newSingleThreadExecutor();
        ExecutorService four = Executors.newFixedThreadPool(4);
        try {
            assertThat(asked(study(suggester, 2).parallelism(4).executor(one)))
                    .isEqualTo(asked(study(suggester, 2).parallelism(4).executor(four)));
        } finally {
            one.shutdown();
            four.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("ours")
    void scootKeepsTheKnownConstraints(Suggester suggester) {
        for (int objectives = 1; objectives <= 2; objectives++) {
            assertThat(asked(study(suggester, objectives))).allMatch(SPACE::admits);
        }
    }

    @ParameterizedTest
    @MethodSource("ours")
    void scootBeatsTheDefaultByFar(Suggester suggester) {
        Result result = study(suggester, 1).run();
        double before = result.reference().orElseThrow().getOrDefault("ttft", Double.NaN);
        assertThat(result.best().orElseThrow().metric("ttft")).isLessThan(0.25 * before);
    }

    @Test
    void learningBeginsAfterFourObservationsOrAsManySamplesAsParameters() {
        assertThat(phases(study(ScootSuggester.defaults(), 1)))
                .startsWith(Phase.DEFAULT)
                .hasSize(4);
        assertThat(phases(study(ScootSuggester.paper(), 1)))
                .startsWith(Phase.DEFAULT)
                .hasSize(6);
    }

    /** Of the observations before learning. */
    private static List<Phase> phases(Scoot.Builder study) {
        return study.run().observations().stream()
                .map(observation -> observation.trial().phase())
                .filter(phase -> phase != Phase.SUGGESTED)
                .toList();
    }

    @Test
    void anEmptyStartUpIsRefused() {
        assertThatThrownBy(() -> ScootOptions.defaults().withStartUp(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("startUp 0 must be at least 1");
    }

    @Test
    void afterTheStartUpItKnowsBetterThanTheForestlessWhereMemoryEnds() {
        long with = 0;
        long without = 0;
        for (int seed = 1; seed <= 3; seed++) {
            with += crashes(ScootSuggester.defaults(), seed);
            without += crashes(
                    new ScootSuggester(ScootOptions.defaults().withFeasibility(ScootOptions.Feasibility.NONE)), seed);
        }
        assertThat(with).isLessThanOrEqualTo(without);
    }

    @Test
    void theListenerHearsWhatIsPredicted() {
        List<Suggestion> heard = new ArrayList<>();
        Listener listener = new Listener() {
            @Override
            public void suggested(List<Trial> trials, List<Suggestion> suggestions, Duration took) {
                heard.addAll(suggestions);
            }
        };
        study(ScootSuggester.defaults(), 2).listener(listener).run();
        List<Suggestion> learned = heard.stream()
                .filter(s -> !s.initial() && !s.predictions().isEmpty())
                .toList();
        assertThat(learned).isNotEmpty();
        for (Suggestion suggestion : learned) {
            assertThat(suggestion.predictions())
                    .extracting(Suggestion.Prediction::metric)
                    .containsExactly("ttft", "tpot");
            assertThat(suggestion.predictions()).allMatch(p -> p.mean() > 0.0 && p.deviation() >= 0.0);
        }
    }

    @Test
    void aSpaceIsEmptiedToTheLastConfiguration() {
        SearchSpace small = SearchSpace.builder()
                .add(Parameter.bool("a"))
                .add(Parameter.ordinal("b", 1, 2, 4))
                .add(Parameter.choice("c", "p", "q"))
                .constraint("not both", c -> !(c.getBoolean("a") && c.getInt("b") == 4))
                .build();
        for (Suggester suggester : ours().toList()) {
            List<Configuration> asked = asked(new Scoot.Builder()
                    .space(small)
                    .objectives(Objective.minimize("b"))
                    .suggester(suggester)
                    .evaluator(trial -> Outcome.measured(
                            Map.of("b", (double) trial.configuration().getInt("b"))))
                    .confirmations(0)
                    .parallelism(3)
                    .budget(30));
            assertThat(asked).hasSize(10).doesNotHaveDuplicates();
        }
    }

    private static long crashes(Suggester suggester, long seed) {
        return study(suggester, 2).seed(seed).run().observations().stream()
                .filter(o -> o.trial().phase() == Phase.SUGGESTED && !o.feasible())
                .count();
    }

    private static List<Configuration> asked(Scoot.Builder builder) {
        return builder.run().observations().stream()
                .map(Observation::configuration)
                .toList();
    }
}
