package io.scoot.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.JournalException;
import io.scoot.internal.records.RecordedStudy;
import io.scoot.internal.study.StudyEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mutated journals are refused, or read as a beginning of what was recorded; never as anything else. */
class FuzzTest {

    private static final int RUNS = Faults.FULL ? 10_000 : 500;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void aMutatedJournalIsNeverReadAsSomethingElse() throws IOException {
        Path whole = folder.resolve("whole.jsonl");
        Faults.study(whole).run();
        byte[] journal = Files.readAllBytes(whole);
        List<StudyEvent> recorded = Faults.events(whole);
        Random random = new Random(3);
        int refused = 0;
        int crashes = 0;
        int wrong = 0;
        for (int i = 0; i < RUNS; i++) {
            Path mutated = Files.write(folder.resolve("mutated.jsonl"), mutate(journal, random));
            try (RecordedStudy opened = RecordedStudy.open(Journal.open(mutated), Faults.plan())) {
                List<StudyEvent> events = opened.events();
                boolean beginning =
                        events.size() <= recorded.size() && events.equals(recorded.subList(0, events.size()));
                wrong += beginning ? 0 : 1;
            } catch (JournalException e) {
                refused++;
                int valid = Journal.salvage(mutated, folder.resolve("fresh.jsonl"));
                wrong += valid <= recorded.size() + 1 ? 0 : 1;
                Files.delete(folder.resolve("fresh.jsonl"));
            } catch (RuntimeException e) {
                crashes++;
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("test", "fuzz");
        figures.put("runs", RUNS);
        figures.put("refused", refused);
        figures.put("crashes", crashes);
        figures.put("wrong", wrong);
        Faults.report(figures);
        assertThat(List.of(crashes, wrong)).containsOnly(0);
        assertThat(refused).isGreaterThan(RUNS / 3);
    }

    private static byte[] mutate(byte[] journal, Random random) throws IOException {
        int kind = random.nextInt(5);
        if (kind == 0) { // flipped bits
            byte[] mutated = journal.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return mutated;
        }
        if (kind == 1) {
            return Arrays.copyOf(journal, random.nextInt(journal.length));
        }
        List<byte[]> lines = lines(journal);
        int line = random.nextInt(lines.size());
        if (kind == 2) {
            lines.add(random.nextInt(lines.size() + 1), lines.get(line));
        } else if (kind == 3) {
            Collections.swap(lines, line, random.nextInt(lines.size()));
        } else {
            lines.remove(line);
        }
        ByteArrayOutputStream mutated = new ByteArrayOutputStream();
        for (byte[] each : lines) {
            mutated.write(each);
        }
        return mutated.toByteArray();
    }

    private static List<byte[]> lines(byte[] journal) {
        List<byte[]> lines = new ArrayList<>();
        for (String line : new String(journal, StandardCharsets.UTF_8).split("(?<=\n)", -1)) {
            if (!line.isEmpty()) {
                lines.add(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return lines;
    }
}
