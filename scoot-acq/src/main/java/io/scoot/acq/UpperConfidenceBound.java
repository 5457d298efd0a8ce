package io.scoot.acq;

import io.scoot.gp.GaussianProcess;

/** UCB(x) = μ(x) + β σ(x) (Eq. 6 of the paper). */
public final class UpperConfidenceBound extends SurrogateAcquisition {

    private final double beta;

    /** UCB with the factor {@code beta} of the deviation. */
    public UpperConfidenceBound(GaussianProcess surrogate, double beta) {
        super(surrogate);
        this.beta = beta;
    }

    /**
     * β_t = 2 ln(t²π²/(6δ)) with δ = 1/t² (the paper's section 4.5.1). Eq. 6 multiplies σ by it; GP-UCB (Srinivas et al.
     * 2010), where it comes from, by its root.
     *
     * @param t iteration, 1, 2, …
     */
    public static double schedule(int t) {
        double square = (double) t * t;
        return 2.0 * Math.log(square * square * Math.PI * Math.PI / 6.0);
    }

    @Override
    double score(double mean, double deviation) {
        return mean + beta * deviation;
    }

    @Override
    double slopeOfMean(double mean, double deviation) {
        return 1.0;
    }

    @Override
    double slopeOfDeviation(double mean, double deviation) {
        return beta;
    }
}
