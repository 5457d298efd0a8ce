package io.scoot.gp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Gaussian process with Matérn-3/2 covariance k(x, x') = σ_f² (1 + √3 r) e^{−√3 r}, r² = Σ (w(x)ᵢ − w(x')ᵢ)²/ℓᵢ², conditioned on
 * data: the paper's Eqs. (4) and (5). Numbers are in latent units (see {@link #transform()}); the variance is that of the
 * noise-free function. Immutable and thread-safe.
 *
 * <p>Points are snapped to their dimensions' values before the kernel sees them, so the posterior is constant within a cell; a
 * choice adds 1/ℓ² to r² where it differs (Hamming).
 */
public final class GaussianProcess {

    private static final double LOG_TWO_PI = Math.log(2.0 * Math.PI);
    private static final double[] JITTERS = {0.0, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2};
    private static final double NOTABLE_JITTER = 1e-6;

    private final Features features;
    private final Hyperparameters h;
    private final OutputTransform transform;
    private final double[] scaled; // n × p: warped, divided by the lengthscales
    private final double[] z; // n
    private final CholeskyFactor factor; // of K = k(X, X) + τ²I
    private final double[] alpha; // n: K⁻¹(z − m)
    private final String fallback;

    private GaussianProcess(
            Features features,
            Hyperparameters h,
            OutputTransform transform,
            double[] scaled,
            double[] z,
            CholeskyFactor factor,
            String fallback) {
        this.features = features;
        this.h = h;
        this.transform = transform;
        this.scaled = scaled;
        this.z = z;
        this.factor = factor;
        this.fallback = fallback;
        this.alpha =
                factor.solve(Arrays.stream(z).map(value -> value - h.mean()).toArray());
    }

    /**
     * Learns hyper-parameters, output transform and warping from data. Never fails for finite data: where there is nothing to
     * learn, the prior is what comes out, and {@link #fallback()} says why.
     *
     * @param dimensions d of them
     * @param x n × d
     * @param y n values to be maximised
     * @param seed of the random starts
     * @throws IllegalArgumentException if shapes differ or a number is not finite
     */
    public static GaussianProcess fit(
            List<Dimension> dimensions, double[][] x, double[] y, FitOptions options, long seed) {
        return draws(dimensions, x, y, options.withDraws(0), seed).get(0);
    }

    /**
     * The same, and after it processes under up to {@code options.draws()} draws of the hyper-parameters from their posterior, all
     * with one output transform and counting alike; where there is nothing to learn, the prior alone.
     */
    public static List<GaussianProcess> draws(
            List<Dimension> dimensions, double[][] x, double[] y, FitOptions options, long seed) {
        check(dimensions, x, y);
        Features features = new Features(dimensions);
        if (OutputScaling.constant(y)) {
            return List.of(Fit.prior(features, x, y, "fewer than two different values"));
        }
        return new Fit(features, x, y, options, seed).draws(options.draws());
    }

    /**
     * The posterior under given hyper-parameters.
     *
     * @param z n latent values
     * @throws IllegalArgumentException if shapes differ or a number is not finite
     */
    public static GaussianProcess of(List<Dimension> dimensions, double[][] x, double[] z, Hyperparameters h) {
        check(dimensions, x, z);
        if (h.lengthscales().length != dimensions.size()) {
            throw new IllegalArgumentException(
                    h.lengthscales().length + " lengthscales for " + dimensions.size() + " dimensions");
        }
        return fitted(new Features(dimensions), x, z.clone(), h, OutputTransform.none(), "");
    }

