package io.scoot.constraints;

import io.scoot.gp.Dimension;
import io.scoot.gp.OneHot;
import java.util.List;

/**
 * Random-forest regression with the defaults of scikit-learn: bootstrap samples, all features at every split, squared error,
 * leaves of one. A choice is one-hot. Trained by Tribuo ({@link TreeTrainer}), then flattened to arrays, which predict twenty
 * times faster. Immutable and thread-safe.
 */
public final class RandomForest {

    private final OneHot features;
    private final TreeTrainer.Tree[] trees;

    private RandomForest(OneHot features, TreeTrainer.Tree[] trees) {
        this.features = features;
        this.trees = trees;
    }

    /**
     * Trains a forest; deterministic for a seed.
     *
     * @param points n ≥ 1 points, n × d
     * @param values n finite values
     */
    public static RandomForest fit(
            List<Dimension> dimensions, double[][] points, double[] values, int trees, long seed) {
        OneHot features = new OneHot(dimensions, 3, 1.0, true);
        double[][] rows = new double[points.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = features.of(points[i]);
        }
        return new RandomForest(features, TreeTrainer.train(rows, values, trees, seed));
    }

    /** The mean over the trees at one point. */
    public double mean(double[] point) {
        double[] row = features.of(point);
        double sum = 0.0;
        for (TreeTrainer.Tree tree : trees) {
            sum += tree.predict(row);
        }
        return sum / trees.length;
    }

    /**
     * The trees' predictions at many points.
     *
     * @param points c × d
     * @param mean c values, written
     * @param variance between the trees, c values, written
     */
    public void predict(double[][] points, double[] mean, double[] variance) {
        for (int i = 0; i < points.length; i++) {
            double[] row = features.of(points[i]);
            double average = 0.0;
            double squares = 0.0;
            for (int t = 0; t < trees.length; t++) {
                double difference = trees[t].predict(row) - average;
                average += difference / (t + 1);
                squares += difference * difference * t / (t + 1);
            }
            mean[i] = average;
            variance[i] = squares / trees.length;
        }
    }
}
