package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A switch that helps much, but crashes together with another that start-up samples set as often as not. */
class TrialsTest {

    private static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.real("a", 0.0, 1.0))
            .add(Parameter.real("b", 0.0, 1.0))
            .add(Parameter.real("c", 0.0, 1.0))
            .add(Parameter.bool("caching"))
            .add(Parameter.bool("chunked"))
            .defaults(Map.of("a", 0.5, "b", 0.5, "c", 0.5, "caching", false, "chunked", false))
            .build();
    private static final int SEEDS = 12;

    private static Outcome evaluate(Configuration c) {
        if (c.getBoolean("caching") && (c.getBoolean("chunked") || c.getDouble("a") > 0.6)) {
            return Outcome.crashed("out of memory");
        }
        double bowl = Math.pow(c.getDouble("a") - 0.7, 2) + Math.pow(c.getDouble("b") - 0.2, 2) + c.getDouble("c");
        return Outcome.measured(
                Map.of("y", bowl - (c.getBoolean("chunked") ? 0.2 : 0.0) - (c.getBoolean("caching") ? 2.0 : 0.0)));
    }

    private static long found(boolean trials) {
        ScootOptions options = ScootOptions.defaults().withProposal(new ScootOptions.Proposal.Greedy(trials));
        return LongStream.rangeClosed(1, SEEDS)
                .filter(seed -> new Scoot.Builder()
                        .space(SPACE)
                        .objectives(Objective.minimize("y"))
                        .evaluator(trial -> evaluate(trial.configuration()))
                        .suggester(new ScootSuggester(options))
                        .confirmations(0)
                        .budget(16)
                        .seed(seed)
                        .run()
                        .best()
                        .orElseThrow()
                        .configuration()
                        .getBoolean("caching"))
                .count();
    }

    @Test
    void itGetsAFairTrial() {
        assertThat(found(true)).isGreaterThanOrEqualTo(SEEDS - 1);
    }
}
