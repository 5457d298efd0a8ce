package io.scoot.acq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AveragedTest {

    /** a + b x + c x². */
    private record Parabola(double a, double b, double c) implements Acquisition {

        @Override
        public void values(double[][] points, double[] values) {
            for (int i = 0; i < points.length; i++) {
                double x = points[i][0];
                values[i] = a + b * x + c * x * x;
            }
        }

        @Override
        public double valueAndGradient(double[] point, double[] gradient) {
            gradient[0] = b + 2.0 * c * point[0];
            return value(point);
        }
    }

    private static final List<Parabola> THREE =
            List.of(new Parabola(0.0, 1.0, -2.0), new Parabola(-3.0, 4.0, 1.0), new Parabola(1.0, -5.0, 0.0));

    @Property(tries = 200)
    void isTheLogarithmOfTheMeanAndHasItsSlope(@ForAll @DoubleRange(min = -3, max = 3) double x) {
        Acquisition averaged = Averaged.of(THREE);
        double expected = Math.log(THREE.stream()
                .mapToDouble(p -> Math.exp(p.value(new double[] {x})))
                .average()
                .orElseThrow());
        assertThat(averaged.value(new double[] {x})).isCloseTo(expected, within(1e-12));
        double[] gradient = new double[1];
        assertThat(averaged.valueAndGradient(new double[] {x}, gradient)).isCloseTo(expected, within(1e-12));
        double step = 1e-5;
        double slope = (averaged.value(new double[] {x + step}) - averaged.value(new double[] {x - step})) / (2 * step);
        assertThat(gradient[0]).isCloseTo(slope, within(1e-6 * (1.0 + Math.abs(slope))));
    }

    @Test
    void doesNotUnderflow() {
        Acquisition far = Averaged.of(List.of(new Parabola(-5000.0, 0, 0), new Parabola(-5001.0, 0, 0)));
        assertThat(far.value(new double[1])).isCloseTo(-5000.0 + Math.log((1 + Math.exp(-1)) / 2), within(1e-9));
        Acquisition none = Averaged.of(
                List.of(new Parabola(Double.NEGATIVE_INFINITY, 0, 0), new Parabola(Double.NEGATIVE_INFINITY, 0, 0)));
        assertThat(none.value(new double[1])).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void oneIsItselfAndNoneIsRefused() {
        assertThat(Averaged.of(THREE.subList(0, 1))).isSameAs(THREE.get(0));
        assertThatThrownBy(() -> Averaged.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
