package io.scoot.acq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.SplittableRandom;
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
}
