package io.scoot.acq;

import io.scoot.gp.GaussianProcess;
import io.scoot.gp.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The logarithm of the exact expected hypervolume improvement of independent surrogates (Eq. 9 of the paper):
 * EHVI(x) = Σ over boxes of Πⱼ [ψⱼ(l) − ψⱼ(u)], ψⱼ(a) = E[(Yⱼ − a)₊] = σⱼ h((μⱼ − a)/σⱼ). The bounds take few distinct values, so ψ is
 * tabulated once per point. Where the sum underflows it is taken of logarithms.
 */
public final class LogEhvi implements Acquisition {

    private static final double UNDERFLOW = 1e-250;
    private static final double FLOOR = -1e12; // of a value that not even logarithms hold

    private final List<GaussianProcess> surrogates;
    private final Predictor[] predictors; // m
    private final int m;
    private final int boxes;
    private final double[][] thresholds; // m × distinct bounds, ascending, +∞ last
    private final int[] lower; // boxes × m: index into thresholds
    private final int[] upper; // boxes × m
    private final double[][] psi; // m × distinct bounds
    private final double[] mean; // m
    private final double[] deviation; // m

    /**
     * EHVI over a decomposed front.
     *
     * @param surrogates m of them
     * @param decomposition of the front in their latent units
     */
    public LogEhvi(List<GaussianProcess> surrogates, BoxDecomposition decomposition) {
        this.surrogates = List.copyOf(surrogates);
        this.m = surrogates.size();
        if (decomposition.objectives() != m) {
            throw new IllegalArgumentException(
                    m + " surrogates for boxes of " + decomposition.objectives() + " objectives");
        }
        this.predictors = surrogates.stream().map(GaussianProcess::predictor).toArray(Predictor[]::new);
        this.boxes = decomposition.size();
        this.thresholds = new double[m][];
        this.lower = new int[boxes * m];
        this.upper = new int[boxes * m];
        this.psi = new double[m][];
        this.mean = new double[m];
        this.deviation = new double[m];
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

    @Override
    public void values(double[][] points, double[] values) {
        double[][] means = new double[m][points.length];
        double[][] variances = new double[m][points.length];
        for (int j = 0; j < m; j++) {
            surrogates.get(j).predict(points, means[j], variances[j]);
        }
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < m; j++) {
                mean[j] = means[j][i];
                deviation[j] = Math.max(SurrogateAcquisition.LEAST_DEVIATION, Math.sqrt(variances[j][i]));
            }
            values[i] = logValue();
        }
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        int d = gradient.length;
        double[][] dMean = new double[m][d];
        double[][] dVariance = new double[m][d];
        for (int j = 0; j < m; j++) {
            predictors[j].at(point);
            predictors[j].gradient(dMean[j], dVariance[j]);
            mean[j] = predictors[j].mean();
            deviation[j] = Math.max(SurrogateAcquisition.LEAST_DEVIATION, Math.sqrt(predictors[j].variance()));
        }
        double value = logValue();
        double[] byMean = new double[m];
        double[] byDeviation = new double[m];
        slopes(value, byMean, byDeviation);
        for (int i = 0; i < d; i++) {
            gradient[i] = 0.0;
            for (int j = 0; j < m; j++) {
                gradient[i] += byMean[j] * dMean[j][i] + byDeviation[j] * dVariance[j][i] / (2.0 * deviation[j]);
            }
        }
        return value;
    }

    /** The logarithm of EHVI for given means and deviations; for tests against references. */
    double logValue(double[] means, double[] deviations) {
        System.arraycopy(means, 0, mean, 0, m);
        for (int j = 0; j < m; j++) {
            deviation[j] = Math.max(SurrogateAcquisition.LEAST_DEVIATION, deviations[j]);
        }
        return logValue();
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

    /** ∂ln EHVI/∂μⱼ and ∂σⱼ: each box's product of the others, times the difference of Φ or φ at its ends. */
    private void slopes(double value, double[] byMean, double[] byDeviation) {
        for (int b = 0; b < boxes; b++) {
            for (int j = 0; j < m; j++) {
                double weight = logProductFast(b, j) - value;
                double low = (mean[j] - thresholds[j][lower[b * m + j]]) / deviation[j];
                byMean[j] += Math.exp(weight + NormalTail.logCumulative(low));
                byDeviation[j] += Math.exp(weight + NormalTail.logDensity(low));
                double threshold = thresholds[j][upper[b * m + j]];
                if (threshold < Double.POSITIVE_INFINITY) {
                    double high = (mean[j] - threshold) / deviation[j];
                    byMean[j] -= Math.exp(weight + NormalTail.logCumulative(high));
                    byDeviation[j] -= Math.exp(weight + NormalTail.logDensity(high));
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
