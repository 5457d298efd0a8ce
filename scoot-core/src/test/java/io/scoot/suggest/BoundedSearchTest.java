package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.Suggester;
import io.scoot.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search keeps to bounds that it learns: throughput and the time to the first token grow with the batch. */
class BoundedSearchTest {

    private static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.integer("seqs", 16, 1024).log())
            .add(Parameter.real("share", 0.5, 0.95))
            .add(Parameter.bool("cache"))
            .add(Parameter.bool("chunks"))
            .defaults(Map.of("seqs", 1024, "share", 0.9, "cache", false, "chunks", false))
            .build();

    private static Outcome serve(Configuration c) {
        double seqs = c.getInt("seqs") / 1024.0;
        double rps = 100.0 * Math.sqrt(seqs) * c.getDouble("share") * (c.getBoolean("cache") ? 1.2 : 1.0);
        double ttft = 80.0 + 2000.0 * seqs * c.getDouble("share") * (c.getBoolean("chunks") ? 0.7 : 1.0);
        double accuracy = c.getBoolean("cache") ? 0.97 : 0.98;
        return Outcome.measured(Map.of("rps", rps, "ttft_ms", ttft, "accuracy", accuracy));
    }

    private static Scoot.Builder study(Suggester suggester, long seed) {
        return new Scoot.Builder()
                .space(SPACE)
                .objectives(Objective.maximize("rps"))
                .slos(Slo.atMost("ttft_ms", 300))
                .evaluator(trial -> serve(trial.configuration()))
                .suggester(suggester)
                .budget(30)
                .confirmations(0)
                .seed(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theBestWithinABoundIsFound(long seed) {
        Result result = study(ScootSuggester.defaults(), seed).run();
        // 2000 s x 0.7 = 220, so that s x = 0.157; 120 sqrt(s) x is largest where x is: 0.95
        double best = 120.0 * Math.sqrt(220.0 / 1400.0 * 0.95);
        assertThat(result.best().orElseThrow().metric("rps")).isGreaterThan(0.97 * best);
        long kept = result.observations().stream().filter(result::satisfies).count();
        assertThat(kept).isGreaterThan(10);
    }

    @Test
    void severalObjectivesKeepTheBoundToo() {
        Result result = study(ScootSuggester.defaults(), 6)
                .objectives(Objective.maximize("rps"), Objective.maximize("accuracy"))
                .run();
        assertThat(result.paretoFront()).hasSizeGreaterThanOrEqualTo(2).allMatch(result::satisfies);
        assertThat(result.observations().stream().filter(result::satisfies).count())
                .isGreaterThan(8);
    }

    @Test
    void anObjectiveMayBeBoundedAndABoundRelative() {
        Result result = study(ScootSuggester.defaults(), 7)
                .objectives(Objective.minimize("ttft_ms"))
                .slos(Slo.atMost("ttft_ms", 0.3).timesDefault(), Slo.atLeast("rps", 30), Slo.atLeast("accuracy", 0.975))
                .run();
        assertThat(result.best()).isPresent();
        assertThat(result.best().get().configuration().getBoolean("cache")).isFalse();
        // 30 requests: 100 sqrt(s) x = 30, and s x is least where x is largest: 0.0947
        assertThat(result.best().get().metric("ttft_ms")).isLessThan(1.1 * (80.0 + 1400.0 * 0.0947));
    }

    @Test
    void withoutObjectivesTheLargestMarginIsSought() {
        Result result = study(ScootSuggester.defaults(), 8)
                .objectives()
                .slos(Slo.atMost("ttft_ms", 400), Slo.atLeast("rps", 25))
                .run();
        assertThat(result.best()).isPresent();
        double margin = result.bounds().stream()
                .mapToDouble(slo -> slo.margin(result.best().get().metric(slo.metric()), slo.value()))
                .min()
                .orElseThrow();
        assertThat(margin).isGreaterThan(0.4);
    }

    @Test
    void anUnattainableBoundIsApproached() {
        Result result = study(ScootSuggester.defaults(), 9)
                .slos(Slo.atMost("ttft_ms", 60))
                .run();
        assertThat(result.best()).isEmpty();
        assertThat(result.nearest().orElseThrow().metric("ttft_ms")).isLessThan(100.0); // 91 at the least
        assertThat(result.verdict().bounds().get(0).status()).isEqualTo(Verdict.Status.NOT_MET);
    }

    @Test
    void baselinesLearnOfBoundsByPenalties() {
        for (Suggester suggester :
                List.of(ScootSuggester.paper(), new VanillaSuggester(), new GeneticSuggester(), new SobolSuggester())) {
            Result result = study(suggester, 10).run();
            assertThat(result.observations()).hasSize(30);
            assertThat(result.best()).isPresent();
            assertThat(study(suggester, 10).objectives().budget(15).run().observations())
                    .hasSize(15);
        }
    }
}
