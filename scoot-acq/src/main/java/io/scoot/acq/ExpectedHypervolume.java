package io.scoot.acq;

import io.scoot.gp.StandardNormal;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * The logarithm of the exact expected hypervolume improvement for independent normal outcomes (Eq. 9 of the paper):
 * EHVI = Σ over boxes of Πⱼ [ψⱼ(l) − ψⱼ(u)], ψⱼ(a) = E[(Yⱼ − a)₊] = σⱼ h((μⱼ − a)/σⱼ). The bounds take few distinct values, so ψ is
 * tabulated once per call. Where the sum underflows it is taken of logarithms. Owns workspaces; for one thread.
 */
public final class ExpectedHypervolume {

    private static final double UNDERFLOW = 1e-250;
    private static final double FLOOR = -1e12; // of a value that not even logarithms hold

    private final int m;
    private final int boxes;
    private final double[][] thresholds; // m × distinct bounds, ascending, +∞ last
    private final int[] lower; // boxes × m: index into thresholds
    private final int[] upper; // boxes × m
    private final double[][] psi; // m × distinct bounds
    private double[] mean; // m
    private double[] deviation; // m

    /** EHVI over a decomposed front of m objectives. */
    public ExpectedHypervolume(BoxDecomposition decomposition) {
        this.m = decomposition.objectives();
        this.boxes = decomposition.size();
        this.thresholds = new double[m][];
        this.lower = new int[boxes * m];
        this.upper = new int[boxes * m];
        this.psi = new double[m][];
        this.mean = new double[0];
        this.deviation = mean;
        for (int j = 0; j < m; j++) {
            TreeSet<Double> distinct = new TreeSet<>();
            for (int b = 0; b < boxes; b++) {
                distinct.add(decomposition.lower(b, j));
                distinct.add(decomposition.upper(b, j));
            }
            thresholds[j] = distinct.stream().mapToDouble(t -> t).toArray();
            psi[j] = new double[thresholds[j].length];
            for (int b = 0; b < boxes; b++) {
                lower[b * m + j] = Arrays.binarySearch(thresholds[j], decomposition.lower(b, j));
                upper[b * m + j] = Arrays.binarySearch(thresholds[j], decomposition.upper(b, j));
            }
        }
    }

    /**
     * The value.
     *
     * @param means m values
     * @param deviations m values, > 0
     */
    public double logValue(double[] means, double[] deviations) {
        mean = means;
        deviation = deviations;
        return logValue();
    }

    /** Number of objectives. */
    int objectives() {
        return m;
    }

    private double logValue() {
        for (int j = 0; j < m; j++) {
            for (int t = 0; t < psi[j].length; t++) {
                double threshold = thresholds[j][t];
                psi[j][t] = threshold == Double.POSITIVE_INFINITY
                        ? 0.0
                        : deviation[j] * NormalTail.improvement((mean[j] - threshold) / deviation[j]);
            }
        }
        double sum = 0.0;
        for (int b = 0; b < boxes; b++) {
            double product = 1.0;
            for (int j = 0; j < m; j++) {
                product *= psi[j][lower[b * m + j]] - psi[j][upper[b * m + j]];
            }
            sum += product;
        }
        return sum > UNDERFLOW ? Math.log(sum) : logSum();
    }

    private double logSum() {
        double[] logs = new double[boxes];
        double largest = Double.NEGATIVE_INFINITY;
        for (int b = 0; b < boxes; b++) {
            logs[b] = logProduct(b, -1);
            largest = Math.max(largest, logs[b]);
        }
        if (!(largest > FLOOR)) {
            return FLOOR;
        }
        double sum = 0.0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum);
    }

    /** ln of a box's product, objective {@code without} left out. */
    private double logProduct(int b, int without) {
        double sum = 0.0;
        for (int j = 0; j < m; j++) {
            if (j != without) {
                double low = logPsi(j, lower[b * m + j]);
                double high = logPsi(j, upper[b * m + j]);
                sum += low + Math.log1p(-Math.exp(Math.min(0.0, high - low)));
            }
        }
        return sum;
    }

    private double logPsi(int j, int t) {
        double threshold = thresholds[j][t];
        return threshold == Double.POSITIVE_INFINITY
                ? Double.NEGATIVE_INFINITY
                : Math.log(deviation[j]) + NormalTail.logImprovement((mean[j] - threshold) / deviation[j]);
    }

    /** ∂ln EHVI/∂μⱼ and ∂σⱼ where {@code value} was computed last: each box's product of the others, times the difference of Φ or φ at its ends. */
    void slopes(double value, double[] byMean, double[] byDeviation) {
        for (int b = 0; b < boxes; b++) {
            for (int j = 0; j < m; j++) {
                double weight = logProductFast(b, j) - value;
                double low = (mean[j] - thresholds[j][lower[b * m + j]]) / deviation[j];
                byMean[j] += Math.exp(weight + StandardNormal.logCumulative(low));
                byDeviation[j] += Math.exp(weight + StandardNormal.logDensity(low));
                double threshold = thresholds[j][upper[b * m + j]];
                if (threshold < Double.POSITIVE_INFINITY) {
                    double high = (mean[j] - threshold) / deviation[j];
                    byMean[j] -= Math.exp(weight + StandardNormal.logCumulative(high));
                    byDeviation[j] -= Math.exp(weight + StandardNormal.logDensity(high));
                }
            }
        }
    }

    private double logProductFast(int b, int without) {
        double product = 1.0;
        for (int j = 0; j < m; j++) {
            if (j != without) {
                product *= psi[j][lower[b * m + j]] - psi[j][upper[b * m + j]];
            }
        }
        return product > UNDERFLOW ? Math.log(product) : logProduct(b, without);
    }
}
