package io.scoot.gp;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random data sets for properties. */
final class Samples {

    private Samples() {}

    /** A mix of all kinds of dimension, {@code d} of them. */
    static List<Dimension> dimensions(int d) {
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            dimensions.add(
                    switch (i % 6) {
                        case 0 -> Dimension.real();
                        case 1 -> Dimension.integers(64, 8192, true);
                        case 2 -> Dimension.choice(3);
                        case 3 -> Dimension.levels(2);
                        case 4 -> Dimension.levels(5);
                        default -> Dimension.levelsAndOneApart(6);
                    });
        }
        return dimensions;
    }

    static double[][] points(List<Dimension> dimensions, int n, SplittableRandom random) {
        double[][] points = new double[n][dimensions.size()];
        for (double[] point : points) {
            for (int i = 0; i < point.length; i++) {
                point[i] = dimensions.get(i).quantile(random.nextDouble());
            }
        }
        return points;
    }

    static double[] values(double[][] points, SplittableRandom random) {
        double[] values = new double[points.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < points[i].length; j++) {
                values[i] += Math.sin(3 * points[i][j] + j);
            }
            values[i] += 0.1 * random.nextDouble();
        }
        return values;
    }

    static Hyperparameters hyperparameters(List<Dimension> dimensions, SplittableRandom random) {
        int d = dimensions.size();
        double[] lengthscales = new double[d];
        double[] a = new double[d];
        double[] b = new double[d];
        for (int i = 0; i < d; i++) {
            lengthscales[i] = Math.exp(2 * random.nextDouble() - 1);
            boolean warped = new Features(dimensions).warpable(i);
            a[i] = warped ? Math.exp(random.nextDouble() - 0.5) : 1.0;
            b[i] = warped ? Math.exp(random.nextDouble() - 0.5) : 1.0;
        }
        return new Hyperparameters(
                lengthscales,
                0.5 + random.nextDouble(),
                Math.exp(-9 + 7 * random.nextDouble()),
                a,
                b,
                random.nextDouble());
    }
}
