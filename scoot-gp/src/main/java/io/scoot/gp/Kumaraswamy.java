package io.scoot.gp;

/**
 * The input warping w(x) = 1 − (1 − xᵃ)ᵇ of [0, 1] onto itself, the distribution function of Kumaraswamy's distribution
 * (Snoek et al. 2014; HEBO), and its derivatives. a = b = 1 is the identity.
 */
public final class Kumaraswamy {

    private Kumaraswamy() {}

    /** w(x), for x in [0, 1] and a, b > 0. */
    public static double warp(double x, double a, double b) {
        if (x <= 0.0) {
            return 0.0;
        }
        if (x >= 1.0) {
            return 1.0;
        }
        return a == 1.0 && b == 1.0 ? x : -Math.expm1(b * logOneMinusPower(x, a));
    }

    /** ∂w/∂x = a b xᵃ⁻¹ (1 − xᵃ)ᵇ⁻¹; may be infinite at 0 and 1. */
    public static double derivativeX(double x, double a, double b) {
        return a * b * Math.pow(x, a - 1.0) * Math.pow(-Math.expm1(a * Math.log(x)), b - 1.0);
    }

    /** ∂w/∂a = b (1 − xᵃ)ᵇ⁻¹ xᵃ ln x; 0 at 0 and 1. */
    public static double derivativeA(double x, double a, double b) {
        if (x <= 0.0 || x >= 1.0) {
            return 0.0;
        }
        double log = Math.log(x);
        return b * Math.exp((b - 1.0) * logOneMinusPower(x, a) + a * log) * log;
    }

    /** ∂w/∂b = −(1 − xᵃ)ᵇ ln(1 − xᵃ); 0 at 0 and 1. */
    public static double derivativeB(double x, double a, double b) {
        if (x <= 0.0 || x >= 1.0) {
            return 0.0;
        }
        double log = logOneMinusPower(x, a);
        return -Math.exp(b * log) * log;
    }

    /** ln(1 − xᵃ) for x in (0, 1), without cancellation at either end. */
    private static double logOneMinusPower(double x, double a) {
        double t = a * Math.log(x);
        return t < -0.6931471805599453 ? Math.log1p(-Math.exp(t)) : Math.log(-Math.expm1(t));
    }
}
