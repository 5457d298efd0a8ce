package io.scoot.gp;

import java.util.Arrays;
import java.util.List;

/**
 * Points as the kernel sees them: snapped, and each choice one-hot over √2, so that the squared distance of two different
 * values is 1 and the whole kernel is a function of one Euclidean distance; a level that stands apart is at a squared distance
 * of 1 to 1¼ from the others. p columns in all; a dimension with a single value has none.
 */
final class Features {

    private static final double ONE_HOT = Math.sqrt(0.5);

    private final List<Dimension> dimensions;
    private final OneHot layout;
    private final int[] owner; // dimension of each column, p

    Features(List<Dimension> dimensions) {
        this.dimensions = List.copyOf(dimensions);
        this.layout = new OneHot(dimensions, 1, ONE_HOT, false);
        this.owner = new int[layout.columns()];
        for (int i = 0; i < dimensions.size(); i++) {
            Arrays.fill(owner, layout.first(i), layout.first(i) + layout.width(i), i);
        }
    }

    List<Dimension> dimensions() {
        return dimensions;
    }

    int columns() {
        return owner.length;
    }

    int owner(int column) {
        return owner[column];
    }

    /** Whether warping makes sense: a numeric dimension with more than two values. */
    boolean warpable(int dimension) {
        Dimension d = dimensions.get(dimension);
        return !(d instanceof Dimension.Choice) && d.count() > 2;
    }

    /** The column of a numeric dimension; −1 for a choice or a dimension with a single value. */
    int numericColumn(int dimension) {
        boolean none = dimensions.get(dimension) instanceof Dimension.Choice || layout.width(dimension) == 0;
        return none ? -1 : layout.first(dimension);
    }

    /** Writes the p features of {@code point}, unwarped, to {@code out} from {@code offset} on. */
    void write(double[] point, double[] out, int offset) {
        layout.write(point, out, offset);
    }

    /** The n × p features of n points. */
    double[] of(double[][] points) {
        double[] features = new double[points.length * columns()];
        for (int i = 0; i < points.length; i++) {
            write(points[i], features, i * columns());
        }
        return features;
    }

    /** Warps {@code rows} rows of unwarped features and divides them by the lengthscales, in place of {@code out}. */
    void scale(double[] features, Hyperparameters h, double[] out, int rows) {
        int p = columns();
        double[] lengthscales = h.lengthscales();
        double[] a = h.warpA();
        double[] b = h.warpB();
        for (int c = 0; c < p; c++) {
            int d = owner[c];
            double inverse = 1.0 / lengthscales[d];
            boolean identity = a[d] == 1.0 && b[d] == 1.0;
            for (int i = 0; i < rows; i++) {
                double x = features[i * p + c];
                out[i * p + c] = (identity ? x : Kumaraswamy.warp(x, a[d], b[d])) * inverse;
            }
        }
    }
}
