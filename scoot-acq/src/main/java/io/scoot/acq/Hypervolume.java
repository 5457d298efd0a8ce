package io.scoot.acq;

import java.util.Arrays;

/** The volume that points dominate above a reference, all maximised. */
public final class Hypervolume {

    private Hypervolume() {}

    /**
     * The exact hypervolume, by slicing along the last objective: O(nᵐ⁻¹ log n), meant for fronts of up to hundreds of points
     * and up to five objectives.
     *
     * @param points n × m; dominated and equal ones, and those not above the reference in every objective, add nothing
     * @param reference m values
     */
    public static double of(double[][] points, double[] reference) {
        double[][] above =
                Arrays.stream(points).filter(point -> above(point, reference)).toArray(double[][]::new);
        return volume(above, reference, reference.length);
    }

    private static double volume(double[][] points, double[] reference, int m) {
        if (points.length == 0) {
            return 0.0;
        }
        if (m == 1) {
            return Arrays.stream(points).mapToDouble(point -> point[0]).max().getAsDouble() - reference[0];
        }
        double[][] sorted = points.clone();
        Arrays.sort(sorted, (a, b) -> Double.compare(b[m - 1], a[m - 1]));
        if (m == 2) {
            return area(sorted, reference);
        }
        double sum = 0.0;
        for (int i = 0; i < sorted.length; i++) {
            double next = i + 1 < sorted.length ? sorted[i + 1][m - 1] : reference[m - 1];
            double height = sorted[i][m - 1] - next;
            if (height > 0.0) {
                sum += height * volume(Arrays.copyOf(sorted, i + 1), reference, m - 1);
            }
        }
        return sum;
    }

    private static double area(double[][] sorted, double[] reference) {
        double sum = 0.0;
        double widest = reference[0];
        for (double[] point : sorted) {
            if (point[0] > widest) {
                sum += (point[0] - widest) * (point[1] - reference[1]);
                widest = point[0];
            }
        }
        return sum;
    }

    private static boolean above(double[] point, double[] reference) {
        for (int j = 0; j < reference.length; j++) {
            if (!(point[j] > reference[j])) {
                return false;
            }
        }
        return true;
    }
}
