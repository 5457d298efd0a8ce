package io.scoot.gp;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a fit maximises: the log marginal likelihood of z, with the constant mean profiled out by generalised least squares,
 * plus the log priors (up to a constant), over the log-parameters θ = (ln ℓ per dimension, ln σ_f², ln τ², then ln a and ln b
 * per warped dimension). Holds workspaces; for one thread.
 */
final class FitProblem {

    private static final double LOG_TWO_PI = Math.log(2.0 * Math.PI);
    private static final double[] LENGTHSCALE_BOUNDS = {Math.log(0.01), Math.log(100.0)};
    private static final double[] SIGNAL_BOUNDS = {Math.log(1e-3), Math.log(1e3)};
    private static final double[] NOISE_BOUNDS = {Math.log(1e-6), Math.log(1.0)};
    private static final double[] WARP_BOUNDS = {Math.log(0.2), Math.log(5.0)};

    private static final double LOGARITHMIC_A = -Math.log(3.0);

    private final Features features;
    private final double[] x; // n × p, unwarped
    private final double[] z; // n
    private final int n;
    private final int p;
    private final int d;
    private final boolean map;
    private final boolean profiledMean;
    private final int[] warped; // dimensions
    private final double[] scaled; // n × p
    private final double[] decay; // n × n: exp(−√3 r), upper triangle
    private final Factor factor;

    FitProblem(Features features, double[] x, double[] z, boolean map, boolean profiledMean, boolean warping) {
        this.features = features;
        this.x = x;
        this.z = z;
        this.n = z.length;
        this.p = features.columns();
        this.d = features.dimensions().size();
        this.map = map;
        this.profiledMean = profiledMean;
        this.warped = warping ? IntStream.range(0, d).filter(features::warpable).toArray() : new int[0];
        this.scaled = new double[x.length];
        this.decay = new double[n * n];
        this.factor = new Factor(n);
    }

    int parameters() {
        return d + 2 + 2 * warped.length;
    }

    double[] lower() {
        return bounds(0);
    }

    double[] upper() {
        return bounds(1);
    }

    /** The prior's mode: where every search starts. */
    double[] mode() {
        double[] theta = new double[parameters()];
        Arrays.fill(theta, 0, d, Priors.lengthscaleMean(d));
        theta[d + 1] = Priors.NOISE_MEAN;
        return theta;
    }

    /**
     * The prior's mode, but with every warp like a logarithm over two decades: x^⅓. A function that varies near one end of a
     * wide range only is beyond the reach of a climb from the identity.
     */
    double[] logarithmicMode() {
        double[] theta = mode();
        for (int i = d + 2; i < theta.length; i += 2) {
            theta[i] = LOGARITHMIC_A;
        }
        return theta;
    }

    /** A draw from the priors, within the bounds. */
    double[] draw(SplittableRandom random) {
        double[] theta = mode();
        for (int i = 0; i < theta.length; i++) {
            double sd = i < d ? Priors.LENGTHSCALE_SD : i >= d + 2 ? Priors.WARP_SD : 1.0;
            double sum = -6.0; // Irwin–Hall: near enough to a Gaussian for a starting point
            for (int k = 0; k < 12; k++) {
                sum += random.nextDouble();
            }
            theta[i] += sd * sum;
        }
        return clamp(theta);
    }

    /** θ of another problem on the same dimensions, its warp exponents dropped or set to 1. */
    double[] adopt(double[] other) {
        return Arrays.copyOf(Arrays.copyOf(other, d + 2), parameters());
    }

    Hyperparameters hyperparameters(double[] theta) {
        return hyperparameters(theta, evaluate(theta) ? factor.mean() : 0.0);
    }

    /**
     * The value at θ and its gradient.
     *
     * @return −∞ where the covariance is not positive definite
     */
    double valueAndGradient(double[] theta, double[] gradient) {
        if (!evaluate(theta)) {
            Arrays.fill(gradient, 0.0);
            return Double.NEGATIVE_INFINITY;
        }
        likelihoodGradient(theta, gradient);
        return likelihood() + priors(theta, gradient);
    }

    /** The value at θ alone; −∞ where the covariance is not positive definite. */
    double value(double[] theta) {
        return evaluate(theta) ? likelihood() + priors(theta, new double[theta.length]) : Double.NEGATIVE_INFINITY;
    }

    /** The log marginal likelihood at θ, without priors; −∞ where the covariance is not positive definite. */
    double logMarginalLikelihood(double[] theta) {
        return evaluate(theta) ? likelihood() : Double.NEGATIVE_INFINITY;
    }

    /**
     * Leave-one-out log predictive density of other targets under the same θ (Rasmussen and Williams, Eqs. 5.10–5.12): one
     * factorisation serves all of {@code targets}. −∞ where it fails.
     */
    double[] leaveOneOut(double[] theta, double[][] targets) {
        double[] densities = new double[targets.length];
        if (!evaluate(theta)) {
            Arrays.fill(densities, Double.NEGATIVE_INFINITY);
            return densities;
        }
        double[] inverse = factor.inverse();
        for (int t = 0; t < targets.length; t++) {
            double[] alpha = factor.solveCentred(targets[t], profiledMean);
            double sum = 0.0;
            for (int i = 0; i < n; i++) {
                double precision = inverse[i * n + i];
                sum += 0.5 * (Math.log(precision) - LOG_TWO_PI - alpha[i] * alpha[i] / precision);
            }
            densities[t] = sum;
        }
        return densities;
    }

    private double likelihood() {
        double fit = 0.0;
        double[] alpha = factor.alpha();
        for (int i = 0; i < n; i++) {
            fit += (z[i] - factor.mean()) * alpha[i];
        }
        return -0.5 * (fit + factor.logDeterminant() + n * LOG_TWO_PI);
    }

