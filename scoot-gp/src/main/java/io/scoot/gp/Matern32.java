package io.scoot.gp;

/** The Matérn-3/2 correlation (1 + √3 r) e^{−√3 r} of two points at distance r in units of the lengthscales. */
public final class Matern32 {

    private static final double SQRT3 = Math.sqrt(3.0);

    private Matern32() {}

    /** √3 r of a squared distance r². */
    static double scaled(double squaredDistance) {
        return SQRT3 * Math.sqrt(squaredDistance);
    }

    /** The correlation at a squared distance. */
    public static double correlation(double squaredDistance) {
        double r = scaled(squaredDistance);
        return correlation(r, Math.exp(-r));
    }

    /** The correlation where √3 r and e^{−√3 r} are at hand, as for gradients: its derivative by r² is −3/2 e^{−√3 r}. */
    static double correlation(double scaled, double decay) {
        return (1.0 + scaled) * decay;
    }
}
