package io.scoot.cluster;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Trial;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The study that these tests break: four parameters of all kinds, some of whose configurations crash. */
public final class SmallStudy {

    /** What it tunes. */
    public static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.integer("seqs", 1, 4096).log())
            .add(Parameter.real("delay", 0.0, 2.0))
            .add(Parameter.bool("prefix-caching"))
            .add(Parameter.choice("backend", "FLASH", "XFORMERS"))
            .defaults(Map.of("seqs", 64, "delay", 0.5, "prefix-caching", false, "backend", "XFORMERS"))
            .build();

    /** Observations that it makes. */
    public static final int BUDGET = 10;

    /** Trials at a time. */
    public static final int PARALLELISM = 3;

    private SmallStudy() {}

    /** The study without a log. */
    public static Scoot.Builder builder() {
        return builder(5);
    }

    /** The same with another seed. */
    public static Scoot.Builder builder(long seed) {
        return new Scoot.Builder()
                .space(SPACE)
                .objectives(Objective.minimize("ttft_ms"))
                .evaluator(SmallStudy::evaluate)
                .budget(BUDGET)
                .confirmations(1)
                .parallelism(PARALLELISM)
                .retries(1_000)
                .seed(seed);
    }

    /** A formula instead of an engine. */
    public static Outcome evaluate(Trial trial) {
        Configuration c = trial.configuration();
        if (c.getInt("seqs") > 2000 && c.getBoolean("prefix-caching")) {
            return Outcome.crashed("out of memory");
        }
        double seqs = Math.log(c.getInt("seqs") / 500.0);
        double ttft =
                100.0 + 10.0 * seqs * seqs + 30.0 * c.getDouble("delay") + (c.getBoolean("prefix-caching") ? 0 : 20);
        return Outcome.measured(Map.of("ttft_ms", ttft)).withCost(2.0);
    }

    /** What must be the same, whatever happened in between. */
    public static List<String> essence(Result result) {
        return Stream.concat(result.observations().stream(), result.confirmations().stream())
                .map(SmallStudy::essence)
                .toList();
    }

    private static String essence(Observation observation) {
        Trial trial = observation.trial();
        return trial.number() + " " + trial.batch() + " " + trial.phase() + " " + trial.configuration() + " "
                + trial.arrivalSeed() + " " + observation.outcome();
    }
}
