package io.scoot.gp;

import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * A strictly increasing transform of one variable that can bring it nearer to a Gaussian: the identity, Box-Cox's or
 * Yeo-Johnson's power (Yeo and Johnson 2000).
 *
 * @param family which
 * @param lambda its exponent; 1 is the identity but for a shift, 0 the logarithm
 */
public record PowerTransform(Family family, double lambda) {

    /** Transforms by the sign of what they take. */
    public enum Family {
        /** Any number. */
        IDENTITY,
        /** Positive numbers: (xλ − 1)/λ. */
        BOX_COX,
        /** Any number: Box-Cox of x + 1 for x ≥ 0, of 1 − x with 2 − λ and the sign turned for negative x. */
        YEO_JOHNSON
    }

    /** λ is sought in [−5, 7]. */
    private static final double[] LAMBDAS = {-5.0, 7.0};

    static final PowerTransform IDENTITY = new PowerTransform(Family.IDENTITY, 1.0);

    /** The value at x; NaN where Box-Cox is given x ≤ 0. */
    public double apply(double x) {
        return switch (family) {
            case IDENTITY -> x;
            case BOX_COX -> power(Math.log(x), lambda);
            case YEO_JOHNSON -> x >= 0 ? power(Math.log1p(x), lambda) : -power(Math.log1p(-x), 2.0 - lambda);
        };
    }

    /** The x of a value; the nearest possible where the value is outside the transform's range. */
    public double invert(double value) {
        return switch (family) {
            case IDENTITY -> value;
            case BOX_COX -> Math.exp(root(value, lambda));
            case YEO_JOHNSON -> value >= 0 ? Math.expm1(root(value, lambda)) : -Math.expm1(root(-value, 2.0 - lambda));
        };
    }

    /** ln of the derivative at x. */
    public double logDerivative(double x) {
        return switch (family) {
            case IDENTITY -> 0.0;
            case BOX_COX -> (lambda - 1.0) * Math.log(x);
            case YEO_JOHNSON -> (lambda - 1.0) * Math.signum(x) * Math.log1p(Math.abs(x));
        };
    }

    /** The log likelihood of λ for a sample that the transform makes Gaussian, its mean and variance profiled out. */
    public double logLikelihood(double[] sample) {
        double mean = 0.0;
        double jacobian = 0.0;
        double[] transformed = new double[sample.length];
        for (int i = 0; i < sample.length; i++) {
            transformed[i] = apply(sample[i]);
            mean += transformed[i] / sample.length;
            jacobian += logDerivative(sample[i]);
        }
        double variance = 0.0;
        for (double value : transformed) {
            variance += (value - mean) * (value - mean) / sample.length;
        }
        return -0.5 * sample.length * Math.log(variance) + jacobian;
    }

    /** The transform of a family whose λ in [−5, 7] has the largest likelihood for {@code sample}. */
    public static PowerTransform maximumLikelihood(Family family, double[] sample) {
        double lambda = new BrentOptimizer(1e-8, 1e-10)
                .optimize(
                        new MaxEval(200),
                        GoalType.MAXIMIZE,
                        new SearchInterval(LAMBDAS[0], LAMBDAS[1], 0.5),
                        new UnivariateObjectiveFunction(l -> {
                            double value = new PowerTransform(family, l).logLikelihood(sample);
                            return Double.isFinite(value) ? value : -Double.MAX_VALUE;
                        }))
                .getPoint();
        return new PowerTransform(family, lambda);
    }

    /** (e^{λt} − 1)/λ, and t for λ = 0. */
    private static double power(double t, double lambda) {
        return Math.abs(lambda) < 1e-12 ? t : Math.expm1(lambda * t) / lambda;
    }

    /** The t of a power; near the end of the range where there is none. */
    private static double root(double value, double lambda) {
        if (Math.abs(lambda) < 1e-12) {
            return value;
        }
        return Math.log1p(Math.max(lambda * value, -1.0 + 1e-12)) / lambda;
    }
}
