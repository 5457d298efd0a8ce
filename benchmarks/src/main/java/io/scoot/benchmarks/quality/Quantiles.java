package io.scoot.benchmarks.quality;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Order statistics of runs. */
final class Quantiles {

    private Quantiles() {}

    static double median(List<Run> runs, ToDoubleFunction<Run> value) {
        return of(runs.stream().map(value::applyAsDouble).toList(), 0.5);
    }

    /** The p-quantile, between neighbours linearly. */
    static double of(Collection<Double> values, double p) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
