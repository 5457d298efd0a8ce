package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

    private static SearchSpace.Builder two() {
        return SearchSpace.builder().add(Parameter.integer("a", 0, 9)).add(Parameter.bool("b"));
    }

    @Test
    void configurationsAreKeys() {
        SearchSpace space = two().build();
        Set<Configuration> set = new HashSet<>(List.of(space.configuration(Map.of("a", 1, "b", true))));
        assertThat(set).contains(space.configuration(Map.of("b", true, "a", 1.0)));
        assertThat(set).doesNotContain(space.configuration(Map.of("a", 1, "b", false)));
        assertThat(set.iterator().next().asMap()).containsExactly(Map.entry("a", 1), Map.entry("b", true));
    }

    @Test
    void gettersSayWhatIsWrong() {
        Configuration configuration = SearchSpace.builder()
                .add(Parameter.integer("a", 0, 9))
                .add(Parameter.real("x", 0, 9))
                .add(Parameter.choice("c", "p", "q"))
                .build()
                .configuration(Map.of("a", 4, "x", 1.5, "c", "q"));
        assertThat(configuration.getInt("a")).isEqualTo(4);
        assertThat(configuration.getDouble("a")).isEqualTo(4.0);
        assertThat(configuration.getDouble("x")).isEqualTo(1.5);
        assertThat(configuration.getString("c")).isEqualTo("q");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configuration.getInt("z"))
                .withMessageContainingAll("\"z\"", "[a, x, c]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configuration.getInt("x"))
                .withMessageContainingAll("\"x\"", "1.5", "integer");
        assertThatIllegalArgumentException().isThrownBy(() -> configuration.getBoolean("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> configuration.getString("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> configuration.getDouble("c"));
    }

    @Test
    void duplicateAndMissingNamesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().add(Parameter.bool("a")))
                .withMessageContaining("\"a\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchSpace.builder().build())
                .withMessageContaining("no parameter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().constraint("c", c -> true).constraint("c", c -> true))
                .withMessageContaining("\"c\"");
    }

    @Test
    void badDefaultsAreRefusedAtBuildTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().defaults(Map.of("a", 1)).build())
                .withMessageContainingAll("default", "\"b\"");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> two().defaults(Map.of("a", 1, "b", true, "c", 3)).build())
                .withMessageContainingAll("default", "c", "[a, b]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().defaults(Map.of("a", 10, "b", true)).build())
                .withMessageContainingAll("default", "\"a\"", "10", "[0, 9]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().constraint("a is even", c -> c.getInt("a") % 2 == 0)
                        .defaults(Map.of("a", 1, "b", true))
                        .build())
                .withMessageContainingAll("default", "a is even");
    }

    @Test
    void aPredicateThatThrowsIsNamedWithTheConfiguration() {
        assertThatExceptionOfType(KnownConstraintException.class)
                .isThrownBy(() -> two().constraint("typo", c -> c.getInt("aa") > 0)
                        .defaults(Map.of("a", 1, "b", true))
                        .build())
                .withMessageContainingAll("typo", "a=1", "aa");
        assertThatExceptionOfType(KnownConstraintException.class)
                .isThrownBy(
                        () -> two().constraint("typo", c -> c.getInt("aa") > 0).build())
                .withMessageContainingAll("typo", "aa");
    }

    @Test
    void constraintsNobodyCanSatisfyAreRefusedBeforeAnythingIsPaidFor() {
        SearchSpace space = two().constraint("a > 9", c -> c.getInt("a") > 9).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scoot.Builder()
                        .space(space)
                        .objectives(Objective.minimize("loss"))
                        .evaluator(Counting::measure)
                        .build())
                .withMessageContaining("a > 9");
    }

    @Test
    void violatedNamesTheFirst() {
        SearchSpace space = two().constraint("even", c -> c.getInt("a") % 2 == 0)
                .constraint("small", c -> c.getInt("a") < 4)
                .build();
        assertThat(space.violated(space.configuration(Map.of("a", 5, "b", true))))
                .get()
                .extracting(Constraint::name)
                .isEqualTo("even");
        assertThat(space.admits(space.configuration(Map.of("a", 2, "b", true)))).isTrue();
    }
}
