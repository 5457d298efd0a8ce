package io.scoot.acq;

import io.scoot.gp.GaussianProcess;
import io.scoot.gp.StandardNormal;

/** ln PI(x) = ln Φ(z), z = (μ(x) + ξ − f⁺)/σ(x) (Eq. 7 of the paper). */
public final class LogProbabilityOfImprovement extends SurrogateAcquisition {

    private final double target;

    /**
     * PI over an incumbent.
     *
     * @param incumbent f⁺, in the surrogate's latent units
     * @param xi ξ
     */
    public LogProbabilityOfImprovement(GaussianProcess surrogate, double incumbent, double xi) {
        super(surrogate);
        this.target = incumbent - xi;
    }

    @Override
    double score(double mean, double deviation) {
        return StandardNormal.logCumulative((mean - target) / deviation);
    }

    @Override
    double slopeOfMean(double mean, double deviation) {
        double z = (mean - target) / deviation;
        return Math.exp(StandardNormal.logDensity(z) - StandardNormal.logCumulative(z)) / deviation;
    }

    @Override
    double slopeOfDeviation(double mean, double deviation) {
        return -(mean - target) / deviation * slopeOfMean(mean, deviation);
    }
}
