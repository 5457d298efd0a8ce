package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Result;
import io.scoot.Risk;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskTest {

    private static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.real("a", 0, 1))
            .add(Parameter.real("b", 0, 1))
            .add(Parameter.bool("c"))
            .defaults(Map.of("a", 0.2, "b", 0.2, "c", false))
            .build();

    /** Throughput grows with a and b, and so does latency; beyond a + b = 1.5 it crashes. */
    private static Scoot.Builder study(long seed) {
        return new Scoot.Builder()
                .space(SPACE)
                .objectives(Objective.maximize("rps"))
                .slos(Slo.atMost("ms", 100))
                .evaluator(trial -> {
                    double a = trial.configuration().getDouble("a");
                    double b = trial.configuration().getDouble("b");
                    return a + b > 1.5
                            ? Outcome.crashed("OOM")
                            : Outcome.measured(Map.of("rps", 10 * a + 8 * b, "ms", 20 + 90 * a + 60 * b));
                })
                .budget(20)
                .confirmations(0)
                .seed(seed);
    }

    private static long broken(Result result) {
        return result.observations().stream().filter(o -> !result.satisfies(o)).count();
    }

    @Test
    void aBoundIsBrokenLessOftenAtLittleLoss() {
        long careless = 0;
        long careful = 0;
        for (long seed = 1; seed <= 5; seed++) {
            Result free = study(seed).run();
            Result safe = study(seed).risk(Risk.atLeast(0.9)).run();
            careless += broken(free);
            careful += broken(safe);
            assertThat(safe.best().orElseThrow().metric("rps"))
                    .isGreaterThan(0.93 * free.best().orElseThrow().metric("rps"));
        }
        assertThat(careful).isLessThanOrEqualTo(careless / 2);
    }

    @Test
    void theFirstTrialsStayNearTheDefault() {
        Result result = study(1).risk(Risk.atLeast(0.9).within(0.1)).budget(4).run();
        assertThat(result.observations().subList(1, result.observations().size()))
                .isNotEmpty()
                .allMatch(o -> Math.abs(o.configuration().getDouble("a") - 0.2)
                                + Math.abs(o.configuration().getDouble("b") - 0.2)
                        <= 3 * 0.1 * 2)
                .noneMatch(o -> o.configuration().getBoolean("c"));
    }

    @Test
    void badRisksAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Risk.atLeast(1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> Risk.atLeast(0.9).within(0.0));
    }
}
