package io.scoot.simulator.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MostDifferentTest {

    private static MostDifferent of(double... numbers) {
        List<double[]> points = new ArrayList<>();
        for (double number : numbers) {
            points.add(new double[] {number, 1.0});
        }
        return new MostDifferent(points);
    }

    @Test
    void numbersAreApartByTheirRanks() {
        MostDifferent different = of(16, 1024, 32);
        assertThat(different.distance(0, 1)).isEqualTo(1.0);
        assertThat(different.distance(0, 2)).isEqualTo(0.5);
        assertThat(different.distance(2, 2)).isZero();
    }

    @Test
    void theEndsAndTheMiddleDifferMost() {
        List<Integer> all = List.of(0, 1, 2, 3, 4);
        MostDifferent different = of(1, 2, 3, 4, 5);
        assertThat(different.one(List.of(all, all, all), false)).containsExactlyInAnyOrder(0, 2, 4);
        List<Integer> bestFirst = List.of(2, 1, 0, 3, 4);
        assertThat(different.one(List.of(bestFirst, bestFirst, bestFirst), true))
                .containsExactlyInAnyOrder(0, 2, 4);
        List<Integer> fourth = List.of(3, 0, 1, 2, 4);
        assertThat(different.one(List.of(fourth, fourth, fourth), true)).first().isEqualTo(3);
    }

    @Test
    void oneIsOfEachList() {
        assertThat(of(1, 2, 3, 4, 5).one(List.of(List.of(0, 1), List.of(1, 2), List.of(2, 3)), true))
                .containsExactly(0, 1, 2);
    }

    @Test
    void whatIsAlikeCountsOnce() {
        List<Integer> all = List.of(0, 1, 2, 3);
        assertThat(of(7, 7, 7, 9).one(List.of(all, all, all), true)).containsExactly(0, 3);
        assertThat(of(7, 7).one(List.of(List.of(0, 1), List.of(0, 1), List.of(1)), true))
                .containsExactly(0);
        assertThat(of(1, 2, 3).one(List.of(List.of(), List.of(), List.of()), true))
                .isEmpty();
    }
}
