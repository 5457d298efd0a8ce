package io.scoot.benchmarks.simulator;

import io.scoot.load.Arrivals;
import io.scoot.load.trace.Lengths;
import io.scoot.load.trace.RequestShapes;
import io.scoot.simulator.v1.Accelerator;
import io.scoot.simulator.v1.EngineFailure;
import io.scoot.simulator.v1.EngineOptions;
import io.scoot.simulator.v1.EngineV1;
import io.scoot.simulator.v1.Measures;
import io.scoot.simulator.v1.ModelShape;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What Scoot's load generator measured on vLLM 0.26.0 with Llama-3.1-8B (weights made up, bfloat16) on one H100 of 80 GB, 2026-11-27,
 * beside the simulation of the same requests at the same times. Nothing was calibrated on these rows.
 */
public final class MeasuredHere {

    private static final int MAX_MODEL_LENGTH = 8192;
    private static final long ARRIVALS = -7359335510117026164L; // as the study drew them
    private static final long CACHE_TOKENS = 462_944; // as the engine's log has it, at 0.92 of the memory

    private MeasuredHere() {}

    /** Prints the table and its errors. */
    public static void main(String[] arguments) throws EngineFailure {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        EngineOptions unset = options(8192, 0, 16, 0.92);
        List<MeasuredRow> rows = List.of(
                constant(unset, 512, 128, 5.0, 45.8, 7.33),
                constant(unset, 512, 128, 40.0, 171.2, 26.14),
                constant(unset, 2000, 100, 12.0, 71.8, 14.71),
                constant(unset, 128, 512, 16.0, 37.2, 8.23),
                varied("default", unset, 153.9, 25.7),
                varied("start-up trial", options(16384, 4096, 64, 0.94), 160.0, 26.9));
        MeasuredRow.print("load", rows, out);
        long cache = engine(unset).cacheTokens();
        out.printf(Locale.ROOT, "KV cache: %,d tokens, measured %,d%n", cache, CACHE_TOKENS);
    }

    private static EngineOptions options(int tokens, int threshold, int block, double memory) {
        return new EngineOptions(1, 1024, tokens, threshold, block, memory, true, true, 512, 2.0);
    }

    private static EngineV1 engine(EngineOptions options) throws EngineFailure {
        return new EngineV1(ModelShape.LLAMA31_8B, Accelerator.H100, options, MAX_MODEL_LENGTH);
    }

    /** Six seconds of equal gaps. */
    private static MeasuredRow constant(
            EngineOptions options, int input, int output, double rate, double ttft, double tpot) throws EngineFailure {
        double[] arrivals = Arrivals.fixed().times(rate, 6.0, 0L);
        List<Lengths> lengths = Collections.nCopies(arrivals.length, new Lengths(input, output));
        String name = String.format(Locale.ROOT, "%d + %d tokens, %.0f/s", input, output, rate);
        return new MeasuredRow(name, ttft, tpot, Measures.at(engine(options), arrivals, lengths));
    }

    /** Ten seconds of a Poisson process; lengths of the same distribution as those measured. */
    private static MeasuredRow varied(String what, EngineOptions options, double ttft, double tpot)
            throws EngineFailure {
        double[] arrivals = Arrivals.poisson().times(22.0, 10.0, ARRIVALS);
        List<Lengths> lengths = RequestShapes.logNormal(1024, 128, 0.5, arrivals.length, 1L);
        String name = "1024 + 128, varied, 22/s, " + what;
        return new MeasuredRow(name, ttft, tpot, Measures.at(engine(options), arrivals, lengths));
    }
}
