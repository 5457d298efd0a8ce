package io.scoot.acq;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/** The standard normal distribution and what acquisition functions need of it, accurate far into the lower tail. */
public final class NormalTail {

    private static final double SQRT2 = Math.sqrt(2.0);
    private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2.0 * Math.PI);
    private static final double SQRT_HALF_PI = Math.sqrt(Math.PI / 2.0);
    private static final double SERIES = -50.0;

    private NormalTail() {}

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

    /** h(z) = φ(z) + z Φ(z): the expected improvement of a standard normal. */
    public static double improvement(double z) {
        return z > -1.0 ? density(z) + z * cumulative(z) : Math.exp(logImprovement(z));
    }

    /**
     * ln h(z) in three branches (Ament et al. 2023, Eq. 9, with a series for the last): by the definition above −1; by
     * h = φ (1 − |z| √(π/2) erfcx(|z|/√2)) down to −50; by h = φ z⁻² (1 − 3z⁻² + 15z⁻⁴ − 105z⁻⁶) below.
     */
    public static double logImprovement(double z) {
        if (z > -1.0) {
            return Math.log(density(z) + z * cumulative(z));
        }
        if (z > SERIES) {
            return logDensity(z) + Math.log1p(z * SQRT_HALF_PI * Erfcx.value(-z / SQRT2));
        }
        double w = 1.0 / (z * z);
        return logDensity(z) + Math.log(w) + Math.log1p(w * (-3.0 + w * (15.0 - 105.0 * w)));
    }
}
