package io.scoot.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.internal.study.StudyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed study goes on where it was: by SIGKILL at random moments, and as if killed at every byte that could matter. */
class KillTest {

    private static final int KILLS = Faults.FULL ? 200 : 3;

    @TempDir
    Path folder;

    private int runs;
    private int lost;
    private int different;
    private final AtomicInteger duplicated = new AtomicInteger();

    @Test
    void nothingIsLostWheneverTheProcessIsKilled() throws Exception {
        Path whole = folder.resolve("whole.jsonl");
        List<String> uninterrupted = Faults.essence(Faults.study(whole).run());
        assertThat(uninterrupted).isEqualTo(Faults.essence(Faults.study().run()));
        byte[] journal = Files.readAllBytes(whole);
        int records = 0;
        for (int end = 1; end < journal.length; end++) {
            if (journal[end - 1] == '\n' && (records++ % 3 == 0 || Faults.FULL)) {
                resumed(Arrays.copyOf(journal, end), uninterrupted); // between two records
                if (Faults.FULL || end % 5 == 0) {
                    resumed(Arrays.copyOf(journal, end - 1), uninterrupted); // within the last one
                    resumed(Arrays.copyOf(journal, Math.min(end + 40, journal.length)), uninterrupted);
                }
            }
        }
        long started = System.nanoTime();
        killed(Long.MAX_VALUE, uninterrupted);
        long took = System.nanoTime() - started;
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < KILLS; i++) {
            killed(random.nextLong(took / 10, took), uninterrupted);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("test", "kill");
        figures.put("runs", runs);
        figures.put("sigkills", KILLS);
        figures.put("lost", lost);
        figures.put("duplicated", duplicated.get());
        figures.put("different", different);
        Faults.report(figures);
        assertThat(List.of(lost, duplicated.get(), different)).containsOnly(0);
    }

    private void killed(long nanos, List<String> uninterrupted) throws IOException, InterruptedException {
        Path journal = folder.resolve("killed-" + runs + ".jsonl");
        Path told = folder.resolve("told");
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        KilledStudy.class.getName(),
                        journal.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(told.toFile())
                .start();
        boolean ended = process.waitFor(nanos, TimeUnit.NANOSECONDS);
        process.destroyForcibly().waitFor();
        Set<Integer> acknowledged = new HashSet<>();
        String output = Files.readString(told);
        output.substring(0, output.lastIndexOf('\n') + 1)
                .lines()
                .forEach(line -> acknowledged.add(Integer.parseInt(line)));
        if (ended) {
            assertThat(process.exitValue()).isZero();
            assertThat(acknowledged).hasSize(uninterrupted.size());
        }
        Set<Integer> recorded = Files.exists(journal) ? recorded(journal) : Set.of();
        acknowledged.removeAll(recorded);
        lost += acknowledged.size();
        finish(journal, recorded, uninterrupted);
    }

    private void resumed(byte[] beginning, List<String> uninterrupted) throws IOException {
        Path journal = Files.write(folder.resolve("cut-" + runs + ".jsonl"), beginning);
        finish(journal, recorded(journal), uninterrupted);
    }

    private static Set<Integer> recorded(Path journal) {
        Set<Integer> numbers = new HashSet<>();
        for (StudyEvent event : Faults.events(journal)) {
            if (event instanceof StudyEvent.Told told && !(told.observation().outcome() instanceof Outcome.Failed)) {
                assertThat(numbers.add(told.observation().trial().number())).isTrue();
            }
        }
        return numbers;
    }

    private void finish(Path journal, Set<Integer> recorded, List<String> uninterrupted) throws IOException {
        Result result = Faults.study(journal)
                .evaluator(trial -> {
                    duplicated.addAndGet(recorded.contains(trial.number()) ? 1 : 0);
                    return Faults.evaluate(trial);
                })
                .run();
        different += Faults.different(uninterrupted, Faults.essence(result));
        runs++;
        Files.delete(journal);
    }
}