    private boolean evaluate(double[] theta) {
        Hyperparameters h = hyperparameters(theta, 0.0);
        features.scale(x, h, scaled, n);
        double[] k = factor.matrix();
        double signal = h.signalVariance();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double squared = 0.0;
                for (int c = 0; c < p; c++) {
                    double difference = scaled[i * p + c] - scaled[j * p + c];
                    squared += difference * difference;
                }
                double r = Matern32.scaled(squared);
                double e = Math.exp(-r);
                decay[i * n + j] = e;
                double value = signal * Matern32.correlation(r, e);
                k[i * n + j] = value;
                k[j * n + i] = value;
            }
            k[i * n + i] = signal + h.noiseVariance();
        }
        return factor.decompose(z, profiledMean);
    }

    /** ½ tr((ααᵀ − K⁻¹) ∂K/∂θ); the profiled mean adds nothing (envelope theorem). */
    private void likelihoodGradient(double[] theta, double[] gradient) {
        Arrays.fill(gradient, 0.0);
        double[] alpha = factor.alpha();
        double[] inverse = factor.inverse();
        double signal = Math.exp(theta[d]);
        double[] columns = new double[p];
        double[] warpSlope = warped.length > 0 ? new double[n * p] : new double[0];
        double signalSum = 0.0;
        double trace = 0.0;
        for (int i = 0; i < n; i++) {
            double diagonal = alpha[i] * alpha[i] - inverse[i * n + i];
            trace += diagonal;
            signalSum += 0.5 * diagonal * signal;
            for (int j = i + 1; j < n; j++) {
                double g = alpha[i] * alpha[j] - inverse[i * n + j];
                double e = decay[i * n + j];
                double weight = 3.0 * signal * e * g;
                signalSum += e > 0.0 ? g * signal * e * (1.0 - Math.log(e)) : 0.0; // √3 r = −ln e
                for (int c = 0; c < p; c++) {
                    double difference = scaled[i * p + c] - scaled[j * p + c];
                    columns[c] += weight * difference * difference;
                }
                if (warped.length > 0) {
                    for (int c = 0; c < p; c++) {
                        double slope = weight * (scaled[i * p + c] - scaled[j * p + c]);
                        warpSlope[i * p + c] -= slope;
                        warpSlope[j * p + c] += slope;
                    }
                }
            }
        }
        for (int c = 0; c < p; c++) {
            gradient[features.owner(c)] += columns[c];
        }
        gradient[d] = signalSum;
        gradient[d + 1] = 0.5 * Math.exp(theta[d + 1]) * trace;
        for (int w = 0; w < warped.length; w++) {
            warpGradient(theta, w, warpSlope, gradient);
        }
    }

    private void warpGradient(double[] theta, int w, double[] slope, double[] gradient) {
        int dimension = warped[w];
        int column = features.numericColumn(dimension);
        double a = Math.exp(theta[d + 2 + 2 * w]);
        double b = Math.exp(theta[d + 3 + 2 * w]);
        double perLengthscale = Math.exp(-theta[dimension]);
        double sumA = 0.0;
        double sumB = 0.0;
        for (int i = 0; i < n; i++) {
            double s = slope[i * p + column] * perLengthscale;
            sumA += s * Kumaraswamy.derivativeA(x[i * p + column], a, b);
            sumB += s * Kumaraswamy.derivativeB(x[i * p + column], a, b);
        }
        gradient[d + 2 + 2 * w] = a * sumA;
        gradient[d + 3 + 2 * w] = b * sumB;
    }

    private double priors(double[] theta, double[] gradient) {
        if (!map) {
            return 0.0;
        }
        double sum = 0.0;
        for (int i = 0; i < theta.length; i++) {
            double mean = i < d ? Priors.lengthscaleMean(d) : i == d + 1 ? Priors.NOISE_MEAN : 0.0;
            double sd = i < d
                    ? Priors.LENGTHSCALE_SD
                    : i == d ? Priors.SIGNAL_SD : i == d + 1 ? Priors.NOISE_SD : Priors.WARP_SD;
            double standard = (theta[i] - mean) / sd;
            sum -= 0.5 * standard * standard;
            gradient[i] -= standard / sd;
        }
        return sum;
    }

    private Hyperparameters hyperparameters(double[] theta, double mean) {
        double[] lengthscales = new double[d];
        for (int i = 0; i < d; i++) {
            lengthscales[i] = Math.exp(theta[i]);
        }
        double[] a = new double[d];
        double[] b = new double[d];
        Arrays.fill(a, 1.0);
        Arrays.fill(b, 1.0);
        for (int w = 0; w < warped.length; w++) {
            a[warped[w]] = Math.exp(theta[d + 2 + 2 * w]);
            b[warped[w]] = Math.exp(theta[d + 3 + 2 * w]);
        }
        return new Hyperparameters(lengthscales, Math.exp(theta[d]), Math.exp(theta[d + 1]), a, b, mean);
    }

    private double[] bounds(int side) {
        double[] bounds = new double[parameters()];
        Arrays.fill(bounds, WARP_BOUNDS[side]);
        Arrays.fill(bounds, 0, d, LENGTHSCALE_BOUNDS[side]);
        bounds[d] = SIGNAL_BOUNDS[side];
        bounds[d + 1] = NOISE_BOUNDS[side];
        return bounds;
    }

    private double[] clamp(double[] theta) {
        double[] lower = lower();
        double[] upper = upper();
        for (int i = 0; i < theta.length; i++) {
            theta[i] = Math.max(lower[i], Math.min(upper[i], theta[i]));
        }
        return theta;
    }
}
