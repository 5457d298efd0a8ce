package io.scoot.benchmarks.jmh;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Suggester;
import io.scoot.cli.study.SuggesterKind;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** One suggestion: fits, feasibility model and search; nine dimensions are the paper's space. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
public class SuggestionBenchmark {

    /** Observations so far. */
    @Param({"10", "30", "100"})
    int n;

    /** Objectives. */
    @Param({"1", "2"})
    int objectives;

    /** Parameters of the space. */
    @Param({"9"})
    int dimensions;

    /** Suggestions of one ask. */
    @Param({"1"})
    int count;

    /** Who suggests. */
    @Param({"scoot", "paper"})
    String suggester = "scoot";

    private History history = Histories.of(1, 1, Histories.PAPER);
    private Suggester chosen = SuggesterKind.SCOOT.create();

    /** Prepares the history. */
    @Setup
    public void prepare() {
        history = Histories.of(n, objectives, dimensions);
        chosen = SuggesterKind.valueOf(suggester.toUpperCase(Locale.ROOT)).create();
    }

    /** One ask. */
    @Benchmark
    public List<Configuration> suggest() {
        return chosen.suggest(history, count);
    }
}
