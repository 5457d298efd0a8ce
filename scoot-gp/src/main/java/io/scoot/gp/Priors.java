package io.scoot.gp;

/**
 * Gaussian priors of the log-parameters, for y standardised and x in the unit cube: ln ℓ ~ N(ln(0.5 √d), 1), ln σ_f² ~ N(0, 1),
 * ln τ² ~ N(−7, 1), ln a and ln b ~ N(0, 0.75). Measured to beat the literature's wider and longer ones at 30 observations.
 */
public final class Priors {

    static final double LENGTHSCALE_SD = 1.0;
    static final double SIGNAL_SD = 1.0;
    static final double NOISE_MEAN = -7.0;
    static final double NOISE_SD = 1.0;
    static final double WARP_SD = 0.75;

    private Priors() {}

    /** The prior mean of ln ℓ for d dimensions. */
    static double lengthscaleMean(int dimensions) {
        return Math.log(0.5 * Math.sqrt(Math.max(1, dimensions)));
    }
}
