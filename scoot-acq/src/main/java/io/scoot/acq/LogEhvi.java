package io.scoot.acq;

import io.scoot.gp.GaussianProcess;
import io.scoot.gp.Predictor;
import java.util.List;

/** The logarithm of the {@link ExpectedHypervolume} improvement under independent surrogates. */
public final class LogEhvi implements Acquisition {

    private final List<GaussianProcess> surrogates;
    private final Predictor[] predictors; // m
    private final ExpectedHypervolume improvement;
    private final int m;
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
        this.improvement = new ExpectedHypervolume(decomposition);
        this.mean = new double[m];
        this.deviation = new double[m];
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
            values[i] = improvement.logValue(mean, deviation);
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
        double value = improvement.logValue(mean, deviation);
        double[] byMean = new double[m];
        double[] byDeviation = new double[m];
        improvement.slopes(value, byMean, byDeviation);
        for (int i = 0; i < d; i++) {
            gradient[i] = 0.0;
            for (int j = 0; j < m; j++) {
                gradient[i] += byMean[j] * dMean[j][i] + byDeviation[j] * dVariance[j][i] / (2.0 * deviation[j]);
            }
        }
        return value;
    }
}
