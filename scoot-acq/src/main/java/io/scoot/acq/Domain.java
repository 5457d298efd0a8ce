package io.scoot.acq;

import io.scoot.gp.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where points may be: a mixed unit cube, and which of its snapped points are admissible. Immutable; thread-safe if the
 * predicate is.
 */
public final class Domain {

    /** A domain of at most this many cells is enumerated rather than sampled. */
    static final long ENUMERABLE = 20_000;

    private final List<Dimension> dimensions;
    private final Predicate<double[]> admissible;
    private final long cells;

    /**
     * The admissible points of a cube.
     *
     * @param dimensions d ≥ 1 of them
     * @param admissible asked about snapped points alone; cheap; must not change its argument
     */
    public Domain(List<Dimension> dimensions, Predicate<double[]> admissible) {
        if (dimensions.isEmpty()) {
            throw new IllegalArgumentException("dimensions: none; at least one is needed");
        }
        this.dimensions = List.copyOf(dimensions);
        this.admissible = admissible;
        this.cells = cells(dimensions);
    }

    /** The d dimensions. */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /** Number of cells, admissible or not; {@link Long#MAX_VALUE} where one dimension is real, or when there are more. */
    public long cells() {
        return cells;
    }

    /** The cell's point nearest to {@code point}, as a new array. */
    public double[] snap(double[] point) {
        double[] snapped = new double[point.length];
        for (int i = 0; i < snapped.length; i++) {
            snapped[i] = dimensions.get(i).snap(point[i]);
        }
        return snapped;
    }

    /** Whether the cell of {@code point} is admissible. */
    public boolean contains(double[] point) {
        return admissible.test(snap(point));
    }

    /**
     * Up to {@code count} distinct admissible points, spread by a Sobol sequence that {@code seed} shifts; where few cells are
     * admissible, by enumeration or by walks from those found. Fewer points when the domain is exhausted, or when a search
     * bounded in time (about a million cells) finds no more.
     */
    public List<double[]> sample(int count, long seed) {
        return new DomainSample(this, seed).take(count);
    }

    /** Whether the domain is small enough for {@link #enumerate()}. */
    boolean enumerable() {
        return cells <= ENUMERABLE;
    }

    /** Whether a point that is snapped already is admissible. */
    boolean admits(double[] snapped) {
        return admissible.test(snapped);
    }

    /** The point at quantiles {@code q}, each cell with its share. */
    double[] quantile(double[] q) {
        double[] point = new double[q.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = dimensions.get(i).quantile(q[i]);
        }
        return point;
    }

    /** All admissible points of an {@link #enumerable()} domain, in lexical order. */
    List<double[]> enumerate() {
        List<double[]> points = new ArrayList<>();
        long[] index = new long[dimensions.size()];
        for (long cell = 0; cell < cells; cell++) {
            long rest = cell;
            double[] point = new double[index.length];
            for (int i = index.length - 1; i >= 0; i--) {
                point[i] =
                        coordinate(dimensions.get(i), rest % dimensions.get(i).count());
                rest /= dimensions.get(i).count();
            }
            if (admissible.test(point)) {
                points.add(point);
            }
        }
        return points;
    }

    /** The coordinate of value {@code index} of a dimension that has such. */
    public static double coordinate(Dimension dimension, long index) {
        return dimension instanceof Dimension.Levels levels ? levels.position(index) : index;
    }

    private static long cells(List<Dimension> dimensions) {
        long cells = 1;
        for (Dimension dimension : dimensions) {
            if (dimension.count() > Long.MAX_VALUE / cells) {
                return Long.MAX_VALUE;
            }
            cells *= dimension.count();
        }
        return cells;
    }
}
