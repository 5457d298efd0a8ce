package io.scoot.internal.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.IntegerParameter;
import io.scoot.Parameter;
import io.scoot.RealParameter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CoordinateTest {

    @Property
    void anIntegerSurvivesEncoding(
            @ForAll @IntRange(min = -1000, max = 1000) int min,
            @ForAll @IntRange(min = 0, max = 1_000_000) int width,
            @ForAll @DoubleRange(min = 0, max = 1) double where) {
        IntegerParameter parameter = Parameter.integer("n", min, min + width);
        int value = min + (int) Math.round(where * width);
        double u = Coordinate.of(parameter).encode(parameter.canonical(value));
        assertThat(u).isBetween(0.0, 1.0);
        assertThat(Coordinate.of(parameter).decode(u)).isEqualTo(value);
    }

    @Property
    void anIntegerOnALogScaleSurvivesEncoding(
            @ForAll @IntRange(min = 1, max = 100) int min,
            @ForAll @IntRange(min = 0, max = 100_000) int width,
            @ForAll @DoubleRange(min = 0, max = 1) double where) {
        IntegerParameter parameter = Parameter.integer("n", min, min + width).log();
        int value = min + (int) Math.round(where * width);
        assertThat(Coordinate.of(parameter).decode(Coordinate.of(parameter).encode(value)))
                .isEqualTo(value);
    }

    @Property
    void aRealSurvivesEncodingToRounding(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double min,
            @ForAll @DoubleRange(min = 0, max = 1e6) double width,
            @ForAll @DoubleRange(min = 0, max = 1) double where) {
        RealParameter parameter = Parameter.real("x", min, min + width);
        double value = Math.min(parameter.max(), min + where * width);
        double back = (Double)
                Coordinate.of(parameter).decode(Coordinate.of(parameter).encode(parameter.canonical(value)));
        assertThat(back).isBetween(parameter.min(), parameter.max());
        assertThat(Math.abs(back - value)).isLessThanOrEqualTo(1e-9 * Math.max(1.0, Math.abs(min) + width));
    }

    @Property
    void everyCoordinateDecodesToAnAllowedValue(@ForAll @DoubleRange(min = -1, max = 2) double u) {
        Parameter[] parameters = {
            Parameter.integer("a", 3, 9),
            Parameter.integer("b", 1, 8192).log(),
            Parameter.real("c", 0.001, 10).log(),
            Parameter.bool("d"),
            Parameter.ordinal("e", 8, 16, 32),
            Parameter.choice("f", "x", "y", "z")
        };
        for (Parameter parameter : parameters) {
            Object value = Coordinate.of(parameter).decode(u);
            assertThat(parameter.canonical(value)).isEqualTo(value);
        }
    }

    @Test
    void scalesAreWhatTheyClaim() {
        assertThat(Coordinate.of(Parameter.integer("n", 1, 10_000).log()).encode(100))
                .isEqualTo(0.5);
        assertThat(Coordinate.of(Parameter.real("x", 0.01, 1).log()).encode(0.1))
                .isEqualTo(0.5);
        assertThat(Coordinate.of(Parameter.ordinal("b", 8, 16, 32)).encode(16)).isEqualTo(0.5);
        assertThat(Coordinate.of(Parameter.choice("c", "x", "y", "z")).encode("z"))
                .isEqualTo(2.0);
        assertThat(Coordinate.of(Parameter.bool("s")).encode(true)).isEqualTo(1.0);
    }

    @Property
    void aStepSurvivesEncoding(
            @ForAll @IntRange(min = 1, max = 1000) int low,
            @ForAll @IntRange(min = 1, max = 100) int step,
            @ForAll @IntRange(min = 1, max = 1000) int steps,
            @ForAll boolean log,
            @ForAll @DoubleRange(min = 0, max = 1) double where) {
        RealParameter linear =
                Parameter.real("x", low / 100.0, (low + step * steps) / 100.0).step(step / 100.0);
        RealParameter parameter = log ? linear.log() : linear;
        Object value = parameter.value(Math.round(where * (parameter.count() - 1)));
        assertThat(parameter.count()).isEqualTo(steps + 1L);
        assertThat(Coordinate.of(parameter).decode(Coordinate.of(parameter).encode(value)))
                .isEqualTo(value);
        assertThat(parameter.canonical(value)).isEqualTo(value);
    }

    @Property
    void allOfALogScaleIsReached(@ForAll @DoubleRange(min = 0, max = 1) double u) {
        Coordinate coordinate = Coordinate.of(Parameter.real("x", 1e-300, 1e300).log());
        double value = (Double) coordinate.decode(u);
        assertThat(Math.log10(value)).isCloseTo(600 * u - 300, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(coordinate.encode(value)).isCloseTo(u, org.assertj.core.data.Offset.offset(1e-12));
    }
}
