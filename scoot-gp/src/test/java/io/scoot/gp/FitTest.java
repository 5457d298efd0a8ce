package io.scoot.gp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FitTest {

    @Property(tries = 200)
    void theGradientEqualsFiniteDifferences(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 15) int n,
            @ForAll @IntRange(min = 1, max = 7) int d,
            @ForAll boolean map,
            @ForAll boolean profiled,
            @ForAll boolean warping) {
        SplittableRandom random = new SplittableRandom(seed);
        Features features = new Features(Samples.dimensions(d));
        double[][] x = Samples.points(features.dimensions(), n, random);
        FitProblem problem =
                new FitProblem(features, features.of(x), Samples.values(x, random), map, profiled, warping);
        double[] theta = problem.draw(random);
        theta[d + 1] = -6 + 4 * random.nextDouble(); // far enough from singular for finite differences
        double[] gradient = new double[theta.length];
        problem.valueAndGradient(theta, gradient);
        double[] ignored = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            double step = 1e-5;
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[i] += step;
            down[i] -= step;
            double slope =
                    (problem.valueAndGradient(up, ignored) - problem.valueAndGradient(down, ignored)) / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, Offset.offset(1e-4 * Math.max(1, Math.abs(slope))));
        }
    }

    @Test
    void lengthscalesFindTheDimensionThatMatters() {
        SplittableRandom random = new SplittableRandom(1);
        List<Dimension> dimensions = Stream.generate(Dimension::real).limit(3).toList();
        double[][] x = Samples.points(dimensions, 40, random);
        double[] y = Arrays.stream(x).mapToDouble(p -> Math.sin(6 * p[1])).toArray();
        GaussianProcess gp = GaussianProcess.fit(dimensions, x, y, FitOptions.defaults(), 7);
        double[] lengthscales = gp.hyperparameters().lengthscales();
        assertThat(lengthscales[1]).isLessThan(0.5 * lengthscales[0]).isLessThan(0.5 * lengthscales[2]);
        assertThat(gp.fallback()).isEmpty();
        double[] mean = new double[1];
        gp.predict(new double[][] {{0.3, 0.4, 0.9}}, mean, new double[1]);
        assertThat(gp.transform().invert(mean[0])).isCloseTo(Math.sin(2.4), Offset.offset(0.05));
    }

    @Test
    void aLongTailToTheLeftIsTransformedAway() {
        SplittableRandom random = new SplittableRandom(2);
        List<Dimension> dimensions = Stream.generate(Dimension::real).limit(2).toList();
        double[][] x = Samples.points(dimensions, 30, random);
        double[] y =
                Arrays.stream(x).mapToDouble(p -> -Math.exp(6 * p[0] + p[1])).toArray(); // a latency, negated
        GaussianProcess gp = GaussianProcess.fit(dimensions, x, y, FitOptions.defaults(), 7);
        assertThat(gp.transform().power().family()).isNotEqualTo(PowerTransform.Family.IDENTITY);
        assertThat(gp.transform().reflected()).isTrue();
        double[] mean = new double[1];
        gp.predict(new double[][] {{0.5, 0.5}}, mean, new double[1]);
        assertThat(gp.transform().invert(mean[0])).isCloseTo(-Math.exp(3.5), Offset.offset(3.0));
    }

    @Property(tries = 100)
    void everyTransformKnowsItsDerivative(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 20) int n, @ForAll boolean signed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] y = random.doubles(n)
                .map(u -> 300 * Math.exp(2 * u) - (signed ? 900 : 0))
                .toArray();
        for (OutputTransform transform : OutputScaling.candidates(y)) {
            for (double value : y) {
                double step = 1e-4;
                double slope = (transform.apply(value + step) - transform.apply(value - step)) / (2 * step);
                assertThat(transform.logDerivative(value)).isCloseTo(Math.log(slope), Offset.offset(1e-4));
            }
        }
    }

    @Property(tries = 60)
    void theFitDoesNotDependOnTheOrderOfTheData(@ForAll long seed, @ForAll @IntRange(min = 3, max = 20) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Dimension> dimensions = Samples.dimensions(4);
        double[][] x = Samples.points(dimensions, n, random);
        double[] y = Samples.values(x, random);
        double[][] turnedX = new double[n][];
        double[] turnedY = new double[n];
        for (int i = 0; i < n; i++) {
            turnedX[i] = x[n - 1 - i];
            turnedY[i] = y[n - 1 - i];
        }
        FitOptions options = FitOptions.defaults().withOutputTransforms(false).withWarping(FitOptions.Warping.NONE);
        double value = GaussianProcess.fit(dimensions, x, y, options, 3).logMarginalLikelihood();
        double turned =
                GaussianProcess.fit(dimensions, turnedX, turnedY, options, 3).logMarginalLikelihood();
        assertThat(turned).isCloseTo(value, Offset.offset(0.1));
    }

    @Test
    void whatVariesNearOneEndOfAWideRangeIsWarped() {
        double warped = 0.0;
        double plain = 0.0;
        for (long seed = 1; seed <= 6; seed++) {
            warped += wideRangeError(FitOptions.defaults(), seed);
            plain += wideRangeError(FitOptions.defaults().withWarping(FitOptions.Warping.NONE), seed);
        }
        assertThat(warped).isLessThan(0.5 * plain);
    }

    /** Root mean square error at 100 points, of what 20 teach. */
    private static double wideRangeError(FitOptions options, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Dimension> dimensions = List.of(Dimension.real(), Dimension.real(), Dimension.choice(2));
        double[][] x = Stream.generate(() -> wide(random)).limit(100).toArray(double[][]::new);
        double[] y = Arrays.stream(x).mapToDouble(FitTest::logarithm).toArray();
        GaussianProcess gp = GaussianProcess.fit(dimensions, Arrays.copyOf(x, 20), Arrays.copyOf(y, 20), options, seed);
        double[] mean = new double[x.length];
        gp.predict(x, mean, new double[x.length]);
        double sum = 0.0;
        for (int i = 0; i < x.length; i++) {
            double difference = gp.transform().invert(mean[i]) - y[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum / x.length);
    }

    /** Between 64 and 8192 evenly on a logarithmic scale, at its position on a linear one; and two coordinates more. */
    private static double[] wide(SplittableRandom random) {
        double value = 64.0 * Math.pow(128.0, random.nextDouble());
        return new double[] {(value - 64.0) / (8192.0 - 64.0), random.nextDouble(), random.nextInt(2)};
    }

    private static double logarithm(double[] point) {
        return Math.log(64.0 / 8128.0 + point[0]) + 2.0 * point[1] + point[2];
    }

    @Test
    void manyPointsAllCount() {
        SplittableRandom random = new SplittableRandom(9);
        List<Dimension> dimensions = Stream.generate(Dimension::real).limit(2).toList();
        double[][] x = Samples.points(dimensions, 450, random);
        double[] y = Arrays.stream(x)
                .mapToDouble(p -> Math.sin(9 * p[0]) * Math.cos(7 * p[1]))
                .toArray();
        GaussianProcess gp = GaussianProcess.fit(dimensions, x, y, FitOptions.defaults(), 7);
        double[] mean = new double[x.length];
        double[] variance = new double[x.length];
        gp.predict(x, mean, variance);
        for (int i = 0; i < x.length; i++) {
            assertThat(gp.transform().invert(mean[i])).isCloseTo(y[i], Offset.offset(0.03));
            assertThat(variance[i]).isLessThan(0.01);
        }
    }

    @Test
    void theSameSeedGivesTheSameFit() {
        SplittableRandom random = new SplittableRandom(5);
        List<Dimension> dimensions = Samples.dimensions(9);
        double[][] x = Samples.points(dimensions, 30, random);
        double[] y = Samples.values(x, random);
        Hyperparameters one =
                GaussianProcess.fit(dimensions, x, y, FitOptions.defaults(), 11).hyperparameters();
        Hyperparameters two =
                GaussianProcess.fit(dimensions, x, y, FitOptions.defaults(), 11).hyperparameters();
        assertThat(one.lengthscales()).isEqualTo(two.lengthscales());
        assertThat(one.noiseVariance()).isEqualTo(two.noiseVariance());
    }

    @Property(tries = 200)
    void uglyDataIsSurvived(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 25) int n,
            @ForAll @IntRange(min = 1, max = 12) int d,
            @ForAll @IntRange(min = 0, max = 7) int kind,
            @ForAll boolean paper) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Dimension> dimensions = Samples.dimensions(d);
        double[][] x = Samples.points(dimensions, n, random);
        double[] y = Samples.values(x, random);
        for (int i = 0; i < n; i++) {
            switch (kind) {
                case 0 -> x[i] = x[0].clone();
                case 1 -> y[i] = 42;
                case 2 -> y[i] = i == 0 ? 1e12 : y[i];
                case 3 -> y[i] *= 1e300;
                case 4 -> y[i] *= 1e-300;
                case 5 -> y[i] = i % 2 == 0 ? 1e300 : -1e300;
                case 6 -> x[i][0] = x[0][0] + 1e-12 * i;
                default -> y[i] = i == 0 ? -1e12 : 1e-12 * y[i];
            }
        }
        GaussianProcess gp =
                GaussianProcess.fit(dimensions, x, y, paper ? FitOptions.paper() : FitOptions.defaults(), seed);
        double[][] probes = Samples.points(dimensions, 8, random);
        double[] mean = new double[8];
        double[] variance = new double[8];
        gp.predict(probes, mean, variance);
        assertThat(DoubleStream.of(mean).allMatch(Double::isFinite)).isTrue();
        assertThat(DoubleStream.of(variance).allMatch(v -> v >= 0 && Double.isFinite(v)))
                .isTrue();
        assertThat(DoubleStream.of(mean).map(gp.transform()::invert).allMatch(Double::isFinite))
                .isTrue();
        for (int i = 1; i < n; i++) {
            double a = gp.transform().apply(y[i - 1]);
            double b = gp.transform().apply(y[i]);
            assertThat(Double.compare(a, b) * Double.compare(y[i - 1], y[i])).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void nothingToLearnFromIsSaid() {
        List<Dimension> dimensions = Samples.dimensions(3);
        assertThat(GaussianProcess.fit(dimensions, new double[0][], new double[0], FitOptions.defaults(), 0)
                        .fallback())
                .isPresent();
        assertThat(GaussianProcess.fit(dimensions, new double[2][3], new double[] {5, 5}, FitOptions.defaults(), 0)
                        .fallback())
                .get()
                .asString()
                .contains("two different values");
    }
}
