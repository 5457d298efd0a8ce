package io.scoot.cli;

import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import java.util.Map;

/**
 * Where to begin: the whole of what a host writes. Its evaluator would launch the engine with {@code trial.configuration()} and
 * stress-test it; this one returns the same two numbers whatever the configuration, so nothing can be tuned here.
 */
public final class GettingStarted {

    private GettingStarted() {}

    /** Tunes, and tells what was found. */
    public static Result tune() {
        SearchSpace space = SearchSpace.builder()
                .add(Parameter.ordinal("tensor-parallel", 1, 2, 4)) // ordered levels
                .add(Parameter.integer("max-num-seqs", 64, 8192)) // .log() for a log scale
                .add(Parameter.integer("max-num-batched-tokens", 64, 8192))
                .add(Parameter.ordinal("block-size", 8, 16, 32))
                .add(Parameter.real("scheduler-delay-factor", 0.0, 2.0))
                .add(Parameter.bool("enable-chunked-prefill"))
                .add(Parameter.choice("attention-backend", "FLASH", "XFORMERS")) // unordered
                .constraint(
                        "max-num-batched-tokens >= max-num-seqs",
                        c -> c.getInt("max-num-batched-tokens") >= c.getInt("max-num-seqs"))
                .defaults(Map.of( // the engine's default configuration: observed first, the reference
                        "tensor-parallel",
                        2,
                        "max-num-seqs",
                        256,
                        "max-num-batched-tokens",
                        4096,
                        "block-size",
                        16,
                        "scheduler-delay-factor",
                        0.0,
                        "enable-chunked-prefill",
                        false,
                        "attention-backend",
                        "FLASH"))
                .build();

        Result result = new Scoot.Builder()
                .space(space)
                .objectives(Objective.minimize("ttft_ms"), Objective.minimize("tpot_ms"))
                .evaluator(trial -> Outcome.measured(Map.of("ttft_ms", 210.0, "tpot_ms", 31.5)))
                .budget(30) // observations, measured or crashed, the default configuration included
                .parallelism(2) // configurations suggested, and evaluated, at a time
                .seed(42)
                .run();

        result.best().orElseThrow().configuration(); // best observed; several objectives: maximal hypervolume
        result.paretoFront(); // non-dominated feasible observations
        result.slos(); // worst case over the best one's runs, confirmations included, per metric
        return result;
    }
}
