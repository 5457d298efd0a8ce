package io.scoot.simulator.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class V1CapacityTest {

    private static final V1Service SERVICE = V1Service.named(V1Service.DEFAULT);

    private static Map<String, Double> metrics(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Measured.class);
        return ((Outcome.Measured) outcome).metrics();
    }

    @Test
    void theCapacityIsTheHighestRateWithinTheBound() {
        V1Service service = SERVICE.maximizingCapacity();
        Configuration defaults = service.space().defaults().orElseThrow();
        for (long seed = 1; seed <= 2; seed++) {
            Map<String, Double> metrics = metrics(service.evaluate(defaults, seed));
            double capacity = metrics.get("capacity_rps");
            double bound = SERVICE.slo().value();
            assertThat(metrics.get("p95_ttft_ms")).isLessThanOrEqualTo(bound);
            assertThat(metrics.get("failed_share")).isLessThanOrEqualTo(0.02);
            assertThat(metrics.get("capacity_steps")).isBetween(2.0, 20.0);
            Map<String, Double> at = metrics(SERVICE.withRate(capacity).evaluate(defaults, seed));
            assertThat(at.get("p95_ttft_ms")).isLessThanOrEqualTo(bound);
            Map<String, Double> above =
                    metrics(SERVICE.withRate(1.15 * capacity).evaluate(defaults, seed));
            assertThat(above.get("p95_ttft_ms")).isGreaterThan(bound);
        }
    }

    @Test
    void whereTheSearchBeginsMattersLittle() {
        V1Service service = SERVICE.maximizingCapacity();
        Configuration defaults = service.space().defaults().orElseThrow();
        double from = metrics(service.evaluate(defaults, 3L)).get("capacity_rps");
        double lower =
                metrics(service.withRate(from / 5.0).evaluate(defaults, 3L)).get("capacity_rps");
        assertThat(lower).isBetween(0.95 * from, 1.05 * from);
    }

    @Test
    void aServiceSaysWhatItIsTunedFor() {
        V1Service service = SERVICE.maximizingCapacity();
        assertThat(service.objective()).isEqualTo(Objective.maximize("capacity_rps"));
        assertThat(service.slos()).isEmpty();
        assertThat(service.context()).isNotEqualTo(SERVICE.context());
        assertThat(SERVICE.slos()).containsExactly(SERVICE.slo());
        assertThat(SERVICE.objective()).isEqualTo(Objective.minimize("p95_tpot_ms"));
    }
}
