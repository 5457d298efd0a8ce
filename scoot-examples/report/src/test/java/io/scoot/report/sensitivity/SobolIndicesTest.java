package io.scoot.report.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SobolIndicesTest {

    private static final double CLOSE = 0.05;

    private static SobolIndices of(int dimensions, int samples, ToDoubleFunction<double[]> function) {
        return SobolIndices.of(dimensions, samples, points -> Arrays.stream(points)
                .mapToDouble(function)
                .toArray());
    }

    /** Ishigami and Homma (1990) with a = 7, b = 0.1; indices in closed form, as in Saltelli et al. (2008), section 4.6. */
    @ParameterizedTest
    @ValueSource(ints = {512, 1024})
    void ishigami(int samples) {
        double a = 7.0;
        double b = 0.1;
        SobolIndices indices = of(3, samples, u -> {
            double x1 = Math.PI * (2.0 * u[0] - 1.0);
            double x2 = Math.PI * (2.0 * u[1] - 1.0);
            double x3 = Math.PI * (2.0 * u[2] - 1.0);
            return Math.sin(x1) + a * Math.pow(Math.sin(x2), 2.0) + b * Math.pow(x3, 4.0) * Math.sin(x1);
        });
        double pi4 = Math.pow(Math.PI, 4.0);
        double v1 = 0.5 * Math.pow(1.0 + b * pi4 / 5.0, 2.0);
        double v2 = a * a / 8.0;
        double v13 = b * b * pi4 * pi4 * (1.0 / 18.0 - 1.0 / 50.0);
        double v = v1 + v2 + v13;
        assertThat(indices.variance()).isCloseTo(v, within(CLOSE * v));
        check(indices, new double[] {v1 / v, v2 / v, 0.0}, new double[] {(v1 + v13) / v, v2 / v, v13 / v});
    }

    /** Sobol's g-function; indices in closed form. */
    @ParameterizedTest
    @ValueSource(ints = {512, 1024})
    void gFunction(int samples) {
        double[] a = {0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0};
        SobolIndices indices = of(a.length, samples, u -> {
            double product = 1.0;
            for (int i = 0; i < a.length; i++) {
                product *= (Math.abs(4.0 * u[i] - 2.0) + a[i]) / (1.0 + a[i]);
            }
            return product;
        });
        double[] own =
                Arrays.stream(a).map(x -> 1.0 / (3.0 * (1.0 + x) * (1.0 + x))).toArray();
        double all = Arrays.stream(own).reduce(1.0, (product, v) -> product * (1.0 + v));
        double variance = all - 1.0;
        double[] first = Arrays.stream(own).map(v -> v / variance).toArray();
        double[] total =
                Arrays.stream(own).map(v -> v * all / (1.0 + v) / variance).toArray();
        check(indices, first, total);
    }

    @Test
    void additive() {
        double[] weights = {4.0, 2.0, 1.0, 0.5, 0.0};
        SobolIndices indices = of(weights.length, 512, u -> {
            double sum = 1e6; // far from zero: what is common to all values says nothing
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * u[i];
            }
            return sum;
        });
        double squares = Arrays.stream(weights).map(w -> w * w).sum();
        double[] shares = Arrays.stream(weights).map(w -> w * w / squares).toArray();
        check(indices, shares, shares);
    }

    private static void check(SobolIndices indices, double[] first, double[] total) {
        for (int i = 0; i < first.length; i++) {
            SobolIndices.Index index = indices.indices().get(i);
            assertThat(index.first()).as("first of %d", i).isCloseTo(first[i], within(CLOSE));
            assertThat(index.total()).as("total of %d", i).isCloseTo(total[i], within(CLOSE));
            assertThat(index.firstLow()).isLessThanOrEqualTo(index.firstHigh());
            // resampling sees at most what independent points would err by; Sobol points err less
            assertThat(first[i]).isBetween(index.firstLow() - CLOSE, index.firstHigh() + CLOSE);
            assertThat(total[i]).isBetween(index.totalLow() - CLOSE, index.totalHigh() + CLOSE);
        }
    }

    @Test
    void moreSamplesNarrowTheInterval() {
        ToDoubleFunction<double[]> product = u -> u[0] * u[1] + Math.sin(9.0 * u[0]);
        SobolIndices.Index few = of(2, 64, product).indices().get(0);
        SobolIndices.Index many = of(2, 4096, product).indices().get(0);
        assertThat(many.totalHigh() - many.totalLow()).isLessThan((few.totalHigh() - few.totalLow()) / 3.0);
    }

    @Test
    void aConstantHasNoVarianceToShare() {
        SobolIndices indices = of(4, 64, u -> 3.7);
        assertThat(indices.variance()).isZero();
        assertThat(indices.indices()).hasSize(4).allSatisfy(index -> assertThat(index)
                .isEqualTo(new SobolIndices.Index(0, 0, 0, 0, 0, 0)));
    }

    @Test
    void refusesWhatItCannotUse() {
        assertThatThrownBy(() -> of(0, 64, u -> 1.0)).hasMessageContaining("dimensions 0");
        assertThatThrownBy(() -> of(2, 1, u -> 1.0)).hasMessageContaining("samples 1");
        assertThatThrownBy(() -> of(2, 64, u -> Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> SobolIndices.of(2, 64, points -> new double[1]))
                .hasMessageContaining("64 points");
    }
}
