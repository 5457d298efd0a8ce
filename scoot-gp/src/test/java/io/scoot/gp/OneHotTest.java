package io.scoot.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneHotTest {

    private static final List<Dimension> DIMENSIONS =
            List.of(Dimension.real(), Dimension.choice(2), Dimension.levels(1), Dimension.choice(3));

    @Test
    void aChoiceHasAColumnPerValue() {
        OneHot all = new OneHot(DIMENSIONS, 1, 0.7, false);
        assertThat(all.columns()).isEqualTo(6);
        assertThat(all.of(new double[] {0.3, 1, 0, 2})).containsExactly(0.3, 0.0, 0.7, 0.0, 0.0, 0.7);
    }

    @Test
    void aLevelApartHasAColumnOfItsOwn() {
        OneHot layout = new OneHot(List.of(Dimension.levelsAndOneApart(4), Dimension.real()), 1, 0.7, false);
        assertThat(layout.of(new double[] {0.0, 0.3})).containsExactly(0.5, 1.0, 0.3);
        assertThat(layout.of(new double[] {1.0 / 3.0, 0.3})).containsExactly(0.0, 0.0, 0.3);
        assertThat(layout.of(new double[] {1.0, 0.3})).containsExactly(1.0, 0.0, 0.3);
    }

    /** The engine's own choice is a good one; the smallest number is next to it in the list, and nowhere near in effect. */
    @Test
    void theSmallestNumberSaysNothingOfTheLevelApart() {
        double[][] seen = {{0.0}};
        double[][] numbers = {{0.25}, {0.5}, {0.75}, {1.0}};
        Hyperparameters h =
                new Hyperparameters(new double[] {0.5}, 1.0, 1e-6, new double[] {1.0}, new double[] {1.0}, 0.0);
        double[] apart = new double[4];
        double[] ordered = new double[4];
        GaussianProcess.of(List.of(Dimension.levelsAndOneApart(5)), seen, new double[] {1.0}, h)
                .predict(numbers, apart, new double[4]);
        GaussianProcess.of(List.of(Dimension.levels(5)), seen, new double[] {1.0}, h)
                .predict(numbers, ordered, new double[4]);
        assertThat(ordered[0]).isGreaterThan(0.7);
        assertThat(Arrays.stream(apart).max().orElseThrow()).isLessThan(0.2);
        assertThat(apart[0]).isCloseTo(apart[3], within(1e-9));
    }

    @Test
    void orOneOfItsIndexWhereTwoValuesAreANumberToo() {
        OneHot some = new OneHot(DIMENSIONS, 3, 1.0, true);
        assertThat(some.columns()).isEqualTo(6);
        assertThat(some.of(new double[] {0.3, 1, 0, 0})).containsExactly(0.3, 1.0, 0.0, 1.0, 0.0, 0.0);
    }
}
