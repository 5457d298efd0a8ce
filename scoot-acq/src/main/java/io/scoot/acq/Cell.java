package io.scoot.acq;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A snapped point as a key: equal when all coordinates are. The array is never changed after. */
record Cell(double[] point) {

    /** An expensive function of snapped points, asked once per cell. */
    static <V> Function<double[], V> remembering(Function<double[], V> function) {
        Map<Cell, V> known = new HashMap<>();
        return point -> known.computeIfAbsent(new Cell(point), cell -> function.apply(cell.point()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell cell && Arrays.equals(point, cell.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point);
    }

    @Override
    public String toString() {
        return Arrays.toString(point);
    }
}
