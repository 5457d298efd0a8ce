package io.scoot.benchmarks.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Result;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Regret under bounds is of what keeps them alone. */
class BoundedProblemTest {

    private static final Problem PLAIN = new Problem(
            "plain",
            SearchSpace.builder()
                    .add(Parameter.integer("x", 0, 9))
                    .defaults(Map.of("x", 9))
                    .build(),
            List.of(Objective.minimize("loss")),
            configuration -> measured(configuration.getInt("x"), 10.0 - configuration.getInt("x")),
            new double[] {9.0},
            0.0);

    private static final Problem BOUNDED =
            PLAIN.bounded(":tight", List.of(Slo.atMost("wait", 5.0), Slo.atLeast("loss", 1.0)), 9.0, 5.0); // x >= 5

    private static Outcome.Measured measured(double loss, double wait) {
        return (Outcome.Measured) Outcome.measured(Map.of("loss", loss, "wait", wait));
    }

    @Test
    void whatBreaksABoundDoesNotCount() {
        Outcome broken = measured(2.0, 8.0);
        assertThat(BOUNDED.regret(List.of(broken))).isEqualTo(1.0);
        assertThat(BOUNDED.regret(List.of(broken, measured(7.0, 3.0)))).isCloseTo(0.5, within(1e-12));
        assertThat(BOUNDED.regret(List.of(broken, measured(5.0, 5.0)))).isZero();
        assertThat(BOUNDED.regret(List.of(Outcome.crashed("no")))).isEqualTo(1.0);
        assertThat(PLAIN.regret(List.of(broken))).isCloseTo(2.0 / 9.0, within(1e-12));
    }

    @Test
    void violationsAreInUnitsOfTheBoundAndPositiveWhereItIsBroken() {
        assertThat(BOUNDED.violations(measured(2.0, 7.5))).containsExactly(0.5, -1.0);
        assertThat(BOUNDED.satisfies(measured(2.0, 7.5))).isFalse();
        assertThat(BOUNDED.satisfies(measured(0.5, 1.0))).isFalse();
        assertThat(BOUNDED.satisfies(measured(1.0, 5.0))).isTrue();
        assertThat(BOUNDED.satisfies(Outcome.crashed("no"))).isFalse();
        assertThat(BOUNDED.satisfies(Outcome.measured(Map.of("loss", 3.0)))).isFalse(); // it was not measured
    }

    @Test
    void aStudyHasTheBoundsAndSoHasThatOfATunerWithoutConstraints() {
        Result result = BOUNDED.study().budget(10).seed(1L).run();
        assertThat(result.bounds()).isEqualTo(BOUNDED.slos());
        assertThat(result.best().orElseThrow().configuration().getInt("x")).isGreaterThanOrEqualTo(5);
        Problem table = new Problem(
                "table",
                PLAIN.space(),
                PLAIN.objectives(),
                PLAIN.evaluation(),
                PLAIN.reference(),
                0.0,
                Optional.of(configuration -> configuration),
                BOUNDED.slos());
        assertThat(table.unconstrained().slos()).isEqualTo(BOUNDED.slos());
    }

    @Test
    void servicesHaveThreeBoundsEachAndTheLastIsBroken() {
        List<Problem> services = Problems.bounded(Half.Kind.SERVICE, Optional.empty());
        assertThat(services).extracting(Problem::name).doesNotHaveDuplicates();
        assertThat(services)
                .allSatisfy(problem -> assertThat(Half.kind(problem.name())).isEqualTo(Half.Kind.SERVICE));
        assertThat(services)
                .filteredOn(problem -> Half.of(problem.name()) == Half.REPORTING)
                .hasSize(12);
        assertThat(services)
                .filteredOn(problem -> problem.name().endsWith(BoundedServices.UNATTAINABLE))
                .hasSize(services.size() / 3)
                .allSatisfy(problem -> assertThat(problem.satisfies(problem.evaluation()
                                .apply(problem.space().defaults().orElseThrow())))
                        .isFalse());
        assertThat(services)
                .filteredOn(problem -> !problem.name().endsWith(BoundedServices.UNATTAINABLE))
                .allSatisfy(problem -> assertThat(problem.best()).isLessThan(problem.reference()[0]));
    }
}
