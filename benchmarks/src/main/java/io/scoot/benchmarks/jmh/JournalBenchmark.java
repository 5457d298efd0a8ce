package io.scoot.benchmarks.jmh;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Trial;
import io.scoot.internal.records.RecordedStudy;
import io.scoot.internal.study.StudyEvent;
import io.scoot.internal.study.StudyPlan;
import io.scoot.journal.Journal;
import io.scoot.suggest.ScootSuggester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A journal's cost: two records of a trial, forced to the disk, and opening one of 10,000 records. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class JournalBenchmark {

    private static final int RECORDS = 10_000;

    /** Where the file is; a folder in memory shows what is left without the disk's own time. */
    @Param({""})
    String folder = "";

    private StudyPlan plan = plan(Histories.of(1, 1, Histories.PAPER));
    private Path file = Path.of("");
    private Path large = Path.of("");
    private StudyEvent asked = new StudyEvent.Closed(Instant.EPOCH);
    private StudyEvent told = asked;
    private @Nullable RecordedStudy journal;

    private static StudyPlan plan(History history) {
        return new StudyPlan(
                history.space(),
                history.objectives(),
                List.of(),
                ScootSuggester.defaults(),
                1L,
                Optional.empty(),
                false,
                Map.of(),
                List.of(),
                List.of(),
                new StudyPlan.Limits(RECORDS, 0, false, 0, true, 0.01, Optional.empty()));
    }

    /** Writes the large journal. */
    @Setup
    public void prepare() throws IOException {
        Path in = folder.isEmpty()
                ? Files.createTempDirectory("journal")
                : Files.createTempDirectory(Path.of(folder), "journal");
        file = in.resolve("small.jsonl");
        large = in.resolve("large.jsonl");
        Configuration configuration = plan.space().defaults().orElseThrow();
        Trial trial = new Trial(0, 0, configuration, Phase.SUGGESTED, 1L, 1);
        Outcome outcome = Outcome.measured(Map.of("metric0", 123.456)).withCost(600.0);
        asked = new StudyEvent.Asked(List.of(trial), Instant.now());
        told = new StudyEvent.Told(new Observation(trial, outcome, Instant.now(), Duration.ofMinutes(5)));
        try (RecordedStudy whole = open(large)) {
            for (int i = 0; i < RECORDS / 2; i++) {
                whole.append(asked);
                whole.append(told);
            }
        }
        journal = open(file);
    }

    /** Closes the journal and removes the files. */
    @TearDown
    public void remove() throws IOException {
        journal().close();
        Files.delete(file);
        Files.delete(large);
    }

    /** Both records of a trial. */
    @Benchmark
    public void recordTrial() {
        RecordedStudy opened = journal();
        opened.append(asked);
        opened.append(told);
    }

    private RecordedStudy open(Path journal) {
        return RecordedStudy.open(Journal.open(journal), plan);
    }

    private RecordedStudy journal() {
        return Objects.requireNonNull(journal);
    }

    /** Opens 10,000 records. */
    @Benchmark
    public int open() {
        try (RecordedStudy whole = open(large)) {
            return whole.events().size();
        }
    }
}
