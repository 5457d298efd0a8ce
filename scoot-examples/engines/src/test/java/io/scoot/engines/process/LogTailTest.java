package io.scoot.engines.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTailTest {

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
    void theLastLinesAreWithoutColours() {
        assertThat(LogTail.last("one\ntwo\n\u001b[31mlast\u001b[0m", 2)).isEqualTo("two\nlast");
    }
}