    static GaussianProcess fitted(
            Features features, double[][] x, double[] z, Hyperparameters h, OutputTransform transform, String reason) {
        int n = z.length;
        double[] scaled = new double[n * features.columns()];
        features.scale(features.of(x), h, scaled, n);
        double[] k = new double[n * n];
        for (double jitter : JITTERS) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    double value = kernel(features, h, scaled, i, scaled, j);
                    k[i * n + j] = value;
                    k[j * n + i] = value;
                }
                k[i * n + i] = h.signalVariance() * (1.0 + jitter) + h.noiseVariance();
            }
            Optional<CholeskyFactor> factor = CholeskyFactor.of(k, n);
            if (factor.isPresent()) {
                String why = jitter > NOTABLE_JITTER ? "jitter " + jitter + " was needed" : reason;
                return new GaussianProcess(features, h, transform, scaled, z, factor.get(), why);
            }
        }
        Hyperparameters noisy = new Hyperparameters(
                h.lengthscales(), h.signalVariance(), h.signalVariance(), h.warpA(), h.warpB(), h.mean());
        return fitted(features, x, z, noisy, transform, "no jitter sufficed; noise as large as the signal is assumed");
    }

    /** The dimensions of a point. */
    public List<Dimension> dimensions() {
        return features.dimensions();
    }

    /** n, the points conditioned on. */
    public int size() {
        return z.length;
    }

    /** What was learned or given. */
    public Hyperparameters hyperparameters() {
        return h;
    }

    /** From y to latent units and back. */
    public OutputTransform transform() {
        return transform;
    }

    /** Why the fit is not what it should be; empty if it is. */
    public Optional<String> fallback() {
        return fallback.isEmpty() ? Optional.empty() : Optional.of(fallback);
    }

    /** ln p(z | X) = −½ (z − m)ᵀα − Σ ln Lᵢᵢ − n/2 ln 2π. */
    public double logMarginalLikelihood() {
        double fit = 0.0;
        for (int i = 0; i < z.length; i++) {
            fit += (z[i] - h.mean()) * alpha[i];
        }
        return -0.5 * (fit + factor.logDeterminant() + z.length * LOG_TWO_PI);
    }

    /**
     * Means and variances at many points: one kernel matrix and one triangular solve.
     *
     * @param points c × d
     * @param mean c values, written
     * @param variance c values ≥ 0, written
     */
    public void predict(double[][] points, double[] mean, double[] variance) {
        int c = points.length;
        double[] cross = cross(scaledFeatures(points), c); // n × c
        Arrays.fill(mean, 0, c, h.mean());
        for (int i = 0; i < z.length; i++) {
            double weight = alpha[i];
            for (int j = 0; j < c; j++) {
                mean[j] += weight * cross[i * c + j];
            }
        }
        factor.solveLower(cross, c);
        Arrays.fill(variance, 0, c, h.signalVariance());
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < c; j++) {
                double v = cross[i * c + j];
                variance[j] -= v * v;
            }
        }
        for (int j = 0; j < c; j++) {
            variance[j] = Math.max(0.0, variance[j]);
        }
    }

    /** A workspace for predictions with gradients at one point after the other; for one thread. */
    public Predictor predictor() {
        return new Predictor(this);
    }

    /** The joint posterior at c × d {@code points}. */
    public JointPosterior joint(double[][] points) {
        int c = points.length;
        double[] at = scaledFeatures(points);
        double[] mean = new double[c];
        predict(points, mean, new double[c]);
        double[] v = cross(at, c);
        factor.solveLower(v, c);
        double[][] covariance = new double[c][c];
        for (int a = 0; a < c; a++) {
            for (int b = 0; b <= a; b++) {
                double value = kernel(features, h, at, a, at, b);
                for (int i = 0; i < z.length; i++) {
                    value -= v[i * c + a] * v[i * c + b];
                }
                covariance[a][b] = value;
                covariance[b][a] = value;
            }
        }
        return new JointPosterior(mean, covariance);
    }

    /**
     * The posterior after more observations, with the same hyper-parameters: the Cholesky factor is extended, not computed
     * anew. The new observations are as noisy as the others.
     *
     * @param x c × d
     * @param values c latent values
     */
    public GaussianProcess condition(double[][] x, double[] values) {
        check(features.dimensions(), x, values);
        int c = x.length;
        int n = z.length;
        double[] at = scaledFeatures(x);
        double[] block = new double[c * c];
        for (int a = 0; a < c; a++) {
            for (int b = 0; b < c; b++) {
                block[a * c + b] = kernel(features, h, at, a, at, b) + (a == b ? h.noiseVariance() : 0.0);
            }
        }
        double[] grown = Arrays.copyOf(scaled, scaled.length + at.length);
        System.arraycopy(at, 0, grown, scaled.length, at.length);
        double[] targets = Arrays.copyOf(z, n + c);
        System.arraycopy(values, 0, targets, n, c);
        CholeskyFactor extended = factor.extend(cross(at, c), block, c);
        return new GaussianProcess(features, h, transform, grown, targets, extended, fallback);
    }

    /** Leave-one-out predictive means of the n observations (Rasmussen and Williams, Eq. 5.12). */
    public double[] leaveOneOutMeans() {
        double[] precision = factor.inverseDiagonal();
        double[] means = new double[z.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = z[i] - alpha[i] / precision[i];
        }
        return means;
    }

    /** Leave-one-out predictive variances, noise included. */
    public double[] leaveOneOutVariances() {
        return Arrays.stream(factor.inverseDiagonal())
                .map(precision -> 1.0 / precision)
                .toArray();
    }

    Features features() {
        return features;
    }

    CholeskyFactor factor() {
        return factor;
    }

    double[] scaled() {
        return scaled;
    }

    double[] alpha() {
        return alpha;
    }

    private double[] scaledFeatures(double[][] points) {
        double[] at = features.of(points);
        features.scale(at, h, at, points.length);
        return at;
    }

    /** k(X, points), n × c, from the points' scaled features. */
    private double[] cross(double[] at, int c) {
        int p = features.columns();
        double[] cross = new double[z.length * c];
        double signal = h.signalVariance();
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < c; j++) {
                double squared = 0.0;
                for (int f = 0; f < p; f++) {
                    double difference = scaled[i * p + f] - at[j * p + f];
                    squared += difference * difference;
                }
                cross[i * c + j] = signal * Matern32.correlation(squared);
            }
        }
        return cross;
    }

    private static double kernel(Features features, Hyperparameters h, double[] a, int i, double[] b, int j) {
        int p = features.columns();
        double squared = 0.0;
        for (int f = 0; f < p; f++) {
            double difference = a[i * p + f] - b[j * p + f];
            squared += difference * difference;
        }
        return h.signalVariance() * Matern32.correlation(squared);
    }

    private static void check(List<Dimension> dimensions, double[][] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " points but " + y.length + " values");
        }
        for (int i = 0; i < x.length; i++) {
            if (x[i].length != dimensions.size()) {
                throw new IllegalArgumentException(
                        "point " + i + " has " + x[i].length + " coordinates for " + dimensions.size() + " dimensions");
            }
            if (!Double.isFinite(y[i]) || !Arrays.stream(x[i]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(
                        "point " + i + " " + Arrays.toString(x[i]) + " with value " + y[i] + " must be finite");
            }
        }
    }
}
