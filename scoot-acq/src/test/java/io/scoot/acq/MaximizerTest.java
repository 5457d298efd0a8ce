package io.scoot.acq;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.gp.Dimension;
import io.scoot.gp.GaussianProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MaximizerTest {

    private static final SearchOptions OPTIONS = SearchOptions.defaults();

    private static Acquisition improvement(List<Dimension> dimensions, long seed) {
        GaussianProcess surrogate = Samples.surrogate(dimensions, 20, new SplittableRandom(seed));
        return new LogExpectedImprovement(surrogate, 1.0, 0.0);
    }

    @Property(tries = 30, seed = "7")
    void findsTheBestOfASmallDomain(@ForAll long seed) {
        List<Dimension> dimensions = List.of(Dimension.levels(6), Dimension.choice(3), Dimension.levels(5));
        Acquisition acquisition = improvement(dimensions, seed);
        Domain domain = new Domain(dimensions, x -> x[0] <= x[2]);
        ToDoubleFunction<double[]> weight = x -> x[1] > 0.0 ? -2.0 * x[2] : Double.NEGATIVE_INFINITY;
        List<Double> best = domain.enumerate().stream()
                .map(x -> acquisition.value(x) + weight.applyAsDouble(x))
                .sorted(Comparator.reverseOrder())
                .limit(4)
                .toList();
        List<double[]> found = Maximizer.maximise(acquisition, domain, weight, new double[0][], 4, OPTIONS, seed);
        assertThat(found.stream().map(x -> acquisition.value(x) + weight.applyAsDouble(x)))
                .containsExactlyElementsOf(best);
    }

    @Property(tries = 40, seed = "8")
    void isAlmostAsGoodAsAMuchLargerSearch(@ForAll long seed) {
        List<Dimension> dimensions = Samples.mixed(7);
        Acquisition acquisition = improvement(dimensions, seed);
        Domain domain = new Domain(dimensions, x -> x[1] >= x[6]);
        ToDoubleFunction<double[]> weight = x -> x[0] < 0.9 ? -x[0] : Double.NEGATIVE_INFINITY;
        ToDoubleFunction<double[]> worth = x -> acquisition.value(x) + weight.applyAsDouble(x);
        List<double[]> found = Maximizer.maximise(acquisition, domain, weight, new double[0][], 8, OPTIONS, seed);
        Set<Cell> distinct = new HashSet<>();
        double last = Double.POSITIVE_INFINITY;
        for (double[] point : found) {
            assertThat(domain.contains(point) && point[0] < 0.9).isTrue();
            assertThat(distinct.add(new Cell(point))).isTrue();
            assertThat(worth.applyAsDouble(point)).isLessThanOrEqualTo(last);
            last = worth.applyAsDouble(point);
        }
        assertThat(found).hasSize(8);
        double sampled =
                domain.sample(5_000, seed).stream().mapToDouble(worth).max().orElseThrow();
        assertThat(worth.applyAsDouble(found.get(0))).isGreaterThan(sampled - 0.05);
    }

    @Test
    void climbsAlongAConstraintThatCouplesTwoParameters() {
        List<Dimension> dimensions =
                List.of(Dimension.integers(0, 1023, false), Dimension.integers(0, 1023, false), Dimension.real());
        Acquisition ridge = new Acquisition() {
            @Override
            public void values(double[][] points, double[] values) {
                for (int i = 0; i < points.length; i++) {
                    values[i] = points[i][0] + points[i][1];
                }
            }

            @Override
            public double valueAndGradient(double[] point, double[] gradient) {
                gradient[0] = 1.0;
                gradient[1] = 1.0;
                gradient[2] = 0.0;
                return value(point);
            }
        };
        Domain domain = new Domain(dimensions, x -> Math.abs(x[0] - x[1]) < 0.5 / 1023);
        List<double[]> starts = new ArrayList<>();
        starts.add(new double[] {100.0 / 1023, 100.0 / 1023, 0.5});
        LocalSearch search = new LocalSearch(ridge, domain, x -> 0.0, OPTIONS);
        assertThat(search.climb(starts.get(0)).value()).isGreaterThan(1.9);
    }

    @Test
    void emptyWhereNothingIsFeasible() {
        List<Dimension> dimensions = Samples.mixed(5);
        Domain domain = new Domain(dimensions, x -> true);
        ToDoubleFunction<double[]> never = x -> Double.NEGATIVE_INFINITY;
        assertThat(Maximizer.maximise(improvement(dimensions, 1), domain, never, new double[0][], 2, OPTIONS, 1))
                .isEmpty();
    }

    @Property(tries = 15, seed = "9")
    void frontOfAcquisitionsIsFeasibleAndNotDominated(@ForAll long seed) {
        List<Dimension> dimensions = Samples.mixed(6);
        GaussianProcess surrogate = Samples.surrogate(dimensions, 20, new SplittableRandom(seed));
        List<Acquisition> three = List.of(
                new UpperConfidenceBound(surrogate, 3.0),
                new LogProbabilityOfImprovement(surrogate, 1.0, 1e-4),
                new LogExpectedImprovement(surrogate, 1.0, 1e-4));
        Domain domain = new Domain(dimensions, x -> x[1] >= 0.2);
        Predicate<double[]> feasible = x -> x[0] < 0.8;
        List<double[]> front = Mace.front(three, domain, feasible, new double[0][], OPTIONS, seed);
        assertThat(front).isNotEmpty();
        double[][] values = new double[front.size()][];
        for (int i = 0; i < values.length; i++) {
            double[] point = front.get(i);
            assertThat(domain.contains(point) && feasible.test(point)).isTrue();
            values[i] = three.stream().mapToDouble(a -> a.value(point)).toArray();
        }
        assertThat(NondominatedSorting.ranks(values)).containsOnly(0);
        assertThat(Mace.front(three, domain, feasible, new double[0][], OPTIONS, seed))
                .containsExactly(front.toArray(double[][]::new));
    }

    @Test
    void frontIsEmptyWhereNothingIsFeasible() {
        List<Dimension> dimensions = Samples.mixed(5);
        List<Acquisition> one = List.of(improvement(dimensions, 1));
        assertThat(Mace.front(one, new Domain(dimensions, x -> true), x -> false, new double[0][], OPTIONS, 1))
                .isEmpty();
    }

    @Property(tries = 100)
    void offspringAreSnappedPointsOfTheCube(@ForAll long seed) {
        List<Dimension> dimensions = Samples.mixed(10);
        SplittableRandom random = new SplittableRandom(seed);
        double[] child = new Variation(dimensions)
                .offspring(Samples.point(dimensions, random), Samples.point(dimensions, random), random);
        assertThat(new Domain(dimensions, x -> true).snap(child)).containsExactly(child);
    }
}
