package io.scoot.acq;

import io.scoot.gp.GaussianProcess;
import io.scoot.gp.StandardNormal;

/** ln EI(x) = ln σ(x) + ln h(z), z = (μ(x) + ξ − f⁺)/σ(x) (Eq. 8 of the paper; the logarithm as Ament et al. 2023). */
public final class LogExpectedImprovement extends SurrogateAcquisition {

    private final double target;

    /**
     * EI over an incumbent.
     *
     * @param incumbent f⁺, in the surrogate's latent units
     * @param xi ξ
     */
    public LogExpectedImprovement(GaussianProcess surrogate, double incumbent, double xi) {
        super(surrogate);
        this.target = incumbent - xi;
    }

    @Override
    double score(double mean, double deviation) {
        return Math.log(deviation) + NormalTail.logImprovement((mean - target) / deviation);
    }

    @Override
    double slopeOfMean(double mean, double deviation) {
        double z = (mean - target) / deviation;
        return Math.exp(StandardNormal.logCumulative(z) - NormalTail.logImprovement(z)) / deviation;
    }

    @Override
    double slopeOfDeviation(double mean, double deviation) {
        double z = (mean - target) / deviation;
        return Math.exp(StandardNormal.logDensity(z) - NormalTail.logImprovement(z)) / deviation;
    }
}
