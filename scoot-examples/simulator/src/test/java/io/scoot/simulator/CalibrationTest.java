package io.scoot.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scoot.Outcome;
import io.scoot.internal.space.UnitCube;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the simulator's design measured with its prototype (section 5) comes out here as well, or about so. */
class CalibrationTest {

    private static Map<String, Double> measure(String name, Object... changes) {
        SimulatedService service = SimulatedService.named(name);
        Map<String, Object> values =
                new HashMap<>(service.space().defaults().orElseThrow().asMap());
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        // The mean of a few arrival orders: near saturation one order alone varies by a third.
        Map<String, Double> mean = new HashMap<>();
        for (long seed = 1; seed <= 5; seed++) {
            Outcome outcome = service.evaluate(service.space().configuration(values), seed);
            ((Outcome.Measured) outcome)
                    .metrics()
                    .forEach((metric, value) -> mean.merge(metric, value / 5.0, Double::sum));
        }
        return mean;
    }

    @Test
    void textToSql() {
        Map<String, Double> before = measure("sql-13b-4a10");
        assertThat(before.get("ttft_ms")).isBetween(6_900.0, 21_700.0); // the design's own range of sensitivity
        assertThat(before.get("tpot_ms")).isCloseTo(414.0, withinPercentage(10));
        Map<String, Double> cached = measure("sql-13b-4a10", "enable-prefix-caching", true);
        assertThat(cached.get("ttft_ms")).isLessThan(0.03 * before.get("ttft_ms"));
        assertThat(cached.get("tpot_ms")).isCloseTo(54.0, withinPercentage(15));
        assertThat(measure("sql-13b-4a10", "block-size", 8).get("ttft_ms")).isGreaterThan(before.get("ttft_ms"));
        Map<String, Double> chunked =
                measure("sql-13b-4a10", "enable-chunked-prefill", true, "max-num-batched-tokens", 512);
        assertThat(chunked.get("ttft_ms")).isGreaterThan(before.get("ttft_ms"));
        assertThat(chunked.get("tpot_ms")).isLessThan(0.6 * before.get("tpot_ms"));
        assertThat(measure("sql-13b-4a10", "tensor-parallel", 2).get("ttft_ms"))
                .isGreaterThan(3.0 * before.get("ttft_ms"));
    }

    @Test
    void chatFirstTokenConflictsWithTheNext() {
        Map<String, Double> few = measure("bot-7b-2a100", "max-num-seqs", 64);
        Map<String, Double> many = measure("bot-7b-2a100", "max-num-seqs", 512);
        assertThat(few.get("ttft_ms")).isGreaterThan(10.0 * many.get("ttft_ms"));
        assertThat(few.get("tpot_ms")).isLessThan(0.6 * many.get("tpot_ms"));
    }

    @Test
    void classificationWantsChunksAndRecommendationACache() {
        double latency = measure("cls-13b-2a100").get("p95_latency_ms");
        Object[] chunks = {"enable-chunked-prefill", true, "max-num-batched-tokens", 2048};
        assertThat(measure("cls-13b-2a100", chunks).get("p95_latency_ms")).isLessThan(0.7 * latency);
        double throughput = measure("rec-13b-2a10").get("throughput_rps");
        double gain = measure("rec-13b-2a10", "enable-prefix-caching", true).get("throughput_rps") / throughput;
        assertThat(gain).isBetween(1.45, 1.75); // 59.7 %
    }

    @Test
    void aboutAsManyRandomConfigurationsCrash() {
        assertThat(crashShare("cls-13b-2a100")).isLessThan(0.05);
        assertThat(crashShare("sql-13b-4a10")).isBetween(0.45, 0.75); // 0.62
        assertThat(crashShare("rec-13b-2a10")).isBetween(0.55, 0.80); // 0.67
        assertThat(crashShare("bot-13b-2a100")).isBetween(0.35, 0.60); // 0.48
    }

    private static double crashShare(String name) {
        SimulatedService service = SimulatedService.named(name);
        UnitCube cube = UnitCube.of(service.space());
        List<double[]> sample = cube.admissible(c -> true).sample(128, 3L);
        return sample.stream()
                        .filter(point -> service.evaluate(cube.decode(point), 1L) instanceof Outcome.Crashed)
                        .count()
                / (double) sample.size();
    }
}
