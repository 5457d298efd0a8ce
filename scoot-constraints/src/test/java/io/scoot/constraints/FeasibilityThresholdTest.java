package io.scoot.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FeasibilityThresholdTest {

    @Property
    void followsAlgorithmOne(@ForAll @Size(max = 60) List<Boolean> crashes, @ForAll @IntRange(min = 1, max = 8) int k) {
        FeasibilityThreshold threshold = FeasibilityThreshold.initial();
        double delta = 0.5; // Algorithm 1, written down once more
        int c = 0;
        for (boolean crash : crashes) {
            if (crash) {
                delta = Math.min(0.75, Math.max(0.5, delta + 0.05));
                c = 0;
            } else {
                c = c + k;
                if (c >= 5) {
                    delta = Math.max(0.25, delta - 0.05);
                    c = c - 5;
                }
            }
            threshold = threshold.afterBatch(k, crash);
            assertThat(threshold.value()).isCloseTo(delta, within(1e-12)).isBetween(0.25, 0.75);
            assertThat(threshold.streak()).isEqualTo(c);
        }
    }

    @Test
    void fallsByOneStepForFiveFeasibleAndReturnsToAHalfOnACrash() {
        FeasibilityThreshold threshold = FeasibilityThreshold.initial();
        for (int i = 0; i < 10; i++) {
            threshold = threshold.afterBatch(1, false);
        }
        assertThat(threshold.value()).isCloseTo(0.4, within(1e-12));
        assertThat(threshold.afterBatch(1, true).value()).isEqualTo(0.5);
    }

    @Test
    void refusesAnEmptyBatch() {
        assertThatThrownBy(() -> FeasibilityThreshold.initial().afterBatch(0, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
