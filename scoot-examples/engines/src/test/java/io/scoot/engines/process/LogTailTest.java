package io.scoot.engines.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    private Path folder;

    @Test
    void theReasonIsTheErrorAndNotWhatIsAroundIt() {
        String log = """
                INFO 11-26 initialising, fail fast is off
                Traceback (most recent call last):
                  File "core.py", line 3, in error_handler
                    raise RuntimeError(
                RuntimeError: Worker failed with error 'No common block size for 16'
                RuntimeError: Engine core initialization failed. See root cause above.
                INFO [shutdown] failed processes are gone
                """;
        assertThat(LogTail.reason(log))
                .isEqualTo("RuntimeError: Worker failed with error 'No common block size for 16'");
    }

    @Test
    void withoutAnErrorItIsTheLastLines() {
        assertThat(LogTail.reason("one\ntwo\n\nthree\nfour\n")).isEqualTo("two | three | four");
        assertThat(LogTail.reason("")).isEmpty();
    }

    @Test
    void onlyTheEndIsReadAndColoursAreDropped() throws IOException {
        Path log = folder.resolve("log");
        Files.writeString(log, "x".repeat(100) + "\n" + "line\n".repeat(10_000) + "\u001b[31mlast\u001b[0m\n");
        assertThat(LogTail.of(log))
                .startsWith("line\n")
                .endsWith("line\nlast\n")
                .hasSizeLessThan(17_000);
        assertThat(LogTail.of(folder.resolve("none"))).isEmpty();
    }
}
