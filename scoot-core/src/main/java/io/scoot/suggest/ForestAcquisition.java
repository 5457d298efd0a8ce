package io.scoot.suggest;

import io.scoot.acq.Acquisition;
import io.scoot.acq.BoxDecomposition;
import io.scoot.acq.ExpectedHypervolume;
import io.scoot.constraints.RandomForest;
import java.util.Arrays;
import java.util.List;

/**
 * What a point is worth to vanilla Bayesian optimisation, whose surrogates are random forests: the mean of the trees and their
 * spread as deviation, in UCB for one objective and in EHVI for several. Piecewise constant, so its gradient is 0.
 */
final class ForestAcquisition implements Acquisition {

    private static final double LEAST_DEVIATION = 1e-9;

    private final List<RandomForest> forests;
    private final Score score;

    private ForestAcquisition(List<RandomForest> forests, Score score) {
        this.forests = List.copyOf(forests);
        this.score = score;
    }

    /** Of the m means and m deviations of a point. */
    private interface Score {
        double of(double[] mean, double[] deviation);
    }

    static ForestAcquisition upperConfidenceBound(RandomForest forest, double beta) {
        return new ForestAcquisition(List.of(forest), (mean, deviation) -> mean[0] + beta * deviation[0]);
    }

    static ForestAcquisition hypervolumeImprovement(List<RandomForest> forests, double[][] front, double[] reference) {
        return new ForestAcquisition(forests, new ExpectedHypervolume(BoxDecomposition.of(front, reference))::logValue);
    }

    @Override
    public void values(double[][] points, double[] values) {
        int m = forests.size();
        double[][] means = new double[m][points.length];
        double[][] variances = new double[m][points.length];
        for (int j = 0; j < m; j++) {
            forests.get(j).predict(points, means[j], variances[j]);
        }
        double[] mean = new double[m];
        double[] deviation = new double[m];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < m; j++) {
                mean[j] = means[j][i];
                deviation[j] = Math.max(LEAST_DEVIATION, Math.sqrt(variances[j][i]));
            }
            values[i] = score.of(mean, deviation);
        }
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        Arrays.fill(gradient, 0.0);
        return value(point);
    }
}
