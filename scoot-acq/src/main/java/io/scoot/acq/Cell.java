package io.scoot.acq;

import java.util.Arrays;

/** A snapped point as a key: equal when all coordinates are. The array is never changed after. */
record Cell(double[] point) {

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
