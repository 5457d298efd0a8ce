package io.scoot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Runs of two configurations under the same arrival orders, in pairs: what arrival orders do to both cancels. Intervals are
 * Student's over the pairs' relative differences.
 */
final class PairedRuns {

    /** Of the intervals, over all objectives together. */
    private static final double CONFIDENCE = 0.95;

    private final List<Observation[]> pairs; // one, other

    private PairedRuns(List<Observation[]> pairs) {
        this.pairs = pairs;
    }

    /** The confirmations of {@code one} and {@code other} that both worked under one arrival order. */
    static PairedRuns of(List<Observation> confirmations, Configuration one, Configuration other) {
        Map<Long, Observation> ofOne = new HashMap<>();
        confirmations.stream()
                .filter(run -> run.feasible() && run.configuration().equals(one))
                .forEach(run -> ofOne.put(run.trial().arrivalSeed(), run));
        return new PairedRuns(confirmations.stream()
                .filter(run -> run.feasible() && run.configuration().equals(other))
                .filter(run -> ofOne.containsKey(run.trial().arrivalSeed()))
                .map(run -> new Observation[] {ofOne.get(run.trial().arrivalSeed()), run})
                .toList());
    }

    /** The gain in each objective, with intervals that all hold at once in 95 % of cases; none where {@link #gain} is empty. */
    List<Gain> gains(List<Objective> objectives) {
        return objectives.stream()
                .flatMap(objective -> gain(objective, confidence(objectives)).stream())
                .toList();
    }

    private static double confidence(List<Objective> objectives) {
        return 1.0 - (1.0 - CONFIDENCE) / Math.max(1, objectives.size());
    }

    /** The gain in an objective, with an interval of {@code confidence}; empty without a pair, or where a value of the one is 0. */
    private Optional<Gain> gain(Objective objective, double confidence) {
        double[] gains = pairs.stream()
                .mapToDouble(pair -> relative(objective, pair[0], pair[1]))
                .toArray();
        int n = gains.length;
        if (n == 0) {
            return Optional.empty();
        }
        double mean = 0.0;
        for (double gain : gains) {
            mean += gain / n;
        }
        if (!Double.isFinite(mean)) {
            return Optional.empty();
        }
        if (n == 1) {
            return Optional.of(
                    new Gain(objective.metric(), mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1));
        }
        double half = new TDistribution(n - 1).inverseCumulativeProbability(0.5 + confidence / 2.0)
                * deviation(gains, mean)
                / Math.sqrt(n);
        return Optional.of(new Gain(objective.metric(), mean, mean - half, mean + half, n));
    }

    /**
     * So many pairs more would probably decide of one of the objectives whether the gain is at least {@code tolerance}; 0 where one pair
     * tells nothing.
     */
    int missing(List<Objective> objectives, double tolerance) {
        return objectives.stream()
                .mapToInt(objective -> missing(objective, confidence(objectives), tolerance))
                .min()
                .orElse(0);
    }

    private int missing(Objective objective, double confidence, double tolerance) {
        double[] gains = pairs.stream()
                .mapToDouble(pair -> relative(objective, pair[0], pair[1]))
                .toArray();
        if (gains.length < 2) {
            return 0;
        }
        double mean = 0.0;
        for (double gain : gains) {
            mean += gain / gains.length;
        }
        double z = new NormalDistribution().inverseCumulativeProbability(0.5 + confidence / 2.0);
        double resolved = Math.max(Math.abs(mean), tolerance) / (z * Math.max(deviation(gains, mean), 1e-12));
        return (int) Math.min(10_000, Math.max(1, Math.ceil(1.0 / (resolved * resolved)) + 2 - gains.length));
    }

    private static double deviation(double[] gains, double mean) {
        double squares = 0.0;
        for (double gain : gains) {
            squares += (gain - mean) * (gain - mean);
        }
        return Math.sqrt(squares / (gains.length - 1));
    }

    private static double relative(Objective objective, Observation one, Observation other) {
        double before = objective.oriented(one.metric(objective.metric()));
        double after = objective.oriented(other.metric(objective.metric()));
        return (after - before) / Math.abs(before);
    }
}
