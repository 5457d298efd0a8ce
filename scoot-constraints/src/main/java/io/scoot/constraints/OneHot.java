package io.scoot.constraints;

import io.scoot.gp.Dimension;
import java.util.List;

/** The features that a tree splits on: numbers as they are, a choice of k > 2 values as k zeros and ones. Immutable. */
final class OneHot {

    private final Dimension[] dimensions;
    private final int width;

    OneHot(List<Dimension> dimensions) {
        this.dimensions = dimensions.toArray(Dimension[]::new);
        int sum = 0;
        for (Dimension dimension : dimensions) {
            sum += width(dimension);
        }
        this.width = sum;
    }

    double[] of(double[] point) {
        double[] row = new double[width];
        int next = 0;
        for (int i = 0; i < dimensions.length; i++) {
            int own = width(dimensions[i]);
            if (own == 1) {
                row[next] = dimensions[i].snap(point[i]);
            } else {
                row[next + (int) dimensions[i].snap(point[i])] = 1.0;
            }
            next += own;
        }
        return row;
    }

    private static int width(Dimension dimension) {
        return dimension instanceof Dimension.Choice choice && choice.count() > 2 ? (int) choice.count() : 1;
    }
}
