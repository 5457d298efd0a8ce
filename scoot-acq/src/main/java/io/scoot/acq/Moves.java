package io.scoot.acq;

import io.scoot.gp.Dimension;
import java.util.Arrays;

/** Where a coordinate may go in one step. */
final class Moves {

    /** Up to so many values all are tried. */
    private static final long FEW = 20;

    private static final int REAL_STEPS = 6;

    private Moves() {}

    /**
     * Other coordinates of a dimension: all of few values, else steps of 1, 2, 4 … levels either way, or of halves of the range
     * on a real one; at most {@code steps} lengths of step, the longest first.
     */
    static double[] others(Dimension dimension, double coordinate, int steps) {
        long count = dimension.count();
        if (count <= FEW) {
            double[] others = new double[(int) count - 1];
            for (int value = 0, k = 0; value < count; value++) {
                double other = Domain.coordinate(dimension, value);
                if (other != coordinate && k < others.length) {
                    others[k++] = other;
                }
            }
            return others;
        }
        double[] others = new double[2 * REAL_STEPS + 2 * Long.SIZE];
        int found = 0;
        if (dimension instanceof Dimension.Levels levels) {
            long index = levels.index(coordinate);
            long step = Long.highestOneBit(count / 2);
            for (int k = 0; k < steps && step >= 1; k++, step /= 2) {
                if (index >= step) {
                    others[found++] = levels.position(index - step);
                }
                if (index + step < count) {
                    others[found++] = levels.position(index + step);
                }
            }
        } else if (dimension instanceof Dimension.Choice) {
            for (int value = 0; value < Math.min(count, others.length); value++) {
                if (value != coordinate) {
                    others[found++] = value;
                }
            }
        } else {
            double step = 0.5;
            for (int k = 0; k < Math.min(steps, REAL_STEPS); k++, step /= 2.0) {
                if (coordinate > 0.0) {
                    others[found++] = Math.max(0.0, coordinate - step);
                }
                if (coordinate < 1.0) {
                    others[found++] = Math.min(1.0, coordinate + step);
                }
            }
        }
        return Arrays.copyOf(others, found);
    }
}
