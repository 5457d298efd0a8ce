package io.scoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Result;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GettingStartedTest {

    @Test
    void theSnippetOfTheReadmeRuns() {
        Result result = GettingStarted.tune();
        assertThat(result.observations()).hasSize(30);
        assertThat(result.slos()).isEqualTo(Map.of("ttft_ms", 210.0, "tpot_ms", 31.5));
        assertThat(result.confirmations()).hasSize(3);
    }
}
