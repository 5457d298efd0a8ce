package io.scoot.gp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BoundedLbfgsTest {

    private static double rosenbrock(double[] x, double[] g) {
        double a = 1 - x[0];
        double b = x[1] - x[0] * x[0];
        g[0] = 2 * a + 400 * b * x[0];
        g[1] = -200 * b;
        return -(a * a + 100 * b * b);
    }

    @Test
    void findsRosenbrocksSummit() {
        BoundedLbfgs.Optimum optimum = BoundedLbfgs.maximise(
                BoundedLbfgsTest::rosenbrock,
                new double[] {-1.2, 1},
                new double[] {-5, -5},
                new double[] {5, 5},
                1e-12,
                500);
        assertThat(optimum.point()).containsExactly(new double[] {1, 1}, Offset.offset(1e-4));
    }

    @Property(tries = 200)
    void findsTheSummitOfAQuadraticInABox(
            @ForAll @DoubleRange(min = -3, max = 3) double p, @ForAll @DoubleRange(min = -3, max = 3) double q) {
        BoundedLbfgs.Optimum optimum = BoundedLbfgs.maximise(
                (x, g) -> {
                    g[0] = -2 * (x[0] - p);
                    g[1] = -20 * (x[1] - q);
                    return -(x[0] - p) * (x[0] - p) - 10 * (x[1] - q) * (x[1] - q);
                },
                new double[] {0, 0},
                new double[] {-1, -1},
                new double[] {1, 1},
                1e-12,
                200);
        double[] expected = {Math.max(-1, Math.min(1, p)), Math.max(-1, Math.min(1, q))};
        assertThat(optimum.point()).containsExactly(expected, Offset.offset(1e-4));
    }

    @Test
    void stopsWhereThereIsNoValue() {
        BoundedLbfgs.Optimum optimum = BoundedLbfgs.maximise(
                (x, g) -> Double.NEGATIVE_INFINITY, new double[1], new double[] {-1}, new double[] {1}, 1e-6, 50);
        assertThat(optimum.evaluations()).isEqualTo(1);
        assertThat(optimum.value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
