package io.scoot.load.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scoot.load.Slo.Measure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricBoundTest {

    @Test
    void textNamesPercentiles() {
        assertThat(MetricBound.parse("ttft_p95=500, TPOT_p99=50 e2el_p90:5e3 p50_ttft_ms<=120.5".replace(", ", " ")))
                .containsExactly(
                        new MetricBound(Measure.TTFT, 95, 500.0),
                        new MetricBound(Measure.TPOT, 99, 50.0),
                        new MetricBound(Measure.E2EL, 90, 5000.0),
                        new MetricBound(Measure.TTFT, 50, 120.5))
                .extracting(MetricBound::metric)
                .containsExactly("p95_ttft_ms", "p99_tpot_ms", "p90_latency_ms", "p50_ttft_ms");
        assertThat(MetricBound.looksLike("ttft_p95=500")).isTrue();
        assertThat(MetricBound.looksLike("ttft:500")).isFalse();
        assertThat(new MetricBound(Measure.TTFT, 95, 500.0)).hasToString("p95_ttft_ms <= 500");
    }

    @Test
    void whatIsWrongIsNamed() {
        for (String wrong : new String[] {"ttft_p95", "ttft_p95=x", "itl_p95=5", "p95=4", ""}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MetricBound.parse(wrong))
                    .withMessageContaining("SLO \"" + wrong + "\"");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricBound.parse("ttft_p97=5"))
                .withMessageContaining("97 of TTFT must be one of [50, 90, 95, 99]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricBound.parse("ttft_p95=-5"))
                .withMessageContaining("positive");
    }

    @Test
    void aMarginIsInUnitsOfTheBound() {
        MetricBound bound = new MetricBound(Measure.TTFT, 95, 500.0);
        assertThat(bound.margin(Map.of("p95_ttft_ms", 400.0))).isEqualTo(0.2);
        assertThat(bound.margin(Map.of("p95_ttft_ms", 1000.0))).isEqualTo(-1.0);
        assertThat(bound.margin(Map.of())).isNegative(); // nothing was answered
        assertThat(new MetricBound(Measure.TPOT, 95, 50.0).margin(Map.of())).isPositive(); // answers of one token
    }
}
