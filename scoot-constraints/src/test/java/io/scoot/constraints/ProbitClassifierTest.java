package io.scoot.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scoot.gp.Dimension;
import io.scoot.gp.StandardNormal;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProbitClassifierTest {

    private static double[] kernel(double[][] x) {
        int n = x.length;
        double[] k = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double distance = 0.0;
                for (int c = 0; c < x[i].length; c++) {
                    distance += (x[i][c] - x[j][c]) * (x[i][c] - x[j][c]);
                }
                k[i * n + j] = 1.0 + 2.0 * Math.exp(-2.0 * Math.sqrt(distance));
            }
        }
        return k;
    }

    private static double[][] points(int n, int d, SplittableRandom random) {
        double[][] x = new double[n][d];
        for (double[] point : x) {
            for (int c = 0; c < d; c++) {
                point[c] = random.nextDouble();
            }
        }
        return x;
    }

    @Property(tries = 100, seed = "1")
    void modeIsStationary(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] k = kernel(points(n, 3, random));
        double[] y = random.ints(n, 0, 2).mapToDouble(i -> 2.0 * i - 1.0).toArray();
        LaplaceApproximation laplace = LaplaceApproximation.of(k, y);
        for (int i = 0; i < n; i++) { // f̂ = K ∇ ln p(y | f̂)
            double expected = 0.0;
            for (int j = 0; j < n; j++) {
                expected += k[i * n + j] * laplace.slopes()[j];
            }
            assertThat(laplace.mode()[i]).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void evidenceAndPredictionAgreeWithSampling() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] x = points(5, 2, random);
        double[] y = {1, 1, -1, 1, -1};
        double[][] all = new double[6][];
        System.arraycopy(x, 0, all, 0, 5);
        all[5] = new double[] {0.4, 0.6};
        double[] joint = kernel(all);
        double[][] l = cholesky(joint, 6);
        int draws = 400_000;
        double evidence = 0.0;
        double feasible = 0.0;
        for (int s = 0; s < draws; s++) {
            double[] e = new double[6];
            double weight = 1.0;
            double f = 0.0;
            for (int i = 0; i < 6; i++) {
                e[i] = random.nextGaussian();
                f = 0.0;
                for (int j = 0; j <= i; j++) {
                    f += l[i][j] * e[j];
                }
                weight *= i < 5 ? StandardNormal.cumulative(y[i] * f) : 1.0;
            }
            evidence += weight / draws;
            feasible += weight * StandardNormal.cumulative(f) / draws;
        }
        LaplaceApproximation laplace = LaplaceApproximation.of(kernel(x), y);
        double[] covariance = new double[5];
        for (int i = 0; i < 5; i++) {
            covariance[i] = joint[5 * 6 + i];
        }
        double variance = joint[35] - laplace.reduction(covariance);
        double predicted = StandardNormal.cumulative(laplace.mean(covariance) / Math.sqrt(1.0 + variance));
        assertThat(laplace.logEvidence()).isCloseTo(Math.log(evidence), within(0.15));
        assertThat(predicted).isCloseTo(feasible / evidence, within(0.03));
    }

    private static double[][] cholesky(double[] k, int n) {
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = k[i * n + j];
                for (int c = 0; c < j; c++) {
                    sum -= l[i][c] * l[j][c];
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return l;
    }

    @Property(tries = 60, seed = "2")
    void predictsProbabilitiesWhateverItSaw(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 1, max = 50) int d,
            @ForAll boolean duplicates,
            @ForAll @IntRange(min = 0, max = 2) int classes) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Dimension> dimensions = Collections.nCopies(d, seed % 2 == 0 ? Dimension.real() : Dimension.choice(3));
        double[][] x = new double[n][d];
        boolean[] feasible = new boolean[n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < d; c++) {
                x[i][c] = duplicates ? 0.0 : dimensions.get(c).quantile(random.nextDouble());
            }
            feasible[i] = classes == 2 ? random.nextBoolean() : classes == 1;
        }
        FeasibilityModel both = AverageFeasibility.of(
                ForestFeasibility.fit(dimensions, x, feasible, seed), ProbitClassifier.fit(dimensions, x, feasible));
        for (double[] point : x) {
            assertThat(both.probability(point)).isBetween(0.0, 1.0);
        }
    }

    @Property(tries = 40, seed = "3")
    void flippedLabelsGiveTheComplement(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Dimension> dimensions = Collections.nCopies(3, Dimension.real());
        double[][] x = points(n, 3, random);
        boolean[] feasible = new boolean[n];
        boolean[] flipped = new boolean[n];
        for (int i = 0; i < n; i++) {
            feasible[i] = random.nextBoolean();
            flipped[i] = !feasible[i];
        }
        double[] probe = points(1, 3, random)[0];
        double sum = ProbitClassifier.fit(dimensions, x, feasible).probability(probe)
                + ProbitClassifier.fit(dimensions, x, flipped).probability(probe);
        assertThat(sum).isCloseTo(1.0, within(1e-6));
    }

    @Test
    void extrapolatesWhatRunsOutMonotonically() {
        List<Dimension> dimensions = Collections.nCopies(2, Dimension.real());
        double[][] x = new double[12][];
        boolean[] feasible = new boolean[12];
        for (int i = 0; i < 12; i++) {
            x[i] = new double[] {0.1 + 0.05 * i, (i * 7 % 12) / 12.0};
            feasible[i] = x[i][0] < 0.4;
        }
        ProbitClassifier classifier = ProbitClassifier.fit(dimensions, x, feasible);
        assertThat(classifier.probability(new double[] {0.0, 0.5})).isGreaterThan(0.85);
        assertThat(classifier.probability(new double[] {1.0, 0.5})).isLessThan(0.15);
    }

    @Test
    void manyObservationsAreLearnedFromTheBestSettings() {
        List<Dimension> dimensions = Collections.nCopies(4, Dimension.real());
        SplittableRandom random = new SplittableRandom(8);
        double[][] x = points(200, 4, random);
        boolean[] feasible = new boolean[200];
        for (int i = 0; i < 200; i++) {
            feasible[i] = x[i][0] + x[i][1] < 1.2;
        }
        ProbitClassifier classifier = ProbitClassifier.fit(dimensions, x, feasible);
        int right = 0;
        for (double[] probe : points(500, 4, random)) {
            right += classifier.probability(probe) > 0.5 == probe[0] + probe[1] < 1.2 ? 1 : 0;
        }
        assertThat(right).isGreaterThan(460);
    }

    @Test
    void whatIsLearnedLaterIsLearnedAsIfTogether() {
        List<Dimension> dimensions = List.of(Dimension.real(), Dimension.choice(3));
        double[][] x = {{0.1, 0}, {0.2, 1}, {0.8, 0}, {0.9, 2}, {0.5, 1}};
        ProbitClassifier first = ProbitClassifier.fit(dimensions, x, new boolean[] {true, true, false, false, true});
        double[][] more = {{0.6, 2}, {0.3, 0}};
        ProbitClassifier together = first.with(more, new boolean[] {false, true});
        ProbitClassifier oneByOne = first.with(new double[][] {more[0]}, new boolean[] {false})
                .with(new double[][] {more[1]}, new boolean[] {true});
        double[] at = {0.62, 2};
        assertThat(oneByOne.probability(at)).isCloseTo(together.probability(at), within(1e-12));
        assertThat(together.probability(at)).isLessThan(first.probability(at));
    }
}
