package io.scoot.gp;

import java.util.List;

/**
 * A point as columns of numbers: those of numeric dimensions as they are, snapped, with a second column where a level stands apart,
 * set for that one; and each choice as one column per value, of which one is set. Immutable.
 */
public final class OneHot {

    private final Dimension[] dimensions;
    private final int[] first; // column of each dimension
    private final int[] widths;
    private final double on;
    private final int columns;

    /**
     * The layout.
     *
     * @param least a choice of so many values is one-hot, of fewer its index is a number
     * @param on what is set in the column of a choice's value; 0 in the others
     * @param constant whether a dimension of a single value has a column
     */
    public OneHot(List<Dimension> dimensions, int least, double on, boolean constant) {
        this.dimensions = dimensions.toArray(Dimension[]::new);
        this.first = new int[this.dimensions.length];
        this.widths = new int[this.dimensions.length];
        this.on = on;
        int next = 0;
        for (int i = 0; i < first.length; i++) {
            Dimension dimension = this.dimensions[i];
            boolean hot = dimension instanceof Dimension.Choice && dimension.count() >= least;
            int numeric = dimension instanceof Dimension.Levels levels && levels.apart() ? 2 : 1;
            first[i] = next;
            widths[i] = dimension.count() == 1 && !constant ? 0 : hot ? (int) dimension.count() : numeric;
            next += widths[i];
        }
        this.columns = next;
    }

    /** How many columns there are. */
    public int columns() {
        return columns;
    }

    /** The first column of a dimension. */
    int first(int dimension) {
        return first[dimension];
    }

    /** How many columns a dimension has. */
    int width(int dimension) {
        return widths[dimension];
    }

    /** The columns of a point. */
    public double[] of(double[] point) {
        double[] row = new double[columns];
        write(point, row, 0);
        return row;
    }

    /** Writes the columns of a point to {@code out} from {@code offset} on. */
    void write(double[] point, double[] out, int offset) {
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] == 0) {
                continue;
            }
            int at = offset + first[i];
            double snapped = dimensions[i].snap(point[i]);
            if (dimensions[i] instanceof Dimension.Levels levels && levels.apart()) {
                out[at] = levels.among(snapped);
                out[at + 1] = levels.isApart(snapped) ? 1.0 : 0.0;
            } else if (widths[i] == 1) {
                out[at] = snapped;
            } else {
                for (int c = 0; c < widths[i]; c++) {
                    out[at + c] = c == (int) snapped ? on : 0.0;
                }
            }
        }
    }
}
