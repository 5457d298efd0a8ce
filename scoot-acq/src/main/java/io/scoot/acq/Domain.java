package io.scoot.acq;

import io.scoot.gp.Dimension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where points may be: a mixed unit cube, which of its snapped points are admissible, and from where to look for them. A value:
 * nothing that a caller sees ever changes; thread-safe if the predicate is.
 */
public final class Domain {

    /** A domain of at most this many cells is enumerated rather than sampled. */
    static final long ENUMERABLE = 20_000;

    private final List<Dimension> dimensions;
    private final Predicate<double[]> admissible;
    private final long cells;
    private final List<double[]> anchors; // snapped
    private final Supplier<List<double[]>> enumeration; // remembers

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
        this.anchors = List.of();
        this.enumeration = new Once<>(this::tryAll);
    }

    private Domain(
            List<Dimension> dimensions,
            Predicate<double[]> admissible,
            long cells,
            List<double[]> anchors,
            Function<Domain, List<double[]>> enumeration) {
        this.dimensions = dimensions;
        this.admissible = admissible;
        this.cells = cells;
        this.anchors = anchors;
        this.enumeration = new Once<>(() -> enumeration.apply(this));
    }

    /**
     * The same domain, with points to look around where few cells are admissible: known ones near which others may be, such as a
     * default or what was observed. They need not be admissible themselves.
     */
    public Domain anchored(List<double[]> points) {
        List<double[]> snapped = points.stream().map(this::snap).toList();
        return new Domain(dimensions, admissible, cells, snapped, domain -> enumerate());
    }

    /** The same domain without the cells of some points. */
    public Domain without(List<double[]> points) {
        if (points.isEmpty()) {
            return this;
        }
        Set<Cell> out = new HashSet<>();
        points.forEach(point -> out.add(new Cell(snap(point))));
        return new Domain(
                dimensions,
                point -> !out.contains(new Cell(point)) && admissible.test(point),
                cells,
                anchors,
                domain -> enumerate().stream()
                        .filter(point -> !out.contains(new Cell(point)))
                        .toList());
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
     * admissible, by enumeration or by walks from those found and from the {@linkplain #anchored anchors}. Fewer points when the domain is exhausted, or when a search
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

    /** Points to look around, snapped. */
    List<double[]> anchors() {
        return anchors;
    }

    /** All admissible points of an {@link #enumerable()} domain, in lexical order; they are sought once. */
    List<double[]> enumerate() {
        return enumeration.get();
    }

    private List<double[]> tryAll() {
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
