package io.scoot.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.scoot.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeBrowserTest {

    private static final int MOST = 3_000_000;

    @TempDir
    private Path folder;

    /** Times are printed, not judged: machines differ. */
    @Test
    void aLargeStudyCanBeMailedAndOpened() throws Exception {
        Report.write(Studies.large(30).run(), folder.resolve("warm.html"));
        Result result = Studies.large(300).run();
        Path html = folder.resolve("large.html");
        long start = System.nanoTime();
        Report.write(result, html);
        double written = (System.nanoTime() - start) / 1e9;
        try (Browsers browsers = new Browsers()) {
            browsers.open(folder.resolve("warm.html"), 1440, ColorScheme.LIGHT).close();
            try (Page page = browsers.open(html, 1440, ColorScheme.LIGHT)) {
                System.out.printf(
                        "300 trials, 20 parameters, 4 objectives: %.2f MB, written in %.1f s, text after %s ms, all charts after %s ms%n",
                        Files.size(html) / 1e6,
                        written,
                        page.evaluate("Math.round(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)"),
                        page.evaluate("Math.round(drawn)"));
            }
            assertThat(browsers.complaints()).isEmpty();
        }
        assertThat(Files.size(html)).isLessThan(MOST);
    }
}
