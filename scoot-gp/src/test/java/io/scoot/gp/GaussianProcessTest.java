package io.scoot.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {

    private record Case(
            List<Dimension> dimensions, double[][] x, double[] z, Hyperparameters h, SplittableRandom random) {
        static Case of(long seed, int n, int d) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Dimension> dimensions = Samples.dimensions(d);
            double[][] x = Samples.points(dimensions, n, random);
            return new Case(
                    dimensions, x, Samples.values(x, random), Samples.hyperparameters(dimensions, random), random);
        }

        GaussianProcess gp() {
            return GaussianProcess.of(dimensions, x, z, h);
        }
    }

    @Property(tries = 200)
    void theCovarianceIsPositiveSemiDefinite(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int n, @ForAll @IntRange(min = 1, max = 10) int d) {
        Case c = Case.of(seed, n, d);
        GaussianProcess prior = GaussianProcess.of(c.dimensions(), new double[0][], new double[0], c.h());
        DMatrixRMaj k = new DMatrixRMaj(prior.joint(c.x()).covariance());
        var eigen = DecompositionFactory_DDRM.eig(n, false, true);
        assertThat(eigen.decompose(k)).isTrue();
        for (int i = 0; i < n; i++) {
            assertThat(eigen.getEigenvalue(i).getReal()).isGreaterThan(-1e-10 * n);
        }
    }

    @Property(tries = 200)
    void thePosteriorIsWhatTheEquationsSay(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int n, @ForAll @IntRange(min = 1, max = 10) int d) {
        Case c = Case.of(seed, n, d);
        double[][] probes = Samples.points(c.dimensions(), 5, c.random());
        GaussianProcess prior = GaussianProcess.of(c.dimensions(), new double[0][], new double[0], c.h());
        double[][] all = Arrays.copyOf(c.x(), n + 5);
        System.arraycopy(probes, 0, all, n, 5);
        double[][] k = prior.joint(all).covariance();
        DMatrixRMaj inverse = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse.set(i, j, k[i][j] + (i == j ? c.h().noiseVariance() : 0));
            }
        }
        CommonOps_DDRM.invert(inverse);
        double[] mean = new double[5];
        double[] variance = new double[5];
        c.gp().predict(probes, mean, variance);
        JointPosterior joint = c.gp().joint(probes);
        for (int a = 0; a < 5; a++) {
            double expectedMean = c.h().mean();
            double expectedVariance = k[n + a][n + a];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double weight = k[n + a][i] * inverse.get(i, j);
                    expectedMean += weight * (c.z()[j] - c.h().mean());
                    expectedVariance -= weight * k[j][n + a];
                }
            }
            assertThat(mean[a]).isCloseTo(expectedMean, Offset.offset(1e-7));
            assertThat(variance[a]).isCloseTo(Math.max(0, expectedVariance), Offset.offset(1e-7));
            assertThat(variance[a]).isBetween(0.0, c.h().signalVariance());
            assertThat(joint.covariance()[a][a]).isCloseTo(variance[a], Offset.offset(1e-9));
            assertThat(joint.mean()[a]).isEqualTo(mean[a]);
        }
    }

    @Property(tries = 200)
    void conditioningEqualsStartingAnew(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 20) int n,
            @ForAll @IntRange(min = 1, max = 8) int more,
            @ForAll @IntRange(min = 1, max = 10) int d) {
        Case c = Case.of(seed, n + more, d);
        GaussianProcess extended = GaussianProcess.of(
                        c.dimensions(), Arrays.copyOf(c.x(), n), Arrays.copyOf(c.z(), n), c.h())
                .condition(Arrays.copyOfRange(c.x(), n, n + more), Arrays.copyOfRange(c.z(), n, n + more));
        GaussianProcess anew = c.gp();
        double[][] probes = Samples.points(c.dimensions(), 6, c.random());
        double[][] results = new double[4][6];
        extended.predict(probes, results[0], results[1]);
        anew.predict(probes, results[2], results[3]);
        assertThat(results[0]).containsExactly(results[2], Offset.offset(1e-9));
        assertThat(results[1]).containsExactly(results[3], Offset.offset(1e-9));
        assertThat(extended.logMarginalLikelihood()).isCloseTo(anew.logMarginalLikelihood(), Offset.offset(1e-7));
    }

    @Property(tries = 100)
    void leavingOneOutEqualsDoingSo(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 15) int n, @ForAll @IntRange(min = 1, max = 6) int d) {
        Case c = Case.of(seed, n, d);
        double[] means = c.gp().leaveOneOutMeans();
        double[] variances = c.gp().leaveOneOutVariances();
        for (int out = 0; out < n; out++) {
            double[][] x = new double[n - 1][];
            double[] z = new double[n - 1];
            for (int i = 0, k = 0; i < n; i++) {
                if (i != out) {
                    x[k] = c.x()[i];
                    z[k++] = c.z()[i];
                }
            }
            double[] mean = new double[1];
            double[] variance = new double[1];
            GaussianProcess.of(c.dimensions(), x, z, c.h()).predict(new double[][] {c.x()[out]}, mean, variance);
            assertThat(means[out]).isCloseTo(mean[0], Offset.offset(1e-6));
            assertThat(variances[out]).isCloseTo(variance[0] + c.h().noiseVariance(), Offset.offset(1e-6));
        }
    }

    @Property(tries = 300)
    void predictorGradientsEqualFiniteDifferences(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = 1, max = 6) int reals) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Dimension> dimensions =
                java.util.stream.Stream.generate(Dimension::real).limit(reals).toList();
        double[][] x = Samples.points(dimensions, n, random);
        GaussianProcess gp = GaussianProcess.of(
                dimensions, x, Samples.values(x, random), Samples.hyperparameters(dimensions, random));
        Predictor predictor = gp.predictor();
        double[] point = new double[reals];
        for (int i = 0; i < reals; i++) {
            point[i] = 0.05 + 0.9 * random.nextDouble();
        }
        predictor.at(point);
        double[] dMean = new double[reals];
        double[] dVariance = new double[reals];
        predictor.gradient(dMean, dVariance);
        double step = 1e-5;
        for (int i = 0; i < reals; i++) {
            double old = point[i];
            point[i] = old + step;
            predictor.at(point);
            double meanUp = predictor.mean();
            double varianceUp = predictor.variance();
            point[i] = old - step;
            predictor.at(point);
            double slope = (meanUp - predictor.mean()) / (2 * step);
            double varianceSlope = (varianceUp - predictor.variance()) / (2 * step);
            point[i] = old;
            assertThat(dMean[i]).isCloseTo(slope, Offset.offset(1e-3 * Math.max(1, Math.abs(slope))));
            assertThat(dVariance[i])
                    .isCloseTo(varianceSlope, Offset.offset(1e-3 * Math.max(1, Math.abs(varianceSlope))));
        }
    }

    @Property(tries = 100)
    void thePosteriorIsConstantWithinACell(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int n) {
        Case c = Case.of(seed, n, 5);
        double[] point = Samples.points(c.dimensions(), 1, c.random())[0];
        double[] moved = point.clone();
        moved[1] += 1e-7; // an integer on a log scale
        moved[2] += 0.4; // a choice
        moved[3] = Math.abs(point[3] - 0.4); // a bool
        moved[4] += point[4] < 0.5 ? 0.1 : -0.1; // a level of five
        Predictor predictor = c.gp().predictor();
        predictor.at(point);
        double mean = predictor.mean();
        double variance = predictor.variance();
        predictor.at(moved);
        assertThat(predictor.mean()).isEqualTo(mean);
        assertThat(predictor.variance()).isEqualTo(variance);
    }

    @Test
    void wrongShapesAndNumbersAreRefused() {
        List<Dimension> one = List.of(Dimension.real());
        FitOptions options = FitOptions.defaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianProcess.fit(one, new double[2][1], new double[3], options, 0))
                .withMessageContainingAll("2 points", "3 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianProcess.fit(one, new double[2][4], new double[2], options, 0))
                .withMessageContaining("4 coordinates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianProcess.fit(one, new double[1][1], new double[] {Double.NaN}, options, 0))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianProcess.of(
                        one, new double[1][1], new double[1], Hyperparameters.of(new double[2], 1, 1)));
    }
}
