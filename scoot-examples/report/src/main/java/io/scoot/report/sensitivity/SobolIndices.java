package io.scoot.report.sensitivity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Which share of a function's variance each input is to blame for, where all are uniform on the unit cube and independent: first-order
 * indices by Saltelli et al. (2010), table 2 (b), total ones by Jansen (1999), table 2 (f) there, both on Sobol points.
 *
 * @param variance of the function; 0 where it is constant, and all indices are 0 then
 * @param indices one per input
 */
public record SobolIndices(double variance, List<Index> indices) {

    private static final int RESAMPLES = 100;
    private static final double TAIL = 0.025;

    /** Copies the list. */
    public SobolIndices {
        indices = List.copyOf(indices);
    }

    /**
     * One input's share of the variance; sampling may push an estimate a little out of [0, 1].
     *
     * @param first by itself
     * @param firstLow lower end of its 95 % interval, from resampling the points: the error of sampling, not the function's
     * @param firstHigh upper end
     * @param total with all its interactions
     * @param totalLow lower end of its interval
     * @param totalHigh upper end
     */
    public record Index(
            double first, double firstLow, double firstHigh, double total, double totalLow, double totalHigh) {}

    /**
     * Estimates the indices of {@code function}, which gets n points of d coordinates in [0, 1) and gives n finite values; it is
     * called d + 2 times.
     *
     * @param dimensions d, at least 1 and at most 500
     * @param samples n, at least 2; a power of two is best
     * @throws IllegalArgumentException if one of them is out of its range, or a value is not finite
     */
    public static SobolIndices of(int dimensions, int samples, Function<double[][], double[]> function) {
        if (dimensions < 1 || dimensions > 500) {
            throw new IllegalArgumentException("dimensions " + dimensions + " must be in 1 … 500");
        }
        if (samples < 2) {
            throw new IllegalArgumentException("samples " + samples + " must be at least 2");
        }
        double[][] a = new double[samples][];
        double[][] b = new double[samples][];
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(2 * dimensions);
        sequence.skipTo(1); // the origin comes first, a corner that says little
        for (int i = 0; i < samples; i++) {
            double[] point = sequence.nextVector();
            a[i] = Arrays.copyOf(point, dimensions);
            b[i] = Arrays.copyOfRange(point, dimensions, 2 * dimensions);
        }
        double[] ofA = values(function, a);
        double[] ofB = values(function, b);
        List<double[]> mixed = new ArrayList<>();
        for (int j = 0; j < dimensions; j++) {
            double[][] points = new double[samples][];
            for (int i = 0; i < samples; i++) {
                points[i] = a[i].clone();
                points[i][j] = b[i][j];
            }
            mixed.add(values(function, points));
        }
        return new Estimator(ofA, ofB).indices(mixed);
    }

    private static double[] values(Function<double[][], double[]> function, double[][] points) {
        double[] values = function.apply(points);
        if (values.length != points.length) {
            throw new IllegalArgumentException(values.length + " values for " + points.length + " points");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value of the function is " + value + "; it must be finite");
            }
        }
        return values;
    }

    /** What is known of the two independent samples. */
    private static final class Estimator {

        private final double[] a;
        private final double[] b;
        private final int[][] resamples;
        private final double mean;
        private final double variance;
        private final boolean constant;

        Estimator(double[] a, double[] b) {
            mean = Arrays.stream(a).average().orElseThrow() / 2.0
                    + Arrays.stream(b).average().orElseThrow() / 2.0;
            this.a = Arrays.stream(a).map(value -> value - mean).toArray();
            this.b = Arrays.stream(b).map(value -> value - mean).toArray();
            int[] all = new int[a.length];
            Arrays.setAll(all, i -> i);
            variance = variance(all);
            constant = variance <= 1e-24 * mean * mean || variance == 0.0;
            SplittableRandom random = new SplittableRandom(0L);
            resamples = new int[RESAMPLES + 1][];
            resamples[0] = all;
            for (int r = 1; r <= RESAMPLES; r++) {
                resamples[r] = random.ints(a.length, 0, a.length).toArray();
            }
        }

        SobolIndices indices(List<double[]> mixed) {
            return constant
                    ? new SobolIndices(
                            0.0,
                            mixed.stream()
                                    .map(values -> new Index(0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
                                    .toList())
                    : new SobolIndices(variance, mixed.stream().map(this::index).toList());
        }

        private Index index(double[] mixed) {
            double[] first = new double[resamples.length];
            double[] total = new double[resamples.length];
            for (int r = 0; r < resamples.length; r++) {
                double product = 0.0;
                double square = 0.0;
                for (int i : resamples[r]) {
                    double change = mixed[i] - mean - a[i];
                    product += b[i] * change;
                    square += change * change;
                }
                double v = r == 0 ? variance : variance(resamples[r]);
                first[r] = v > 0.0 ? product / a.length / v : 0.0;
                total[r] = v > 0.0 ? square / (2.0 * a.length) / v : 0.0;
            }
            return new Index(first[0], low(first), high(first), total[0], low(total), high(total));
        }

        private double variance(int[] rows) {
            double sum = 0.0;
            double squares = 0.0;
            for (int i : rows) {
                sum += a[i] + b[i];
                squares += a[i] * a[i] + b[i] * b[i];
            }
            double centre = sum / (2.0 * rows.length);
            return Math.max(0.0, squares / (2.0 * rows.length) - centre * centre);
        }

        private static double low(double[] estimates) {
            return quantile(estimates, TAIL);
        }

        private static double high(double[] estimates) {
            return quantile(estimates, 1.0 - TAIL);
        }

        private static double quantile(double[] estimates, double p) {
            double[] sorted = Arrays.copyOfRange(estimates, 1, estimates.length);
            Arrays.sort(sorted);
            return sorted[(int) Math.round(p * (sorted.length - 1))];
        }
    }
}
