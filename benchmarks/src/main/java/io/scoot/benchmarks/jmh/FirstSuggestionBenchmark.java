package io.scoot.benchmarks.jmh;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.cli.study.SuggesterKind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The first learned suggestion of a fresh virtual machine, classes and all, after ten observations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class FirstSuggestionBenchmark {

    private static final int OBSERVATIONS = 10;

    private History history = Histories.of(1, 1, Histories.PAPER);

    /** Prepares the history. */
    @Setup
    public void prepare() {
        history = Histories.of(OBSERVATIONS, 1, Histories.PAPER);
    }

    /** One suggestion. */
    @Benchmark
    public List<Configuration> suggest() {
        return SuggesterKind.SCOOT.create().suggest(history, 1);
    }
}
