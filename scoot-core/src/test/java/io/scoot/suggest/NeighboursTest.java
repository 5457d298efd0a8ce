package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.acq.Domain;
import io.scoot.gp.Dimension;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    private static final List<Dimension> DIMENSIONS =
            List.of(Dimension.levels(2), Dimension.choice(3), Dimension.real(), Dimension.levels(100));
    private static final double[] INCUMBENT = {0.0, 2, 0.3, 0.5};
    private static final int SEEDS = 6;

    @Test
    void oneSwitchIsChangedAndNumbersStay() {
        Domain domain = new Domain(DIMENSIONS, point -> true);
        double[] snapped = domain.snap(INCUMBENT);
        assertThat(Neighbours.of(domain, INCUMBENT, List.of(snapped)))
                .usingRecursiveComparison()
                .isEqualTo(List.of(
                        new double[] {1.0, 2, 0.3, snapped[3]},
                        new double[] {0.0, 0, 0.3, snapped[3]},
                        new double[] {0.0, 1, 0.3, snapped[3]}));
    }

    @Test
    void aCombinationOfSwitchesThatWasSeenOrIsNotAdmissibleIsLeftOut() {
        Domain domain = new Domain(DIMENSIONS, point -> point[1] != 1.0);
        List<double[]> seen = List.of(INCUMBENT, new double[] {1.0, 2, 0.9, 0.0});
        assertThat(Neighbours.of(domain, INCUMBENT, seen)).singleElement().satisfies(point -> assertThat(point)
                .startsWith(0.0, 0.0, 0.3));
    }

    @Test
    void whereSwitchesInteractTheyFindTheCombinationThatIsBest() {
        ScootOptions options = ScootOptions.defaults();
        assertThat(missed(options)).isLessThan(0.5 * missed(options.withNeighbouring(false)));
    }

    /** The mean distance to the optimum, −7, of six switches and four numbers after 30 observations. */
    private static double missed(ScootOptions options) {
        SearchSpace.Builder space = SearchSpace.builder();
        for (int i = 0; i < 10; i++) {
            space.add(i < 4 ? Parameter.real("x" + i, 0.0, 1.0) : Parameter.bool("x" + i));
        }
        SearchSpace built = space.build();
        return IntStream.rangeClosed(1, SEEDS)
                .mapToDouble(seed -> new Scoot.Builder()
                        .space(built)
                        .objectives(Objective.minimize("y"))
                        .evaluator(trial -> Outcome.measured(Map.of("y", interacting(trial.configuration()))))
                        .suggester(new ScootSuggester(options))
                        .confirmations(0)
                        .budget(30)
                        .seed(seed)
                        .run()
                        .best()
                        .orElseThrow()
                        .metric("y"))
                .map(best -> best + 7.0)
                .average()
                .orElseThrow();
    }

    private static double interacting(Configuration c) {
        double[] x = IntStream.range(0, 10)
                .mapToDouble(i -> i < 4 ? c.getDouble("x" + i) : c.getBoolean("x" + i) ? 1.0 : 0.0)
                .toArray();
        double sum = 4.0 * x[4] * x[7] - 3.0 * x[5] * x[6];
        for (int i = 0; i < 4; i++) {
            sum += 6.0 * (x[i] - 0.3 - 0.1 * i) * (x[i] - 0.3 - 0.1 * i);
        }
        for (int i = 4; i < 10; i++) {
            sum += (i % 3 == 0 ? -1.0 : 0.5) * x[i] * (1 + i % 4);
        }
        return sum;
    }
}
