package io.scoot;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Bad options are refused before anything is evaluated. */
class ScootBuilderTest {

    @Test
    void everyOptionIsChecked() {
        refused(builder -> builder.objectives(), "0 objectives", "1 to 4");
        refused(
                builder -> builder.objectives(
                        Objective.minimize("a"),
                        Objective.minimize("b"),
                        Objective.minimize("c"),
                        Objective.minimize("d"),
                        Objective.minimize("e")),
                "5 objectives");
        refused(builder -> builder.objectives(Objective.minimize("a"), Objective.maximize("a")), "\"a\"");
        refused(builder -> builder.budget(0), "budget 0", "at least 1");
        refused(builder -> builder.parallelism(0), "parallelism 0");
        refused(builder -> builder.budget(4).parallelism(5), "parallelism 5", "budget 4");
        refused(builder -> builder.confirmations(-1), "confirmations -1");
        refused(builder -> builder.retries(-1), "retries -1");
        refused(builder -> builder.timeout(Duration.ZERO), "timeout");
        refused(builder -> builder.maxDuration(Duration.ofSeconds(-1)), "maxDuration");
        refused(builder -> builder.reference(Map.of("other", 1.0)), "reference", "\"loss\"");
        refused(builder -> builder.reference(Map.of("loss", Double.NaN)), "reference", "\"loss\"");
    }

    @Test
    void spaceAndEvaluatorAreRequired() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scoot.Builder()
                        .objectives(Objective.minimize("loss"))
                        .build())
                .withMessageContaining("space");
        Scoot.Builder builder = new Scoot.Builder().space(Counting.SPACE).objectives(Objective.minimize("loss"));
        assertThatIllegalArgumentException().isThrownBy(builder::run).withMessageContaining("evaluator");
        try (Scoot scoot = builder.build()) {
            assertThatIllegalStateException().isThrownBy(scoot::run).withMessageContaining("evaluator");
        }
    }

    @Test
    void anEqualityOfRealNumbersIsNamedAsWhatItIs() {
        SearchSpace.Builder two = SearchSpace.builder()
                .add(Parameter.real("a", 0, 1))
                .add(Parameter.real("b", 0, 1))
                .add(Parameter.integer("n", 1, 9))
                .defaults(Map.of("a", 0.25, "b", 0.75, "n", 3))
                .constraint("n <= 4", c -> c.getInt("n") <= 4)
                .constraint(
                        "a + b <= 1", c -> c.getDouble("a") + c.getDouble("b") <= 1.0); // the default is at its edge
        refused(
                builder -> builder.space(two.constraint("a + b == 1", c -> c.getDouble("a") + c.getDouble("b") == 1.0)
                        .build()),
                "\"a + b == 1\"",
                "equality of real numbers",
                "[a, b]",
                "step");
        SearchSpace stepped = SearchSpace.builder()
                .add(Parameter.real("a", 0, 1).step(0.25))
                .add(Parameter.real("b", 0, 1).step(0.25))
                .defaults(Map.of("a", 0.25, "b", 0.75))
                .constraint("a + b == 1", c -> c.getDouble("a") + c.getDouble("b") == 1.0)
                .build();
        new Scoot.Builder()
                .space(stepped)
                .objectives(Objective.minimize("loss"))
                .build()
                .close();
    }

    @Test
    void anEmptyMetricIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Objective.minimize(""));
    }

    private static void refused(UnaryOperator<Scoot.Builder> option, String... parts) {
        Evaluator never = trial -> {
            throw new AssertionError("evaluated " + trial);
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.apply(Counting.study(never)).build())
                .withMessageContainingAll(parts);
    }
}
