package io.scoot.acq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExpectedHypervolumeTest {

    private static double ehvi(double[][] front, double[] reference, double[] mean, double[] deviation) {
        return Math.exp(new ExpectedHypervolume(BoxDecomposition.of(front, reference)).logValue(mean, deviation));
    }

    @Test
    void valuesOfReference() {
        for (JsonNode c : Golden.file("ehvi.json").get("cases")) {
            double expected = c.get("ehvi").doubleValue();
            double actual = ehvi(
                    Golden.matrix(c.get("front")),
                    Golden.vector(c.get("reference")),
                    Golden.vector(c.get("mean")),
                    Golden.vector(c.get("sd")));
            assertThat(actual).isCloseTo(expected, within(1e-9 * Math.max(1.0, expected)));
        }
    }

    @Property(tries = 200, seed = "4")
    void isTheGainOfHypervolumeWithoutUncertainty(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int m, @ForAll @IntRange(min = 0, max = 8) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] front = Samples.uniform(n, m, random);
        double[] mean = Samples.uniform(1, m, random)[0];
        double[] tiny = new double[m];
        Arrays.fill(tiny, 1e-9);
        double[][] grown = Arrays.copyOf(front, n + 1);
        grown[n] = mean;
        double gain = Hypervolume.of(grown, new double[m]) - Hypervolume.of(front, new double[m]);
        assertThat(ehvi(front, new double[m], mean, tiny)).isCloseTo(gain, within(1e-7));
    }

    @Property(tries = 200, seed = "5")
    void isNotNegativeAndGrowsWithTheMean(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int m, @ForAll @IntRange(min = 0, max = 8) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] front = Samples.uniform(n, m, random);
        double[] mean = Samples.uniform(1, m, random)[0];
        double[] deviation = Samples.uniform(1, m, random)[0];
        double value = ehvi(front, new double[m], mean, deviation);
        assertThat(value).isNotNegative();
        mean[0] += 0.1;
        assertThat(ehvi(front, new double[m], mean, deviation)).isGreaterThanOrEqualTo(value);
    }

    @Test
    void logarithmHoldsWhereTheValueUnderflows() {
        double[][] front = {{0.0, 50.0}, {50.0, 0.0}, {49.0, 49.0}};
        ExpectedHypervolume ehvi = new ExpectedHypervolume(BoxDecomposition.of(front, new double[2]));
        double far = ehvi.logValue(new double[] {0.0, 0.0}, new double[] {0.1, 0.1});
        double nearer = ehvi.logValue(new double[] {1.0, 1.0}, new double[] {0.1, 0.1});
        assertThat(far).isFinite().isLessThan(-1e4);
        assertThat(nearer).isGreaterThan(far);
    }

    @Test
    void agreesWithMonteCarlo() {
        SplittableRandom random = new SplittableRandom(9);
        double[][] front = Samples.uniform(6, 3, random);
        double[] mean = {0.6, 0.5, 0.7};
        double[] deviation = {0.3, 0.2, 0.4};
        double[] r = new double[3];
        double base = Hypervolume.of(front, r);
        double sum = 0.0;
        double squares = 0.0;
        int draws = 40_000;
        double[][] grown = Arrays.copyOf(front, front.length + 1);
        for (int i = 0; i < draws; i++) {
            double[] y = new double[3];
            for (int j = 0; j < 3; j++) {
                y[j] = mean[j] + deviation[j] * random.nextGaussian();
            }
            grown[front.length] = y;
            double gain = Hypervolume.of(grown, r) - base;
            sum += gain;
            squares += gain * gain;
        }
        double average = sum / draws;
        double error = Math.sqrt((squares / draws - average * average) / draws);
        assertThat(ehvi(front, r, mean, deviation)).isCloseTo(average, within(4.0 * error));
    }

    /** Latencies by their logarithm, as they are maximised; and a throughput by its own. */
    private static final List<DoubleUnaryOperator> METRICS = List.of(z -> -Math.exp(-z), Math::exp);

    private static double inMetrics(double[][] front, double[] reference, double[] mean, double[] deviation) {
        BoxDecomposition boxes = BoxDecomposition.of(front, reference);
        return Math.exp(new ExpectedHypervolume(boxes, METRICS).logValue(mean, deviation)) / scale(boxes);
    }

    /** What the value is multiplied by: 1 over the mean slope of each metric between reference and best. */
    private static double scale(BoxDecomposition boxes) {
        double scale = 1.0;
        for (int j = 0; j < METRICS.size(); j++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int b = 0; b < boxes.size(); b++) {
                low = Math.min(low, boxes.lower(b, j));
                high = Math.max(high, boxes.lower(b, j));
            }
            DoubleUnaryOperator metric = METRICS.get(j);
            scale *= (high - low) / (metric.applyAsDouble(high) - metric.applyAsDouble(low));
        }
        return scale;
    }

    private static double[] metrics(double... latent) {
        return IntStream.range(0, latent.length)
                .mapToDouble(j -> METRICS.get(j).applyAsDouble(latent[j]))
                .toArray();
    }

    @Property(tries = 100, seed = "6")
    void inTheUnitsOfTheMetricsItIsTheirExpectedHypervolume(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] front = Samples.uniform(n, 2, random);
        double[] reference = {-0.5, -0.5};
        double[] mean = Samples.uniform(1, 2, random)[0];
        double[] deviation = {0.3, 0.2};
        double[][] units =
                Arrays.stream(front).map(ExpectedHypervolumeTest::metrics).toArray(double[][]::new);
        double[] worst = metrics(reference);
        double before = Hypervolume.of(units, worst);
        double[][] grown = Arrays.copyOf(units, n + 1);
        double sum = 0.0;
        int draws = 4_000;
        double best = Arrays.stream(front).mapToDouble(row -> row[1]).max().orElseThrow();
        double steepest = (Math.exp(best) - Math.exp(best - 0.5)) / 0.5;
        for (int i = 0; i < draws; i++) {
            grown[n] = metrics(
                    mean[0] + deviation[0] * random.nextGaussian(), mean[1] + deviation[1] * random.nextGaussian());
            double latent = Math.log(grown[n][1]);
            grown[n][1] = latent > best ? Math.exp(best) + steepest * (latent - best) : grown[n][1];
            sum += Hypervolume.of(grown, worst) - before;
        }
        double expected = sum / draws;
        assertThat(inMetrics(front, reference, mean, deviation))
                .isCloseTo(expected, within(0.01 + 0.1 * expected)); // by linear pieces
    }

    @Test
    void nextToNoLatencyIsWorthNoMoreThanItSpares() {
        double[][] front = {{2.0, 0.0}, {0.0, 2.0}}; // latent: latencies of e^-2 and 1
        double[] deviation = {0.01, 0.01};
        double farther = inMetrics(front, new double[] {-1.0, -1.0}, new double[] {6.0, 1.0}, deviation);
        double far = inMetrics(front, new double[] {-1.0, -1.0}, new double[] {4.0, 1.0}, deviation);
        assertThat(farther / far).isBetween(1.0, 1.1);
        double latent = ehvi(front, new double[] {-1.0, -1.0}, new double[] {6.0, 1.0}, deviation)
                / ehvi(front, new double[] {-1.0, -1.0}, new double[] {4.0, 1.0}, deviation);
        assertThat(latent).isGreaterThan(1.5);
    }

    @Test
    void aReferenceFarOutsideTheDataLeavesTheOrderOfPoints() {
        double[][] front = {{2.0, 0.0}, {0.0, 2.0}};
        double[] deviation = {0.1, 0.1};
        double[] near = {-3.0, -3.0};
        double[] zeroThroughput = {-3.0, Math.log(Double.MIN_NORMAL)};
        double[] balanced = {1.5, 1.5};
        double[] extreme = {2.2, -2.5}; // a little less latency for next to no throughput
        assertThat(inMetrics(front, near, balanced, deviation))
                .isGreaterThan(inMetrics(front, near, extreme, deviation));
        assertThat(inMetrics(front, zeroThroughput, balanced, deviation))
                .isGreaterThan(inMetrics(front, zeroThroughput, extreme, deviation));
        assertThat(ehvi(front, zeroThroughput, balanced, deviation))
                .isLessThan(ehvi(front, zeroThroughput, extreme, deviation)); // the logarithm's own units
    }

    @Test
    void theInverseOfAPowerThatEndsIsNotFollowedToInfinity() {
        DoubleUnaryOperator ends = z -> z < 1.0 ? 1.0 / (1.0 - z) : 1e12;
        OutcomeScale scale = OutcomeScale.of(new double[] {-2.0, 0.5, Double.POSITIVE_INFINITY}, ends);
        double[] slopes = scale.slopes();
        assertThat(slopes[slopes.length - 1]).isBetween(1e-6, 10.0);
        assertThat(Arrays.stream(slopes).max().orElseThrow()).isLessThan(10.0);
    }
}
