package io.scoot.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeTest {

    private static final int MOST = 3_000_000;

    @TempDir
    private Path folder;

    /** The time is printed, not judged: machines differ. */
    @Test
    void aLargeStudyIsAFileThatCanBeMailed() throws Exception {
        Result result = Studies.large(300).run();
        Path html = folder.resolve("large.html");
        long start = System.nanoTime();
        Report.write(result, html);
        System.out.printf(
                "300 trials, 20 parameters, 4 objectives: %.2f MB, written in %.1f s%n",
                Files.size(html) / 1e6, (System.nanoTime() - start) / 1e9);
        assertThat(Files.size(html)).isLessThan(MOST);
    }
}
