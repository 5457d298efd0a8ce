package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ParameterTest {

    @Test
    void numbersOfAnotherTypeAreTakenWhereTheyFit() {
        assertThat(Parameter.integer("n", 0, 9).canonical(3.0)).isEqualTo(3);
        assertThat(Parameter.real("x", 0, 9).canonical(3)).isEqualTo(3.0);
        assertThat(Parameter.ordinal("b", 8, 16).canonical(16.0)).isEqualTo(16);
        assertThat(Parameter.ordinal("b", 0.5, 1).canonical(1)).isEqualTo(1.0);
        assertThat(Parameter.real("x", -1, 1).canonical(-0.0)).isEqualTo(0.0);
    }

    @Test
    void aStepIsAGridWithoutRoundingErrors() {
        RealParameter share =
                Parameter.real("gpu-memory-utilization", 0.5, 0.95).step(0.01);
        assertThat(share.count()).isEqualTo(46);
        assertThat(LongStream.range(0, share.count()).mapToObj(i -> String.valueOf(share.value(i))))
                .contains("0.5", "0.57", "0.58", "0.81", "0.95")
                .allMatch(text -> text.length() <= 4);
        assertThat(share.canonical(0.1 + 0.2 + 0.3)).isEqualTo(0.6);
        assertThat(Parameter.real("x", 0, 1).step(0.3).count()).isEqualTo(4); // 0.9 is the last
        refused(() -> share.canonical(0.505), "0.505", "multiple of 0.01", "Maybe 0.51");
        refused(() -> Parameter.real("x", 0, 1).step(0), "\"x\"", "step 0.0", "positive");
        refused(() -> Parameter.real("x", 0, 1e300).step(1e-300), "\"x\"", "finer");
    }

    @Test
    void longsStayLongs() {
        OrdinalParameter bytes = Parameter.ordinal("kv-bytes", 1_073_741_824L, 4_294_967_296L);
        SearchSpace space = SearchSpace.builder().add(bytes).build();
        Configuration configuration = space.configuration(Map.of("kv-bytes", 4_294_967_296L));
        assertThat(configuration).hasToString("{kv-bytes=4294967296}");
        assertThat(configuration.getLong("kv-bytes")).isEqualTo(4_294_967_296L);
        assertThat(configuration.with("kv-bytes", 1 << 30).getInt("kv-bytes")).isEqualTo(1 << 30);
        refused(() -> configuration.getInt("kv-bytes"), "kv-bytes", "4294967296");
        assertThat(Parameter.ordinal("n", Long.MAX_VALUE - 1, Long.MAX_VALUE).levels())
                .containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE); // one double
    }

    @Test
    void automaticIsALevelLikeOthersAndSaidToBeOne() {
        OrdinalParameter seqs = Parameter.ordinal("seqs", 0, 16, 32).withAutomatic();
        assertThat(seqs.canonical(0)).isEqualTo(0);
        assertThat(seqs).hasToString("seqs: 0 for automatic, or one of 16 < 32");
        assertThat(seqs).isNotEqualTo(Parameter.ordinal("seqs", 0, 16, 32));
    }

    @Test
    void textForANumberGetsAHint() {
        refused(() -> Parameter.integer("n", 0, 9).canonical("7"), "\"n\"", "\"7\"", "text", "number 7");
        refused(() -> Parameter.ordinal("n", 8, 16).canonical(" 16 "), "\"n\"", "number 16");
        refused(() -> Parameter.bool("b").canonical("True"), "\"b\"", "boolean true");
    }

    @Test
    void nullsAreNamed() {
        refused(() -> Parameter.bool(null), "empty name");
        refused(() -> Parameter.choice("c", "a", null), "\"c\"", "null");
        refused(() -> Parameter.ordinal("o", 1, null), "\"o\"", "null");
        refused(() -> Objective.minimize(null), "no metric");
        assertThatThrownBy(() -> Outcome.crashed(null)).hasMessageContaining("reason");
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
