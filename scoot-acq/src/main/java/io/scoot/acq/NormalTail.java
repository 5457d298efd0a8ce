package io.scoot.acq;

import io.scoot.gp.StandardNormal;
import org.apache.commons.numbers.gamma.Erfcx;

/** What acquisition functions need of the {@link StandardNormal} beyond itself: its expected improvement. */
public final class NormalTail {

    private static final double SQRT2 = Math.sqrt(2.0);
    private static final double SQRT_HALF_PI = Math.sqrt(Math.PI / 2.0);
    private static final double SERIES = -50.0;

    private NormalTail() {}

    /** h(z) = φ(z) + z Φ(z): the expected improvement of a standard normal. */
    public static double improvement(double z) {
        return z > -1.0 ? StandardNormal.density(z) + z * StandardNormal.cumulative(z) : Math.exp(logImprovement(z));
    }

    /**
     * ln h(z) in three branches (Ament et al. 2023, Eq. 9, with a series for the last): by the definition above −1; by
     * h = φ (1 − |z| √(π/2) erfcx(|z|/√2)) down to −50; by h = φ z⁻² (1 − 3z⁻² + 15z⁻⁴ − 105z⁻⁶) below.
     */
    public static double logImprovement(double z) {
        if (z > -1.0) {
            return Math.log(StandardNormal.density(z) + z * StandardNormal.cumulative(z));
        }
        if (z > SERIES) {
            return StandardNormal.logDensity(z) + Math.log1p(z * SQRT_HALF_PI * Erfcx.value(-z / SQRT2));
        }
        double w = 1.0 / (z * z);
        return StandardNormal.logDensity(z) + Math.log(w) + Math.log1p(w * (-3.0 + w * (15.0 - 105.0 * w)));
    }
}
