package io.scoot.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 64 threads ask, tell, tell twice, fail, and read the result of one study: nothing is lost, doubled or stuck. */
class ConcurrencyTest {

    private static final int THREADS = 64;
    private static final int TRIALS = 300;
    private static final long SECONDS = Faults.FULL ? 60 : 2;
    private static final int CODES = 100_000;
    private static final SearchSpace SPACE =
            SearchSpace.builder().add(Parameter.integer("x", 0, CODES - 1)).build();

    @TempDir
    Path folder;

    @Test
    void manyThreadsShareOneStudy() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int studies = 0;
        int lost = 0;
        int duplicated = 0;
        int deadlocks = 0;
        do {
            Path file = folder.resolve("study-" + studies + ".jsonl");
            try (Scoot scoot = study(file)) {
                deadlocks += together(threads, scoot);
                Result result = scoot.result();
                Set<Configuration> distinct = new HashSet<>();
                result.observations().forEach(o -> distinct.add(o.configuration()));
                lost += TRIALS - distinct.size();
                duplicated += result.observations().size() - distinct.size();
                for (Observation o : result.observations()) {
                    lost += o.metric("loss") == o.configuration().getInt("x") ? 0 : 1;
                }
            }
            try (Scoot again = study(file)) {
                lost += TRIALS - again.result().observations().size();
            }
            Files.delete(file);
            studies++;
        } while (System.nanoTime() < end);
        threads.shutdownNow();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("test", "concurrency");
        figures.put("runs", studies);
        figures.put("threads", THREADS);
        figures.put("seconds", SECONDS);
        figures.put("lost", lost);
        figures.put("duplicated", duplicated);
        figures.put("deadlocks", deadlocks);
        Faults.report(figures);
        assertThat(List.of(lost, duplicated, deadlocks)).containsOnly(0);
    }

    private static Scoot study(Path journal) {
        return new Scoot.Builder()
                .space(SPACE)
                .objectives(Objective.minimize("loss"))
                .suggester(ConcurrencyTest::suggest)
                .budget(TRIALS)
                .confirmations(0)
                .retries(1_000)
                .journal(journal)
                .build();
    }

    private static List<Configuration> suggest(History history, int count) {
        Set<Configuration> taken = history.taken();
        List<Configuration> next = new ArrayList<>();
        for (int x = taken.size() * 17 % CODES; next.size() < count; x = (x + 1) % CODES) {
            Configuration configuration = history.space().configuration(Map.of("x", x));
            if (taken.add(configuration)) {
                next.add(configuration);
            }
        }
        return next;
    }

    /** How many threads got stuck. */
    private static int together(ExecutorService threads, Scoot scoot) throws InterruptedException, ExecutionException {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(() -> work(scoot)));
        }
        int stuck = 0;
        for (Future<?> each : all) {
            try {
                each.get(60, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                stuck++;
            }
        }
        return stuck;
    }

    private static void work(Scoot scoot) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!scoot.done()) {
            for (Trial trial : scoot.ask(1 + random.nextInt(3))) {
                if (random.nextInt(20) == 0) {
                    scoot.tell(trial, Outcome.failed("node lost"));
                    continue;
                }
                Outcome outcome = Outcome.measured(
                        Map.of("loss", (double) trial.configuration().getInt("x")));
                scoot.tell(trial, outcome);
                if (random.nextInt(10) == 0) {
                    try {
                        scoot.tell(trial, Outcome.measured(Map.of("loss", -1.0)));
                        throw new AssertionError("a second outcome was taken");
                    } catch (IllegalArgumentException e) {
                        assertThat(e).hasMessageContaining("told before");
                    }
                }
            }
            scoot.result();
        }
    }
}
