package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import io.scoot.internal.space.UnitCube;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeasibilityCutTest {

    private static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.real("a", 0.0, 1.0))
            .add(Parameter.real("b", 0.0, 1.0))
            .build();

    private static Optional<FeasibilityCut> cut(double[][] points, boolean... feasible) {
        History history = History.builder(SPACE, List.of(Objective.minimize("y")))
                .seed(3L)
                .build();
        TrainingData data = new TrainingData(
                points,
                feasible,
                IntStream.range(0, points.length)
                        .filter(i -> feasible[i])
                        .mapToObj(i -> points[i])
                        .toArray(double[][]::new),
                new double[0][],
                new double[0][],
                new double[0],
                0,
                new double[0][]);
        UnitCube cube = UnitCube.of(SPACE);
        return FeasibilityCut.of(
                new Ask(history, cube, data, cube.admissiblePoints(point -> true)),
                ScootOptions.Feasibility.MEAN_WEIGHTED);
    }

    private static final double[][] POINTS = {{0.1, 0.2}, {0.1, 0.5}, {0.2, 0.8}, {0.9, 0.1}, {0.8, 0.5}, {0.9, 0.8}};

    @Test
    void whereNothingCrashedThereIsNoCut() {
        assertThat(cut(POINTS, true, true, true, true, true, true)).isEmpty();
    }

    @Test
    void aDoubtfulPendingPointIsExpectedToCrashAndAReliableOneToWork() {
        FeasibilityCut cut = cut(POINTS, true, true, true, false, false, false).orElseThrow();
        double[] doubtful = {0.55, 0.5};
        double[] reliable = {0.1, 0.4};
        assertThat(cut.model().probability(doubtful)).isBetween(0.25, 0.75);
        assertThat(cut.model().probability(reliable)).isGreaterThan(0.75);
        assertThat(cut.expecting(doubtful).model().probability(doubtful))
                .isLessThan(cut.model().probability(doubtful));
        assertThat(cut.expecting(reliable).model().probability(reliable))
                .isGreaterThan(cut.model().probability(reliable) - 0.05);
        assertThat(cut.expecting(doubtful).threshold()).isEqualTo(cut.threshold());
    }

    @Test
    void theWeightFallsWithTheProbabilityAndRulesOutWhatIsBelowTheCut() {
        FeasibilityCut cut = cut(POINTS, true, true, true, false, false, false).orElseThrow();
        assertThat(cut.logWeight(new double[] {0.1, 0.3})).isBetween(Math.log(1e-3), 0.0);
        assertThat(cut.logWeight(new double[] {0.55, 0.5})).isLessThan(cut.logWeight(new double[] {0.1, 0.3}));
        assertThat(cut.logWeight(new double[] {0.95, 0.6})).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
