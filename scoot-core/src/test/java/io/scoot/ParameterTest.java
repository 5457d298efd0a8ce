package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ParameterTest {

    @Property
    void anIntegerSurvivesEncoding(
            @ForAll @IntRange(min = -1000, max = 1000) int min,
            @ForAll @IntRange(min = 0, max = 1_000_000) int width,
            @ForAll @DoubleRange(min = 0, max = 1) double where) {
        IntegerParameter parameter = Parameter.integer("n", min, min + width);
        int value = min + (int) Math.round(where * width);
        double u = parameter.encode(parameter.canonical(value));
        assertThat(u).isBetween(0.0, 1.0);
        assertThat(parameter.decode(u)).isEqualTo(value);
    }

    @Property
    void anIntegerOnALogScaleSurvivesEncoding(
            @ForAll @IntRange(min = 1, max = 100) int min,
            @ForAll @IntRange(min = 0, max = 100_000) int width,
            @ForAll @DoubleRange(min = 0, max = 1) double where) {
        IntegerParameter parameter = Parameter.integer("n", min, min + width).log();
        int value = min + (int) Math.round(where * width);
        assertThat(parameter.decode(parameter.encode(value))).isEqualTo(value);
    }

    @Property
    void aRealSurvivesEncodingToRounding(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double min,
            @ForAll @DoubleRange(min = 0, max = 1e6) double width,
            @ForAll @DoubleRange(min = 0, max = 1) double where) {
        RealParameter parameter = Parameter.real("x", min, min + width);
        double value = Math.min(parameter.max(), min + where * width);
        double back = (Double) parameter.decode(parameter.encode(parameter.canonical(value)));
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
            Object value = parameter.decode(u);
            assertThat(parameter.canonical(value)).isEqualTo(value);
        }
    }

    @Test
    void scalesAreWhatTheyClaim() {
        assertThat(Parameter.integer("n", 1, 10_000).log().encode(100)).isEqualTo(0.5);
        assertThat(Parameter.real("x", 0.01, 1).log().encode(0.1)).isEqualTo(0.5);
        assertThat(Parameter.ordinal("b", 8, 16, 32).encode(16)).isEqualTo(0.5);
        assertThat(Parameter.choice("c", "x", "y", "z").encode("z")).isEqualTo(2.0);
        assertThat(Parameter.bool("s").encode(true)).isEqualTo(1.0);
    }

    @Test
    void numbersOfAnotherTypeAreTakenWhereTheyFit() {
        assertThat(Parameter.integer("n", 0, 9).canonical(3.0)).isEqualTo(3);
        assertThat(Parameter.real("x", 0, 9).canonical(3)).isEqualTo(3.0);
        assertThat(Parameter.ordinal("b", 8, 16).canonical(16.0)).isEqualTo(16);
        assertThat(Parameter.ordinal("b", 0.5, 1).canonical(1)).isEqualTo(1.0);
        assertThat(Parameter.real("x", -1, 1).canonical(-0.0)).isEqualTo(0.0);
    }

    @Test
    void badParametersAreRefusedByName() {
        refused(() -> Parameter.bool(" "), "empty name");
        refused(() -> Parameter.integer("n", 5, 4), "\"n\"", "min 5", "max 4");
        refused(() -> Parameter.real("x", 0, Double.POSITIVE_INFINITY), "\"x\"", "Infinity", "finite");
        refused(() -> Parameter.real("x", Double.NaN, 1), "\"x\"", "NaN");
        refused(() -> Parameter.real("x", -Double.MAX_VALUE, Double.MAX_VALUE), "\"x\"", "wider");
        refused(() -> Parameter.integer("n", 0, 9).log(), "\"n\"", "log scale", "0");
        refused(() -> Parameter.real("x", 0, 9).log(), "\"x\"", "log scale");
        refused(() -> Parameter.choice("c"), "\"c\"", "no value");
        refused(() -> Parameter.choice("c", "a", "a"), "\"c\"", "twice");
        refused(() -> Parameter.ordinal("o"), "\"o\"", "no level");
        refused(() -> Parameter.ordinal("o", 2, 1), "\"o\"", "[2, 1]", "increase");
        refused(() -> Parameter.ordinal("o", 1, 1), "\"o\"", "increase");
    }

    @Test
    void badValuesAreRefusedWithWhatIsAllowed() {
        refused(() -> Parameter.integer("n", 0, 9).canonical(10), "\"n\"", "10", "[0, 9]");
        refused(() -> Parameter.integer("n", 0, 9).canonical(1.5), "\"n\"", "1.5");
        refused(() -> Parameter.integer("n", 0, 9).canonical("1"), "\"n\"");
        refused(() -> Parameter.real("x", 0, 1).canonical(Double.NaN), "\"x\"", "NaN");
        refused(() -> Parameter.bool("b").canonical(1), "\"b\"", "true or false");
        refused(() -> Parameter.choice("c", "a", "b").canonical("d"), "\"c\"", "d", "[a, b]");
        refused(
                () -> Parameter.ordinal("block-size", 8, 16, 32).canonical(12),
                "\"block-size\"",
                "12",
                "[8, 16, 32]",
                "Maybe 8");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... parts) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContainingAll(parts);
    }
}
