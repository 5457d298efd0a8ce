package io.scoot.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.benchmarks.problems.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A problem under a bound that x of at least 5 keeps, run by ours and through the server. */
class BoundsTableTest {

    private static final Problem PLAIN = new Problem(
            "p",
            SearchSpace.builder()
                    .add(Parameter.integer("x", 0, 9))
                    .defaults(Map.of("x", 2))
                    .build(),
            List.of(Objective.minimize("loss")),
            configuration -> Outcome.measured(
                    Map.of("loss", (double) configuration.getInt("x"), "wait", 10.0 - configuration.getInt("x"))),
            new double[] {9.0},
            0.0);
    private static final Problem ATTAINABLE = PLAIN.bounded(":tight", List.of(Slo.atMost("wait", 5.0)), 9.0, 5.0);
    private static final Problem UNATTAINABLE =
            PLAIN.bounded(":unattainable", List.of(Slo.atMost("wait", 0.5)), Double.NaN, Double.NaN);

    @TempDir
    private Path folder;

    @Test
    void ofOursItIsKnownWhenABoundWasKeptAndWhatTheVerdictSaid() {
        Run kept = Run.of(Tuner.named("sobol"), ATTAINABLE, 0.0, 1L, 10, 1);
        assertThat(kept.satisfying()).isBetween(2, 10);
        int first = kept.satisfying() == null ? 0 : kept.satisfying();
        assertThat(kept.regret().subList(0, first - 1)).containsOnly(1.0);
        assertThat(kept.saidUnmet()).isFalse();
        Run never = Run.of(Tuner.named("sobol"), UNATTAINABLE, 0.0, 1L, 10, 1);
        assertThat(never.satisfying()).isNull();
        assertThat(never.regret()).containsOnly(1.0);
        assertThat(never.saidUnmet()).isTrue();
        assertThat(BoundsTable.satisfied(List.of(kept, never))).isEqualTo(0.5);
        assertThat(BoundsTable.first(List.of(kept))).isEqualTo(String.valueOf(first));
        assertThat(BoundsTable.first(List.of(never, never, kept))).isEqualTo("never");
        assertThat(BoundsTable.beyondTheDefault(List.of(kept, never))).isEqualTo("1 of 2");
        Problem easy = PLAIN.bounded(":loose", List.of(Slo.atMost("wait", 8.0)), 9.0, 2.0); // the default keeps it
        assertThat(BoundsTable.beyondTheDefault(List.of(Run.of(Tuner.named("sobol"), easy, 0.0, 1L, 10, 1))))
                .isEqualTo("0 of 0");
        Run plain = Run.of(Tuner.named("sobol"), PLAIN, 0.0, 1L, 10, 1);
        assertThat(plain.satisfying()).isNull();
        assertThat(plain.saidUnmet()).isNull();
    }

    @Test
    void whatAKnownConstraintRefusesIsNoFind() {
        Problem refused = new Problem(
                "refused",
                SearchSpace.builder()
                        .add(Parameter.integer("x", 0, 9))
                        .defaults(Map.of("x", 2))
                        .constraint("x < 5", configuration -> configuration.getInt("x") < 5)
                        .build(),
                PLAIN.objectives(),
                PLAIN.evaluation(),
                PLAIN.reference(),
                0.0);
        Problem bounded = refused.bounded(":tight", List.of(Slo.atMost("wait", 5.0)), 9.0, 5.0);
        Run run = Run.of(Tuner.named("sobol"), bounded, 0.0, 1L, 10, 1);
        assertThat(run.violations()).isPositive(); // it asks there
        assertThat(run.satisfying()).isNull();
        assertThat(run.regret()).containsOnly(1.0);
    }

    @Test
    void aPeerIsToldHowFarOffEachBoundItIs() throws IOException {
        Path out = folder.resolve("runs.jsonl");
        ProblemServer server = new ProblemServer(out, 2, List.of(ATTAINABLE));
        assertThat(server.answer("{\"problem\": \"p:tight\", \"tuner\": \"peer\", \"seed\": 1}"))
                .containsEntry("bounds", List.of("wait <= 5"));
        assertThat(server.answer("{\"evaluate\": {\"x\": 0}}")).containsEntry("violations", List.of(1.0));
        assertThat(server.answer("{\"evaluate\": {\"x\": 7}}")).containsEntry("violations", List.of(-0.4));
        Run run = Runs.read(out).get(0);
        assertThat(run.satisfying()).isEqualTo(2);
        assertThat(run.regret()).containsExactly(1.0, 0.5);
        assertThat(run.saidUnmet()).isNull();
    }
}
