package io.scoot.gp;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/** The standard normal distribution, accurate far into the lower tail. */
public final class StandardNormal {

    private static final double SQRT2 = Math.sqrt(2.0);
    private static final double SQRT_TWO_OVER_PI = Math.sqrt(2.0 / Math.PI);
    private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2.0 * Math.PI);

    private StandardNormal() {}

    /** ln φ(z). */
    public static double logDensity(double z) {
        return -0.5 * z * z - LOG_SQRT_TWO_PI;
    }

    /** φ(z). */
    public static double density(double z) {
        return Math.exp(logDensity(z));
    }

    /** Φ(z). */
    public static double cumulative(double z) {
        return 0.5 * Erfc.value(-z / SQRT2);
    }

    /** ln Φ(z), finite for any finite z down to where −z²/2 overflows. */
    public static double logCumulative(double z) {
        if (z > 0.0) {
            return Math.log1p(-0.5 * Erfc.value(z / SQRT2));
        }
        if (z > -1.0) {
            return Math.log(cumulative(z));
        }
        return -0.5 * z * z + Math.log(0.5 * Erfcx.value(-z / SQRT2));
    }

    /** φ(z)/Φ(z), the derivative of ln Φ (the inverse Mills ratio of −z). */
    public static double logCumulativeSlope(double z) {
        return SQRT_TWO_OVER_PI / Erfcx.value(-z / SQRT2);
    }
}
