package io.scoot.acq;

import io.scoot.gp.GaussianProcess;
import io.scoot.gp.Predictor;

/** An acquisition that is a function of one surrogate's mean and deviation. */
abstract sealed class SurrogateAcquisition implements Acquisition
        permits LogExpectedImprovement, LogProbabilityOfImprovement, UpperConfidenceBound {

    /** Below it a deviation counts as this: nothing is known better. */
    static final double LEAST_DEVIATION = 1e-9;

    private final GaussianProcess surrogate;
    private final Predictor predictor;
    private double[] variance = new double[0];

    SurrogateAcquisition(GaussianProcess surrogate) {
        this.surrogate = surrogate;
        this.predictor = surrogate.predictor();
    }

    /** The value at mean μ and deviation σ. */
    abstract double score(double mean, double deviation);

    /** ∂value/∂μ. */
    abstract double slopeOfMean(double mean, double deviation);

    /** ∂value/∂σ. */
    abstract double slopeOfDeviation(double mean, double deviation);

    @Override
    public void values(double[][] points, double[] values) {
        if (variance.length < points.length) {
            variance = new double[points.length];
        }
        surrogate.predict(points, values, variance);
        for (int i = 0; i < points.length; i++) {
            values[i] = score(values[i], Math.max(LEAST_DEVIATION, Math.sqrt(variance[i])));
        }
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        predictor.at(point);
        double[] dVariance = new double[gradient.length];
        predictor.gradient(gradient, dVariance);
        double mean = predictor.mean();
        double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(predictor.variance()));
        double byMean = slopeOfMean(mean, deviation);
        double byVariance = slopeOfDeviation(mean, deviation) / (2.0 * deviation);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = byMean * gradient[i] + byVariance * dVariance[i];
        }
        return score(mean, deviation);
    }
}
