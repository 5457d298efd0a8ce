package io.scoot.gp;

import java.util.Arrays;

/**
 * The posterior at one point after the other, with gradients: a workspace without allocation per point, for one thread.
 */
public final class Predictor {

    private static final double EDGE = 1e-9; // where a warp's slope may be infinite

    private final GaussianProcess gp;
    private final Hyperparameters h;
    private final Features features;
    private final int n;
    private final int p;
    private final double[] lengthscales;
    private final double[] raw; // p
    private final double[] at; // p
    private final double[] decay; // n: 3 σ_f² e^{−√3 r}
    private final double[] whitened; // n: L⁻¹k
    private final double[] beta; // n: K⁻¹k
    private double mean;
    private double variance;

    Predictor(GaussianProcess gp) {
        this.gp = gp;
        this.h = gp.hyperparameters();
        this.features = gp.features();
        this.n = gp.size();
        this.p = features.columns();
        this.lengthscales = h.lengthscales();
        this.raw = new double[p];
        this.at = new double[p];
        this.decay = new double[n];
        this.whitened = new double[n];
        this.beta = new double[n];
    }

    /** Moves to a point of d coordinates. */
    public void at(double[] x) {
        features.write(x, raw, 0);
        features.scale(raw, h, at, 1);
        double[] scaled = gp.scaled();
        double[] alpha = gp.alpha();
        double signal = h.signalVariance();
        mean = h.mean();
        for (int i = 0; i < n; i++) {
            double squared = 0.0;
            for (int c = 0; c < p; c++) {
                double difference = scaled[i * p + c] - at[c];
                squared += difference * difference;
            }
            double r = Matern32.scaled(squared);
            double e = signal * Math.exp(-r);
            decay[i] = 3.0 * e;
            whitened[i] = Matern32.correlation(r, e);
            mean += alpha[i] * whitened[i];
        }
        gp.factor().solveLowerVector(whitened);
        double explained = 0.0;
        for (int i = 0; i < n; i++) {
            explained += whitened[i] * whitened[i];
        }
        variance = Math.max(0.0, signal - explained);
    }

    /** Posterior mean, latent units. */
    public double mean() {
        return mean;
    }

    /** Posterior variance of the noise-free function, ≥ 0. */
    public double variance() {
        return variance;
    }

    /**
     * Gradients with respect to the point's coordinates: along numeric dimensions that of the smooth kernel at the snapped
     * point, along choices 0.
     *
     * @param dMean d values, written
     * @param dVariance d values, written
     */
    public void gradient(double[] dMean, double[] dVariance) {
        Arrays.fill(dMean, 0.0);
        Arrays.fill(dVariance, 0.0);
        System.arraycopy(whitened, 0, beta, 0, n);
        gp.factor().solveUpperVector(beta);
        double[] scaled = gp.scaled();
        double[] alpha = gp.alpha();
        double[] a = h.warpA();
        double[] b = h.warpB();
        for (int d = 0; d < dMean.length; d++) {
            int c = features.numericColumn(d);
            if (c < 0) {
                continue;
            }
            double slopeMean = 0.0;
            double slopeVariance = 0.0;
            for (int i = 0; i < n; i++) {
                double slope = decay[i] * (scaled[i * p + c] - at[c]);
                slopeMean += alpha[i] * slope;
                slopeVariance += beta[i] * slope;
            }
            double inner = 1.0 / lengthscales[d];
            if (a[d] != 1.0 || b[d] != 1.0) {
                inner *= Kumaraswamy.derivativeX(Math.max(EDGE, Math.min(1.0 - EDGE, raw[c])), a[d], b[d]);
            }
            dMean[d] = slopeMean * inner;
            dVariance[d] = -2.0 * slopeVariance * inner;
        }
    }
}
