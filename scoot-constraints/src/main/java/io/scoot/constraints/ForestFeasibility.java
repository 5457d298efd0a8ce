package io.scoot.constraints;

import io.scoot.gp.Dimension;
import java.util.List;

/** POF by random-forest regression on 1 (feasible) and 0 (crashed), as in the paper's section 4.6. Immutable. */
public final class ForestFeasibility implements FeasibilityModel {

    private static final int TREES = 100;

    private final RandomForest forest;

    private ForestFeasibility(RandomForest forest) {
        this.forest = forest;
    }

    /**
     * Learns from observations; where all are of one class it predicts that one everywhere.
     *
     * @param points n ≥ 1 points, n × d
     * @param feasible which of them did not crash, n
     */
    public static ForestFeasibility fit(List<Dimension> dimensions, double[][] points, boolean[] feasible, long seed) {
        double[] labels = new double[points.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = feasible[i] ? 1.0 : 0.0;
        }
        return new ForestFeasibility(RandomForest.fit(dimensions, points, labels, TREES, seed));
    }

    @Override
    public double probability(double[] point) {
        return Math.max(0.0, Math.min(1.0, forest.mean(point)));
    }
}
