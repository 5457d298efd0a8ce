package io.scoot.acq;

import io.scoot.gp.Dimension;
import io.scoot.gp.GaussianProcess;
import io.scoot.gp.Hyperparameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Surrogates and points for tests. */
final class Samples {

    private Samples() {}

    /** Reals, many levels, few levels, a bool and a choice, {@code d} of them. */
    static List<Dimension> mixed(int d) {
        List<Dimension> kinds = List.of(
                Dimension.real(),
                Dimension.integers(64, 8192, false),
                Dimension.levels(3),
                Dimension.levels(2),
                Dimension.choice(3));
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            dimensions.add(kinds.get(i % kinds.size()));
        }
        return dimensions;
    }

    static List<Dimension> reals(int d) {
        return Collections.nCopies(d, Dimension.real());
    }

    static double[] point(List<Dimension> dimensions, SplittableRandom random) {
        return dimensions.stream()
                .mapToDouble(dimension -> dimension.quantile(random.nextDouble()))
                .toArray();
    }

    static double[][] points(List<Dimension> dimensions, int n, SplittableRandom random) {
        double[][] points = new double[n][];
        for (int i = 0; i < n; i++) {
            points[i] = point(dimensions, random);
        }
        return points;
    }

    static double[][] uniform(int n, int m, SplittableRandom random) {
        return points(reals(m), n, random);
    }

    /** A surrogate of a smooth function at {@code n} random points. */
    static GaussianProcess surrogate(List<Dimension> dimensions, int n, SplittableRandom random) {
        double[][] x = points(dimensions, n, random);
        double[] z = new double[n];
        double phase = 3.0 * random.nextDouble();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < x[i].length; k++) {
                z[i] += Math.sin(3.0 * x[i][k] + phase + k);
            }
        }
        double[] lengthscales = new double[dimensions.size()];
        for (int k = 0; k < lengthscales.length; k++) {
            lengthscales[k] = 0.4 + random.nextDouble();
        }
        return GaussianProcess.of(dimensions, x, z, Hyperparameters.of(lengthscales, 1.0, 1e-4));
    }
}
