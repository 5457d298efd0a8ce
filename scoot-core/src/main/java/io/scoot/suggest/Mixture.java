package io.scoot.suggest;

import io.scoot.gp.GaussianProcess;
import java.util.List;

/** What draws of a surrogate, all counting alike, say together of n values, latent: mean and deviation of the mixture of their normals. */
final class Mixture {

    private final double[] mean;
    private final double[] square;

    private Mixture(int n) {
        this.mean = new double[n];
        this.square = new double[n];
    }

    /** Of the noise-free values at n points. */
    static Mixture at(List<GaussianProcess> draws, double[][] points) {
        Mixture mixture = new Mixture(points.length);
        double[] means = new double[points.length];
        double[] variances = new double[points.length];
        for (GaussianProcess surrogate : draws) {
            surrogate.predict(points, means, variances);
            mixture.add(means, variances, draws.size());
        }
        return mixture;
    }

    /** Of each of the n observations, predicted by all others. */
    static Mixture leaveOneOut(List<GaussianProcess> draws) {
        Mixture mixture = new Mixture(draws.get(0).size());
        for (GaussianProcess surrogate : draws) {
            mixture.add(surrogate.leaveOneOutMeans(), surrogate.leaveOneOutVariances(), draws.size());
        }
        return mixture;
    }

    private void add(double[] means, double[] variances, int draws) {
        for (int i = 0; i < mean.length; i++) {
            mean[i] += means[i] / draws;
            square[i] += (variances[i] + means[i] * means[i]) / draws;
        }
    }

    int size() {
        return mean.length;
    }

    double mean(int i) {
        return mean[i];
    }

    double deviation(int i) {
        return Math.sqrt(Math.max(0.0, square[i] - mean[i] * mean[i]));
    }
}
