package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.acq.Domain;
import io.scoot.gp.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final double[] WORKS = {0.0, 1, 0.3};
    private static final double[] ALSO_WORKS = {1.0, 1, 0.7};
    private static final double[] CRASHED = {2.0, 0, 0.9}; // differs from those in everything

    private static List<double[]> probes(double[][] crashed, double[][] pending, Predicate<double[]> admissible) {
        return probes(crashed, pending, admissible, new double[0]);
    }

    private static List<double[]> probes(
            double[][] crashed, double[][] pending, Predicate<double[]> admissible, double[] reference) {
        List<Dimension> dimensions = List.of(Dimension.choice(3), Dimension.levels(2), Dimension.real());
        double[][] worked = {WORKS, ALSO_WORKS};
        double[][] all = new double[worked.length + crashed.length][];
        boolean[] feasible = new boolean[all.length];
        for (int i = 0; i < all.length; i++) {
            feasible[i] = i < worked.length;
            all[i] = feasible[i] ? worked[i] : crashed[i - worked.length];
        }
        TrainingData data = new TrainingData(
                all, feasible, worked, new double[][] {{2}, {1}}, new double[][] {{2}, {1}}, new double[2], 0, pending);
        Domain domain = new Domain(dimensions, admissible);
        return Coverage.probes(domain, data, reference, point -> point[0] == 2.0 && point[2] == 0.3 ? 0.4 : 0.6);
    }

    @Test
    void aValueThatNeverWorkedIsTriedInTheGoodPointThatWillMostProbablyWork() {
        assertThat(probes(new double[][] {CRASHED}, new double[0][], point -> true))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new double[] {2.0, 1, 0.7}, new double[] {0.0, 0, 0.3}));
    }

    @Test
    void aValueThatCrashedInPlaceOfOneThatWorkedIsTriedAgainOnlyWhereAnotherSwitchDiffers() {
        double[][] fair = {{2.0, 1, 0.7}, {1.0, 0, 0.7}};
        Predicate<double[]> fresh = point -> Arrays.stream(fair).noneMatch(other -> Arrays.equals(point, other));
        assertThat(probes(fair, new double[0][], fresh))
                .usingRecursiveComparison()
                .isEqualTo(
                        List.of(new double[] {0.0, 0, 0.3})); // {2.0, 1, 0.3} differs from the crash in a number alone
    }

    @Test
    void whatIsPendingIsNotTriedTwiceAndKnownConstraintsAreKept() {
        double[][] pending = {{2.0, 1, 0.2}};
        assertThat(probes(new double[][] {CRASHED}, pending, point -> point[1] == 1.0))
                .isEmpty();
        assertThat(probes(new double[0][], pending, point -> true)).hasSize(1);
    }

    @Test
    void aValueThatWorkedOnlyWhereItWasWorseThanTheReferenceIsTriedWhereItIsNot() {
        assertThat(probes(new double[0][], new double[0][], point -> true, new double[] {1.5}))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new double[] {1.0, 1, 0.3}, new double[] {2.0, 1, 0.3}, new double[] {0.0, 0, 0.3}));
    }

    @Test
    void threeOrderedLevelsAreNoSwitchForTheOuterOnesTellOfTheMiddleOne() {
        Switches switches = new Switches(List.of(Dimension.levels(3), Dimension.levels(2), Dimension.choice(5)));
        assertThat(switches.values(0)).isEmpty();
        assertThat(switches.values(1)).containsExactly(0.0, 1.0);
        assertThat(switches.values(2)).isEmpty();
    }
}
