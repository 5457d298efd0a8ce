package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.gp.FitOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BeliefTest {

    @Test
    void aSearchDrawsHyperparametersWhereThereAreSwitches() {
        assertThat(Belief.toSearch(ask(Parameter.bool("on")), FitOptions.defaults())
                        .draws())
                .hasSize(3);
        assertThat(Belief.toSearch(ask(Parameter.choice("kind", "a", "b", "c")), FitOptions.defaults())
                        .draws())
                .hasSize(3);
    }

    @Test
    void amongNumbersTheOptimumIsAlone() {
        assertThat(Belief.toSearch(ask(Parameter.integer("batch", 1, 64)), FitOptions.defaults())
                        .draws())
                .hasSize(1);
        assertThat(Belief.toSearch(ask(Parameter.choice("only", "a")), FitOptions.defaults())
                        .draws())
                .hasSize(1);
    }

    @Test
    void whatIsToldRestsOnMoreUnlessThereAreNone() {
        assertThat(Belief.toTell(ask(Parameter.integer("batch", 1, 64)), FitOptions.defaults())
                        .draws())
                .hasSize(8);
        assertThat(Belief.toTell(ask(Parameter.bool("on")), FitOptions.paper()).draws())
                .hasSize(1);
    }

    private static Ask ask(Parameter second) {
        return Ask.of(history(second), false);
    }

    private static History history(Parameter second) {
        SearchSpace space = SearchSpace.builder()
                .add(Parameter.real("share", 0.0, 1.0))
                .add(second)
                .build();
        List<Observation> observations = new Scoot.Builder()
                .space(space)
                .objectives(Objective.minimize("latency"))
                .evaluator(trial -> Outcome.measured(
                        Map.of("latency", 1.0 + trial.configuration().getDouble("share"))))
                .suggester(new SobolSuggester())
                .confirmations(0)
                .budget(6)
                .seed(1)
                .run()
                .observations();
        return History.builder(space, List.of(Objective.minimize("latency")))
                .observations(observations)
                .build();
    }
}
