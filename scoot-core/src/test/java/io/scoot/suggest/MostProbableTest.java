package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import io.scoot.acq.Domain;
import io.scoot.internal.space.UnitCube;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MostProbableTest {

    private static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.real("a", 0.0, 1.0))
            .add(Parameter.real("b", 0.0, 1.0))
            .build();
    private static final Domain DOMAIN = UnitCube.of(SPACE).admissiblePoints(point -> true);

    private static List<double[]> chosen(long seed, boolean works, int count) {
        History history = History.builder(SPACE, List.of(Objective.minimize("y")))
                .seed(seed)
                .build();
        return MostProbable.choose(history, DOMAIN, point -> point[0] < 0.5 ? 0.9 : 0.3, works, count);
    }

    private static int left(boolean works) {
        int left = 0;
        for (long seed = 0; seed < 400; seed++) {
            left += chosen(seed, works, 1).get(0)[0] < 0.5 ? 1 : 0;
        }
        return left;
    }

    @Test
    void pointsAreDrawnInProportionToTheirProbability() {
        assertThat(left(true)).isBetween(265, 335); // 300 expected, standard deviation 8.7
    }

    @Test
    void whileNothingWorksByItsFourthRoot() {
        assertThat(left(false)).isBetween(187, 267); // 227 expected, standard deviation 9.9
    }

    @Test
    void noneIsDrawnTwiceAndThePoolEnds() {
        List<double[]> all = chosen(1L, true, 1000);
        assertThat(all).hasSize(512).doesNotHaveDuplicates();
    }

    @Test
    void whereNothingIsProbablePointsAreDrawnAllTheSame() {
        History history =
                History.builder(SPACE, List.of(Objective.minimize("y"))).build();
        assertThat(new ArrayList<>(MostProbable.choose(history, DOMAIN, point -> 0.0, false, 3)))
                .hasSize(3);
    }
}
