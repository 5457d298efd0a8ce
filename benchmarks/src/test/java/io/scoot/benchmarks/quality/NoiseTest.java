package io.scoot.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scoot.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoiseTest {

    private static final Outcome TRUTH = Outcome.measured(Map.of("ttft", 200.0, "tpot", 5.0));

    @Test
    void factorsHaveTheDeviationAndDifferByMetricAndTrial() {
        double sum = 0.0;
        double square = 0.0;
        int n = 4000;
        for (int i = 0; i < n; i++) {
            Outcome.Measured measured = (Outcome.Measured) Noise.disturbed(TRUTH, 0.1, 3L, i);
            double log = Math.log(measured.metrics().getOrDefault("ttft", 0.0) / 200.0);
            assertThat(log).isNotEqualTo(Math.log(measured.metrics().getOrDefault("tpot", 0.0) / 5.0));
            sum += log / n;
            square += log * log / n;
        }
        assertThat(sum).isCloseTo(0.0, within(0.01));
        assertThat(Math.sqrt(square)).isCloseTo(0.1, within(0.01));
    }

    @Test
    void itIsRepeatableAndNoneIsNone() {
        assertThat(Noise.disturbed(TRUTH, 0.2, 1L, 5)).isEqualTo(Noise.disturbed(TRUTH, 0.2, 1L, 5));
        assertThat(Noise.disturbed(TRUTH, 0.0, 1L, 5)).isEqualTo(TRUTH);
        Outcome crash = Outcome.crashed("no");
        assertThat(Noise.disturbed(crash, 0.2, 1L, 5)).isEqualTo(crash);
    }
}
