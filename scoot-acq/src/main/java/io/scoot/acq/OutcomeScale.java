package io.scoot.acq;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * What a latent outcome is in the units in which a hypervolume is measured: an increasing function, linear between nodes. Latent
 * units may be logarithms, in which a metric near 0 has room without end; in its own units it has none. Immutable.
 *
 * @param nodes n + 1 latent values, ascending, the last +∞
 * @param slopes n, each from a node to the next, > 0
 */
record OutcomeScale(double[] nodes, double[] slopes) {

    /** Below a threshold there are nodes after this, twice, four times … this, in latent units of about a standard deviation. */
    private static final double STEP = 0.5;

    private static final double FARTHEST = 64.0;

    /** So far above the largest finite threshold the function is followed, and goes on as it came. */
    private static final double[] BEYOND = {0.5, 1.0, 1.5, 2.0, 3.0, 4.0};

    /** Of the mean slope, at least: where the metric can rise no more, a little more is still better than nothing. */
    private static final double FLAT = 1e-6;

    /** The latent units themselves, with {@code thresholds}, ascending, the last +∞, for nodes. */
    static OutcomeScale latent(double[] thresholds) {
        double[] slopes = new double[thresholds.length - 1];
        Arrays.fill(slopes, 1.0);
        return new OutcomeScale(thresholds, slopes);
    }

    /**
     * The units of a metric, divided by their mean slope between the thresholds. Above them it is no steeper than just below the
     * largest: the inverse of a power may be infinite there, for no other reason than its formula.
     *
     * @param thresholds ascending, the last +∞; all are nodes, and others between and above them
     * @param metric increasing
     */
    static OutcomeScale of(double[] thresholds, DoubleUnaryOperator metric) {
        double first = thresholds[0];
        double top = thresholds[thresholds.length - 2];
        double steepest = slope(metric, top - STEP, top);
        double mean = first < top ? slope(metric, first, top) : steepest;
        if (!(mean > 0.0) || !Double.isFinite(mean)) {
            return latent(thresholds);
        }
        double[] nodes = nodes(thresholds, top);
        double[] slopes = new double[nodes.length - 1];
        for (int k = 0; k < slopes.length; k++) {
            boolean last = k == slopes.length - 1; // goes on as it came
            double slope = last ? slope(metric, nodes[k - 1], nodes[k]) : slope(metric, nodes[k], nodes[k + 1]);
            slopes[k] = Math.max(FLAT, (nodes[k] < top ? slope : Math.min(steepest, slope)) / mean);
        }
        return new OutcomeScale(nodes, slopes);
    }

    private static double slope(DoubleUnaryOperator metric, double from, double to) {
        return (metric.applyAsDouble(to) - metric.applyAsDouble(from)) / (to - from);
    }

    private static double[] nodes(double[] thresholds, double top) {
        TreeSet<Double> nodes = new TreeSet<>();
        double previous = Double.POSITIVE_INFINITY;
        for (double threshold : thresholds) {
            nodes.add(threshold);
            for (double below = STEP; below <= FARTHEST && previous < threshold - below; below *= 2.0) {
                nodes.add(threshold - below);
            }
            previous = threshold;
        }
        Arrays.stream(BEYOND).forEach(beyond -> nodes.add(top + beyond));
        return nodes.stream().mapToDouble(node -> node).toArray();
    }
}
