package io.scoot.acq;

import io.scoot.gp.StandardNormal;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * The logarithm of the exact expected hypervolume improvement for independent normal outcomes (Eq. 9 of the paper):
 * EHVI = Σ over boxes of Πⱼ [ψⱼ(l) − ψⱼ(u)], ψⱼ(a) = E[(Yⱼ − a)₊] = σⱼ h((μⱼ − a)/σⱼ). Where the outcomes are transformed metrics it
 * may be measured in the metrics' own units: ψⱼ(a) is then the sum over the pieces of an {@link OutcomeScale} from a on, each times its
 * slope. The bounds take few distinct values, so ψ is tabulated once per call. Where the sum underflows it is taken of logarithms.
 * Owns workspaces; for one thread.
 */
public final class ExpectedHypervolume {

    private static final double UNDERFLOW = 1e-250;
    private static final double FLOOR = -1e12; // of a value that not even logarithms hold

    private final int m;
    private final int boxes;
    private final OutcomeScale[] scales; // m
    private final int[] lower; // boxes × m: index into the nodes of a scale
    private final int[] upper; // boxes × m
    private final double[][] psi; // m × nodes
    private final double[][] logPsi; // m × nodes
    private boolean logarithmic; // whether logPsi is of the mean and deviation of last time
    private double[] mean; // m
    private double[] deviation; // m

    /** EHVI over a decomposed front of m objectives, in the units of the front. */
    public ExpectedHypervolume(BoxDecomposition decomposition) {
        this(decomposition, List.of());
    }

    /**
     * EHVI over a decomposed front of m objectives.
     *
     * @param metrics m increasing functions from the units of the front, and of the normal outcomes, to those in which the
     *     hypervolume is measured; empty: the same
     */
    public ExpectedHypervolume(BoxDecomposition decomposition, List<DoubleUnaryOperator> metrics) {
        this.m = decomposition.objectives();
        this.boxes = decomposition.size();
        this.scales = new OutcomeScale[m];
        this.lower = new int[boxes * m];
        this.upper = new int[boxes * m];
        this.psi = new double[m][];
        this.logPsi = new double[m][];
        this.mean = new double[0];
        this.deviation = mean;
        for (int j = 0; j < m; j++) {
            TreeSet<Double> distinct = new TreeSet<>();
            for (int b = 0; b < boxes; b++) {
                distinct.add(decomposition.lower(b, j));
                distinct.add(decomposition.upper(b, j));
            }
            double[] bounds = distinct.stream().mapToDouble(bound -> bound).toArray();
            scales[j] = metrics.isEmpty() ? OutcomeScale.latent(bounds) : OutcomeScale.of(bounds, metrics.get(j));
            double[] nodes = scales[j].nodes();
            psi[j] = new double[nodes.length];
            logPsi[j] = new double[nodes.length];
            for (int b = 0; b < boxes; b++) {
                lower[b * m + j] = Arrays.binarySearch(nodes, decomposition.lower(b, j));
                upper[b * m + j] = Arrays.binarySearch(nodes, decomposition.upper(b, j));
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
        logarithmic = false;
        for (int j = 0; j < m; j++) {
            double[] slopes = scales[j].slopes();
            double above = 0.0; // E[(Y − a)₊] at the node above, at first +∞
            for (int t = slopes.length - 1; t >= 0; t--) {
                double here = deviation[j] * NormalTail.improvement(standard(j, t));
                psi[j][t] = psi[j][t + 1] + slopes[t] * (here - above);
                above = here;
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

    /** Number of objectives. */
    int objectives() {
        return m;
    }

    /** How many deviations the mean of objective {@code j} lies above node {@code t}. */
    private double standard(int j, int t) {
        return (mean[j] - scales[j].nodes()[t]) / deviation[j];
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
        if (!logarithmic) {
            tabulateLogarithms();
        }
        double sum = 0.0;
        for (int j = 0; j < m; j++) {
            if (j != without) {
                sum += logDifference(logPsi[j][lower[b * m + j]], logPsi[j][upper[b * m + j]]);
            }
        }
        return sum;
    }

    private void tabulateLogarithms() {
        for (int j = 0; j < m; j++) {
            double[] slopes = scales[j].slopes();
            logPsi[j][slopes.length] = Double.NEGATIVE_INFINITY;
            double above = Double.NEGATIVE_INFINITY;
            for (int t = slopes.length - 1; t >= 0; t--) {
                double here = Math.log(deviation[j]) + NormalTail.logImprovement(standard(j, t));
                logPsi[j][t] = logSum(logPsi[j][t + 1], Math.log(slopes[t]) + logDifference(here, above));
                above = here;
            }
        }
        logarithmic = true;
    }

    /** ln(eᵃ + eᵇ). */
    private static double logSum(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }

    /** ln(eᵃ − eᵇ), a ≥ b. */
    private static double logDifference(double a, double b) {
        return a + Math.log1p(-Math.exp(Math.min(0.0, b - a)));
    }

    /**
     * ∂ln EHVI/∂μⱼ and ∂σⱼ where {@code value} was computed last: each box's product of the others, times the differences of Φ or φ at
     * the ends of its pieces.
     */
    void slopes(double value, double[] byMean, double[] byDeviation) {
        for (int j = 0; j < m; j++) {
            double[] slopes = scales[j].slopes();
            double[] logCumulative = new double[slopes.length + 1];
            double[] logDensity = new double[slopes.length + 1];
            logCumulative[slopes.length] = Double.NEGATIVE_INFINITY;
            logDensity[slopes.length] = Double.NEGATIVE_INFINITY;
            for (int t = 0; t < slopes.length; t++) {
                logCumulative[t] = StandardNormal.logCumulative(standard(j, t));
                logDensity[t] = StandardNormal.logDensity(standard(j, t));
            }
            for (int b = 0; b < boxes; b++) {
                double weight = logProductFast(b, j) - value;
                for (int t = lower[b * m + j]; t < upper[b * m + j]; t++) {
                    byMean[j] +=
                            slopes[t] * (Math.exp(weight + logCumulative[t]) - Math.exp(weight + logCumulative[t + 1]));
                    byDeviation[j] +=
                            slopes[t] * (Math.exp(weight + logDensity[t]) - Math.exp(weight + logDensity[t + 1]));
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
