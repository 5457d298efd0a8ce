package io.scoot.engines.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CausesTest {

    private record Sample(String expected, String log) {}

    static List<Sample> corpus() throws IOException {
        try (InputStream in = Objects.requireNonNull(CausesTest.class.getResourceAsStream("corpus.txt"))) {
            List<Sample> samples = new ArrayList<>();
            for (String part : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^=== ", -1)) {
                if (!part.startsWith("#")) {
                    int end = part.indexOf('\n');
                    samples.add(new Sample(part.substring(0, end), part.substring(end + 1)));
                }
            }
            return samples;
        }
    }

    private static String told(String log) {
        CauseOfDeath cause = CauseOfDeath.of(log, OptionalInt.of(1));
        return cause.name() + " | " + cause.fault().name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyMessageIsUnderstood(Sample sample) {
        assertThat(told(sample.log())).as(sample.log()).isEqualTo(sample.expected());
    }

    @Test
    void aFatalLineFarUpALongLogDecides() {
        String noise = "INFO:     127.0.0.1 - POST /v1/completions 200\n  at frame\nbye\n".repeat(20_000);
        assertThat(told(noise + "OSError: [Errno 98] Address already in use\n" + noise))
                .isEqualTo("port taken | infrastructure");
    }

    @Test
    void theLastFatalLineDecides() {
        assertThat(told("OSError: [Errno 98] Address already in use\ntorch.OutOfMemoryError: CUDA out of memory.\n"))
                .isEqualTo("out of memory | configuration");
        assertThat(told("torch.OutOfMemoryError: CUDA out of memory.\nRuntimeError: something else\n"))
                .isEqualTo("other | configuration");
    }

    @Test
    void whatAKilledProcessSaidLongAgoIsNotWhatItWasKilledFor() {
        String log = "ValueError: a bad request\n" + "INFO: fine\n".repeat(500);
        assertThat(CauseOfDeath.of(log, OptionalInt.of(137))).isEqualTo(CauseOfDeath.KILLED);
        assertThat(CauseOfDeath.of("", OptionalInt.empty())).isEqualTo(CauseOfDeath.TIMEOUT);
        assertThat(CauseOfDeath.of("all is well", OptionalInt.of(3))).isEqualTo(CauseOfDeath.OTHER);
    }

    @Test
    void everyEntryIsComplete() {
        assertThat(Causes.all()).isNotEmpty().allSatisfy(words -> {
            assertThat(words.wrapper()).isEqualTo(words.cause() == null);
            assertThat(words.wrapper()).isEqualTo(words.fault() == null);
            assertThat(words.engine()).isNotBlank();
        });
    }

    @Test
    void reasonsAreAlikeWhateverDiffers() {
        String one =
                "(EngineCore_DP0 pid=4711) ERROR 11-26 10:00:00 [core.py:708] RuntimeError: rank 3 of 8 at 0x7f11 lost 1.5 GiB";
        String two =
                "(EngineCore_DP1 pid=4712) ERROR 11-27 11:01:02 [core.py:708] RuntimeError: rank 5 of 8 at 0x7a22 lost 20 GiB";
        assertThat(Reasons.alike(one))
                .isEqualTo(Reasons.alike(two))
                .isEqualTo("RuntimeError: rank … of … at … lost … GiB");
    }
}
