package io.scoot.constraints;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/** The standard normal distribution function Φ as a likelihood, right far in the tails. */
final class ProbitLikelihood {

    private static final double SQRT2 = Math.sqrt(2.0);
    private static final double SQRT_TWO_OVER_PI = Math.sqrt(2.0 / Math.PI);

    private ProbitLikelihood() {}

    /** Φ(z). */
    static double cumulative(double z) {
        return 0.5 * Erfc.value(-z / SQRT2);
    }

    /** ln Φ(z). */
    static double logCumulative(double z) {
        return z > -1.0 ? Math.log(cumulative(z)) : Math.log(0.5 * Erfcx.value(-z / SQRT2)) - 0.5 * z * z;
    }

    /** φ(z)/Φ(z), the derivative of ln Φ. */
    static double slope(double z) {
        return SQRT_TWO_OVER_PI / Erfcx.value(-z / SQRT2);
    }
}
