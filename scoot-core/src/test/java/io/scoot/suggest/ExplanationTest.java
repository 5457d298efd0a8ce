package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Phase;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.real("x", 0.0, 10.0))
            .add(Parameter.real("y", 0.0, 1.0))
            .build();

    private static double truth(double x) {
        return 50.0 + (x - 3.0) * (x - 3.0);
    }

    private static History history(Function<Configuration, Outcome> outcome) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Configuration c = SPACE.configuration(Map.of("x", 10.0 * (i * 7 % 24) / 23.0, "y", i / 23.0));
            observations.add(new Observation(
                    new Trial(i, i, c, Phase.INITIAL, 0L, 1), outcome.apply(c), Instant.EPOCH, Duration.ZERO));
        }
        return History.builder(SPACE, List.of(Objective.minimize("ms")))
                .slos(List.of(Slo.atMost("mb", 8.0)))
                .observations(observations)
                .build();
    }

    private static Outcome smooth(Configuration c) {
        return c.getDouble("x") > 8.0
                ? Outcome.crashed("out of memory")
                : Outcome.measured(Map.of("ms", truth(c.getDouble("x")), "mb", c.getDouble("x")));
    }

    @Test
    void theModelsAreSeenInTheMetricsOwnUnits() {
        Explanation explanation = Explanation.of(history(ExplanationTest::smooth));
        assertThat(explanation.metrics()).containsExactly("ms", "mb");
        double[][] points = new double[9][];
        for (int i = 0; i < points.length; i++) {
            points[i] = explanation.encode(SPACE.configuration(Map.of("x", i * 0.9, "y", 0.4)));
        }
        List<Band> bands = explanation.bands("ms", points);
        for (int i = 0; i < points.length; i++) {
            assertThat(bands.get(i).median())
                    .isCloseTo(truth(i * 0.9), org.assertj.core.data.Offset.offset(1.5))
                    .isBetween(bands.get(i).low(), bands.get(i).high());
        }
        assertThat(explanation.noiseShare("ms")).isLessThan(0.05);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> explanation.bands("tpot", points))
                .withMessageContaining("[ms, mb]");
    }

    @Test
    void theCrashMapFollowsTheCrashes() {
        Explanation explanation = Explanation.of(history(ExplanationTest::smooth));
        double[] pof = explanation.probabilitiesOfFeasibility(new double[][] {{0.2, 0.5}, {0.95, 0.5}});
        assertThat(pof[0]).isGreaterThan(0.8);
        assertThat(pof[1]).isLessThan(0.4);
        assertThat(explanation.threshold()).isPresent();
    }

    @Test
    void whatIsPredictableIsPredictedWithoutItself() {
        History history = history(ExplanationTest::smooth);
        List<LeaveOneOut> errors = Explanation.of(history).leaveOneOut("ms");
        assertThat(errors).extracting(LeaveOneOut::observation).isEqualTo(history.feasible());
        assertThat(errors)
                .filteredOn(e -> e.measured() >= e.low() && e.measured() <= e.high())
                .hasSizeGreaterThan(errors.size() * 3 / 4);
        double error = errors.stream()
                .mapToDouble(e -> Math.abs(e.median() - e.measured()))
                .average()
                .orElseThrow();
        assertThat(error).isLessThan(3.0);
    }

    @Test
    void pureNoiseIsCalledNoise() {
        double[] noise = new java.util.Random(1).doubles(24).toArray();
        int[] next = {0};
        History history = history(c -> Outcome.measured(Map.of("ms", 10.0 + noise[next[0]++], "mb", 1.0)));
        List<LeaveOneOut> errors = Explanation.of(history).leaveOneOut("ms");
        double spread = Arrays.stream(noise).max().orElseThrow()
                - Arrays.stream(noise).min().orElseThrow();
        assertThat(errors).allSatisfy(e -> assertThat(e.high() - e.low()).isGreaterThan(spread / 2.0));
        assertThat(Explanation.of(history).leaveOneOut("mb")).isEmpty(); // constant
    }

    @Test
    void whereNothingWorkedThereAreNoMetrics() {
        Explanation explanation = Explanation.of(history(c -> Outcome.crashed("no GPU")));
        assertThat(explanation.metrics()).isEmpty();
        assertThat(explanation.probabilitiesOfFeasibility(new double[][] {{0.5, 0.5}})[0])
                .isLessThan(0.5);
    }
}
