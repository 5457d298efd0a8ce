package io.scoot.benchmarks.quality;

import io.scoot.Outcome;
import io.scoot.internal.random.Streams;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Measurements that differ from run to run: each metric times a log-normal factor of its own. */
final class Noise {

    private Noise() {}

    /** What is measured in trial {@code number} of a study where the truth is {@code outcome}. */
    static Outcome disturbed(Outcome outcome, double deviation, long seed, int number) {
        if (deviation == 0.0 || !(outcome instanceof Outcome.Measured measured)) {
            return outcome;
        }
        SplittableRandom random = new SplittableRandom(Streams.seed(seed, "noise", number));
        Map<String, Double> metrics = new LinkedHashMap<>();
        new TreeMap<>(measured.metrics())
                .forEach((name, value) -> metrics.put(name, value * Math.exp(deviation * random.nextGaussian())));
        return Outcome.measured(metrics);
    }
}
