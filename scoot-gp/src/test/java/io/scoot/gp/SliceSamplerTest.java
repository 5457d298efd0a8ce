package io.scoot.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SliceSamplerTest {

    private static final double[] LOW = {-10.0, -10.0};
    private static final double[] HIGH = {10.0, 10.0};

    /** Means 1 and −1, deviations 1 and 0.5, correlation 0.8. */
    private static double gaussian(double[] x) {
        double a = x[0] - 1.0;
        double b = (x[1] + 1.0) / 0.5;
        return -0.5 * (a * a - 1.6 * a * b + b * b) / (1.0 - 0.64);
    }

    @Test
    void aCorrelatedGaussiansMomentsAreMet() {
        SliceSampler chain =
                new SliceSampler(SliceSamplerTest::gaussian, new double[2], LOW, HIGH, 3.0, new SplittableRandom(5));
        int n = 40_000;
        double[] sum = new double[5];
        for (int i = 0; i < n; i++) {
            double[] x = chain.after(2);
            sum[0] += x[0] / n;
            sum[1] += x[1] / n;
            sum[2] += (x[0] - 1.0) * (x[0] - 1.0) / n;
            sum[3] += (x[1] + 1.0) * (x[1] + 1.0) / n;
            sum[4] += (x[0] - 1.0) * (x[1] + 1.0) / n;
        }
        assertThat(sum[0]).isCloseTo(1.0, within(0.05));
        assertThat(sum[1]).isCloseTo(-1.0, within(0.03));
        assertThat(sum[2]).isCloseTo(1.0, within(0.08));
        assertThat(sum[3]).isCloseTo(0.25, within(0.02));
        assertThat(sum[4]).isCloseTo(0.4, within(0.04));
    }

    @Test
    void boundsAreKept() {
        SliceSampler chain = new SliceSampler(
                x -> 0.0,
                new double[] {0.5, 0.5},
                new double[2],
                new double[] {1.0, 1.0},
                3.0,
                new SplittableRandom(1));
        double mean = 0.0;
        for (int i = 0; i < 4000; i++) {
            double[] x = chain.after(2);
            assertThat(x[0]).isBetween(0.0, 1.0);
            assertThat(x[1]).isBetween(0.0, 1.0);
            mean += x[0] / 4000;
        }
        assertThat(mean).isCloseTo(0.5, within(0.03));
    }

    @Test
    void aDimensionThatTellsNothingHasItsPriorsLengthscales() {
        double[][] x = new double[8][];
        double[] y = new double[8];
        for (int i = 0; i < y.length; i++) {
            x[i] = new double[] {i / 7.0, 0.0}; // the second never changes
            y[i] = Math.sin(5.0 * x[i][0]);
        }
        FitOptions options = FitOptions.defaults()
                .withOutputTransforms(false)
                .withWarping(FitOptions.Warping.NONE)
                .withDraws(39);
        List<Dimension> dimensions = List.of(Dimension.real(), Dimension.levels(2));
        double[] logs = LongStream.range(0, 100)
                .mapToObj(seed -> GaussianProcess.draws(dimensions, x, y, options, seed))
                .flatMap(draws -> draws.stream().skip(10))
                .mapToDouble(gp -> Math.log(gp.hyperparameters().lengthscales()[1]))
                .toArray();
        assertThat(logs).hasSize(3000);
        double mean = 0.0;
        double square = 0.0;
        for (double log : logs) {
            mean += log / logs.length;
            square += log * log / logs.length;
        }
        assertThat(mean).isCloseTo(Priors.lengthscaleMean(2), within(0.15));
        assertThat(Math.sqrt(square - mean * mean)).isCloseTo(Priors.LENGTHSCALE_SD, within(0.15));
    }

    @Test
    void theOptimumIsTheFirstAndAConstantIsOneProcess() {
        double[][] x = {{0.1}, {0.4}, {0.9}};
        List<Dimension> one = List.of(Dimension.real());
        FitOptions options = FitOptions.defaults();
        assertThat(GaussianProcess.draws(one, x, new double[] {1, 2, 0}, options.withDraws(0), 1L))
                .hasSize(1);
        assertThat(GaussianProcess.draws(one, x, new double[] {1, 2, 0}, options.withDraws(5), 1L))
                .hasSize(6);
        assertThat(GaussianProcess.draws(one, x, new double[] {1, 2, 0}, options.withDraws(5), 1L).stream()
                        .map(gp -> gp.hyperparameters().lengthscales()[0]))
                .startsWith(GaussianProcess.fit(one, x, new double[] {1, 2, 0}, options, 1L)
                        .hyperparameters()
                        .lengthscales()[0])
                .doesNotHaveDuplicates();
        assertThat(GaussianProcess.draws(one, x, new double[] {1, 1, 1}, options.withDraws(5), 1L))
                .hasSize(1);
    }

    @Test
    void ofManyPointsThereAreFewerDraws() {
        double[][] x = new double[160][];
        double[] y = new double[160];
        for (int i = 0; i < y.length; i++) {
            x[i] = new double[] {i / 159.0};
            y[i] = Math.sin(5.0 * x[i][0]);
        }
        assertThat(GaussianProcess.draws(List.of(Dimension.real()), x, y, FitOptions.defaults(), 1L))
                .hasSize(2)
                .extracting(GaussianProcess::transform)
                .containsOnly(GaussianProcess.draws(List.of(Dimension.real()), x, y, FitOptions.defaults(), 1L)
                        .get(0)
                        .transform());
    }
}
