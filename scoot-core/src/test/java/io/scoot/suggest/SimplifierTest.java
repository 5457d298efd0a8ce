package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Simplification;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimplifierTest {

    /** Eight switches, of which two matter, and a number that matters little. */
    private static Scoot.Builder study(Suggesting suggesting) {
        SearchSpace.Builder space = SearchSpace.builder();
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            space.add(Parameter.bool("s" + i));
            defaults.put("s" + i, false);
        }
        space.add(Parameter.integer("n", 0, 100));
        defaults.put("n", 50);
        return new Scoot.Builder()
                .space(space.defaults(defaults).build())
                .objectives(Objective.minimize("ms"))
                .evaluator(trial -> Outcome.measured(Map.of(
                        "ms",
                        100.0
                                - (trial.configuration().getBoolean("s2") ? 20 : 0)
                                - (trial.configuration().getBoolean("s5") ? 10 : 0)
                                + 0.002 * Math.abs(trial.configuration().getInt("n") - 70))))
                .suggester(suggesting == Suggesting.MODEL ? ScootSuggester.defaults() : new SobolSuggester())
                .budget(30)
                .confirmations(0)
                .seed(4);
    }

    private enum Suggesting {
        MODEL,
        POINTS
    }

    @Test
    void twoFlagsAreDeployedRatherThanNine() {
        Result result = study(Suggesting.MODEL).run();
        Simplification simple = result.simplified().orElseThrow();
        assertThat(simple.kept()).extracting(Simplification.Kept::parameter).containsExactly("s2", "s5");
        assertThat(simple.loss()).isBetween(0.0, 0.01);
        assertThat(simple.configuration().getInt("n")).isEqualTo(50);
        Simplification.Kept large = simple.kept().get(0);
        assertThat(large.worth()).isBetween(0.15, 0.45); // 20 of 70
        assertThat(large.worth()).isBetween(large.low(), large.high());
        assertThat(result.simplified()).isEqualTo(result.simplified());
    }

    @Test
    void whoHasNoModelHasNoOpinion() {
        assertThat(study(Suggesting.POINTS).run().simplified()).isEmpty();
    }
}
