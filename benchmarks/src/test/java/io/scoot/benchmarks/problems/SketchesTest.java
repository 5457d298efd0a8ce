package io.scoot.benchmarks.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.Outcome;
import io.scoot.Scoot;
import io.scoot.suggest.SobolSuggester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SketchesTest {

    static List<Problem> sketches() {
        return Sketches.all();
    }

    @ParameterizedTest
    @MethodSource("sketches")
    void nothingThatIsDrawnBeatsTheBestKnownAndSomeOfItIsBetterThanTheReference(Problem problem) {
        Scoot.Builder study = problem.study();
        List<Outcome> outcomes = study.budget(400).seed(1).suggester(new SobolSuggester()).run().observations().stream()
                .map(observation -> observation.outcome())
                .toList();
        assertThat(problem.regret(outcomes)).isBetween(0.0, 0.999);
    }

    @Test
    void theyAreTheSameEachTime() {
        List<Problem> once = sketches();
        List<Problem> again = sketches();
        assertThat(again).hasSameSizeAs(once);
        for (int i = 0; i < again.size(); i++) {
            Problem problem = once.get(i);
            assertThat(problem.name()).isEqualTo(again.get(i).name());
            assertThat(problem.best()).isEqualTo(again.get(i).best());
            assertThat(problem.reference()).isEqualTo(again.get(i).reference());
        }
    }

    @Test
    void theBestOfSwitchesIsFoundByTryingAll() {
        Problem problem = Landscapes.kauffman("switches", 4, 1, 7);
        double best = Double.POSITIVE_INFINITY;
        for (int bits = 0; bits < 16; bits++) {
            Configuration configuration = problem.space()
                    .configuration(Map.of(
                            "x1", (bits & 1) > 0, "x2", (bits & 2) > 0, "x3", (bits & 4) > 0, "x4", (bits & 8) > 0));
            Outcome outcome = problem.evaluation().apply(configuration);
            best = Math.min(best, ((Outcome.Measured) outcome).metrics().get("y0"));
        }
        assertThat(problem.best()).isEqualTo(best);
    }
}
