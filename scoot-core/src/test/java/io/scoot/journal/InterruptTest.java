package io.scoot.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.Trial;
import io.scoot.suggest.SobolSuggester;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt at an append records what was told, keeps the flag, and harms nobody else. */
@Timeout(120)
class InterruptTest {

    @TempDir
    Path folder;

    private Scoot.Builder study(Path file) {
        return Faults.study(file).suggester(new SobolSuggester()).budget(12);
    }

    @Test
    void anInterruptedWorkerBreaksNoOthers() {
        Path file = folder.resolve("asked.jsonl");
        Set<Integer> told = new HashSet<>();
        Set<Integer> lost = new HashSet<>();
        try (Scoot scoot = study(file).build()) {
            while (!scoot.done()) {
                Thread.currentThread().interrupt(); // at every append of an ask
                List<Trial> trials = scoot.ask(3);
                assertThat(Thread.interrupted()).isTrue();
                for (Trial trial : trials) {
                    Thread.currentThread().interrupt(); // and of a tell
                    scoot.tell(trial, Faults.evaluate(trial));
                    assertThat(Thread.interrupted()).isTrue();
                    told.add(trial.number());
                }
            }
        }
        try (Scoot again = study(file).build()) {
            assertThat(again.result().observations()).hasSize(12);
            assertThat(again.result().confirmations()).hasSize(6);
            lost.addAll(told);
            again.result().observations().forEach(o -> lost.remove(o.trial().number()));
            again.result().confirmations().forEach(o -> lost.remove(o.trial().number()));
        }
        report(told.size(), lost.size());
        assertThat(lost).isEmpty();
    }

    @Test
    void aRunThatIsInterruptedAnywhereReturnsWhatItObservedAndGoesOn() {
        List<String> uninterrupted = Faults.essence(
                Faults.study().suggester(new SobolSuggester()).budget(12).run());
        int records = 40;
        for (int at = 0; at < records; at += Faults.FULL ? 1 : 5) {
            Path file = folder.resolve("run-" + at + ".jsonl");
            AtomicInteger left = new AtomicInteger(at);
            Journal journal = Journal.open(file);
            Scoot.Builder interrupted =
                    Faults.study().suggester(new SobolSuggester()).budget(12).log(new Interrupting(journal, left));
            Result result = interrupted.run();
            boolean flag = Thread.interrupted();
            Result whole = study(file).run();
            assertThat(Faults.essence(whole)).isEqualTo(uninterrupted);
            if (left.get() < 0) {
                assertThat(flag).isTrue();
                assertThat(uninterrupted).containsAll(Faults.essence(result));
            }
        }
    }

    /** Interrupts the calling thread right before one of the appends. */
    private record Interrupting(Journal journal, AtomicInteger left) implements io.scoot.StudyLog {

        @Override
        public List<String> records() {
            return journal.records();
        }

        @Override
        public void append(String record) {
            if (left.getAndDecrement() == 0) {
                Thread.currentThread().interrupt();
            }
            journal.append(record);
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    private static void report(int told, int lost) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("test", "interrupt");
        figures.put("appends interrupted", told);
        figures.put("lost", lost);
        Faults.report(figures);
    }
}
