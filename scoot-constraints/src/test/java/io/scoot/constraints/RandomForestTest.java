package io.scoot.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.scoot.gp.Dimension;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RandomForestTest {

    @Test
    void agreesWithAReferenceForestWithinItsSpreadOverSeeds() {
        for (JsonNode c : Golden.file("random_forest.json").get("cases")) {
            double[][] x = Golden.matrix(c.get("x"));
            double[][] probes = Golden.matrix(c.get("probes"));
            double[] expected = Golden.vector(c.get("mean"));
            List<Dimension> dimensions = Collections.nCopies(x[0].length, Dimension.real());
            RandomForest forest = RandomForest.fit(dimensions, x, Golden.vector(c.get("y")), 100, 42);
            double[] mean = new double[probes.length];
            double[] variance = new double[probes.length];
            forest.predict(probes, mean, variance);
            double deviation = 0.0;
            for (int i = 0; i < mean.length; i++) {
                deviation += Math.abs(mean[i] - expected[i]) / mean.length;
                assertThat(forest.mean(probes[i])).isCloseTo(mean[i], within(1e-12));
                assertThat(variance[i]).isNotNegative();
            }
            assertThat(deviation)
                    .isLessThan(
                            1.5 * c.get("worstMeanAbsoluteDeviationOf100Trees").doubleValue());
            assertThat(correlation(mean, expected))
                    .isGreaterThan(c.get("minCorrelationOf100Trees").doubleValue() - 0.02);
        }
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double product = 0.0;
        double squareA = 0.0;
        double squareB = 0.0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - meanA) * (b[i] - meanB);
            squareA += (a[i] - meanA) * (a[i] - meanA);
            squareB += (b[i] - meanB) * (b[i] - meanB);
        }
        return product / Math.sqrt(squareA * squareB);
    }

    @Property(tries = 40, seed = "1")
    void staysWithinTheValuesAndRepeats(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Dimension> dimensions =
                List.of(Dimension.real(), Dimension.choice(4), Dimension.levels(2), Dimension.integers(1, 1000, true));
        double[][] x = new double[n][];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = dimensions.stream()
                    .mapToDouble(dimension -> dimension.quantile(random.nextDouble()))
                    .toArray();
            y[i] = 1e6 * random.nextDouble();
        }
        RandomForest forest = RandomForest.fit(dimensions, x, y, 20, seed);
        double low = Arrays.stream(y).min().orElseThrow();
        double high = Arrays.stream(y).max().orElseThrow();
        for (double[] point : x) {
            assertThat(forest.mean(point)).isBetween(low - 1.0, high + 1.0);
        }
        assertThat(RandomForest.fit(dimensions, x, y, 20, seed).mean(x[0])).isEqualTo(forest.mean(x[0]));
    }

    @Test
    void splitsAChoiceByItsValues() {
        double[][] x = new double[40][];
        double[] y = new double[40];
        for (int i = 0; i < x.length; i++) {
            x[i] = new double[] {i % 4, i / 40.0};
            y[i] = i % 4 == 2 ? 1.0 : 0.0;
        }
        RandomForest forest = RandomForest.fit(List.of(Dimension.choice(4), Dimension.real()), x, y, 50, 3);
        assertThat(forest.mean(new double[] {2.0, 0.5})).isGreaterThan(0.95);
        assertThat(forest.mean(new double[] {1.0, 0.5})).isLessThan(0.05);
        assertThat(forest.mean(new double[] {3.0, 0.5})).isLessThan(0.05);
    }
}
