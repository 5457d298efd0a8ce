package io.scoot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scoot.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FollowTest {

    private static final Duration EVERY = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @Test
    void thePageGrowsWithTheJournal() throws Exception {
        Path journal = folder.resolve("study.jsonl");
        Path html = folder.resolve("study.html");
        List<Integer> seen = new ArrayList<>();
        Report.of(journal).follow(html, EVERY, () -> {
            try {
                if (Files.exists(html)) {
                    String page = Files.readString(html);
                    assertThat(page).contains("<meta http-equiv=\"refresh\" content=\"1\">");
                    seen.add(PageFigures.of(page).get("trials").size());
                }
                // begun after the first look, gone on with later
                int observations = seen.isEmpty() ? 2 : 3;
                Studies.recorded(Studies.one().budget(observations).confirmations(0), journal);
                return seen.contains(3);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(seen).startsWith(2).endsWith(3);
        assertThat(Files.readString(html)).doesNotContain("http-equiv=\"refresh\"");
    }

    @Test
    void anInterruptEndsItWithAFinalPage() throws Exception {
        Path journal = folder.resolve("study.jsonl");
        Path html = folder.resolve("study.html");
        Studies.recorded(Studies.one().budget(2).confirmations(0), journal);
        Thread follower = new Thread(() -> Report.of(journal).follow(html, EVERY, () -> false));
        follower.start();
        while (!Files.exists(html)) {
            Thread.sleep(20);
        }
        follower.interrupt();
        follower.join();
        assertThat(Files.readString(html)).doesNotContain("http-equiv=\"refresh\"");
    }

    @Test
    void onlyAJournalIsFollowed() {
        Result result = Studies.one().budget(1).confirmations(0).run();
        assertThatThrownBy(() -> Report.of(result).follow(folder.resolve("x.html"), EVERY, () -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("journal");
        assertThatThrownBy(() -> Report.of(folder.resolve("x"))
                        .follow(folder.resolve("x.html"), Duration.ofMillis(10), () -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0.01S");
    }
}
