package io.scoot.suggest;

import io.scoot.acq.Domain;
import io.scoot.gp.Dimension;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The dimensions whose values say nothing about each other: two levels, such as on and off, or a choice of at most four. Of
 * three ordered levels the outer ones tell something of the middle one.
 *
 * @param dimensions all of a point's
 */
record Switches(List<Dimension> dimensions) {

    private static final int FEW = 4;

    /** The coordinates of dimension {@code i}; none where it is not a switch. */
    double[] values(int i) {
        Dimension dimension = dimensions.get(i);
        return LongStream.range(0, isSwitch(i) ? dimension.count() : 0)
                .mapToDouble(value -> Domain.coordinate(dimension, value))
                .toArray();
    }

    /** Whether there are any, that may be one thing or another. */
    boolean any() {
        return IntStream.range(0, dimensions.size())
                .anyMatch(i -> isSwitch(i) && dimensions.get(i).count() > 1);
    }

    /** {@code point} with another coordinate in dimension {@code i}. */
    static double[] with(double[] point, int i, double coordinate) {
        double[] other = point.clone();
        other[i] = coordinate;
        return other;
    }

    /** Number of switches in which two snapped points differ. */
    long differing(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .filter(i -> isSwitch(i) && a[i] != b[i])
                .count();
    }

    private boolean isSwitch(int i) {
        Dimension dimension = dimensions.get(i);
        return dimension.count() <= (dimension instanceof Dimension.Choice ? FEW : 2);
    }
}
