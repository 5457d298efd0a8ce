package io.scoot.acq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The local upper bounds of a set of points, all minimised, below a reference: the maximal corners of the region that no point
 * dominates, each with the m points that define it (Klamroth, Lacour, Vanderpooten 2015, Algorithm 3).
 */
final class LocalUpperBounds {

    private LocalUpperBounds() {}

    /**
     * One local upper bound.
     *
     * @param corner u, m values
     * @param definers z¹(u) … zᵐ(u): zʲ shares its j-th value with u; m × m
     */
    record Bound(double[] corner, double[][] definers) {}

    static List<Bound> of(double[][] points, double[] reference) {
        int m = reference.length;
        double[][] dummies = new double[m][m];
        for (int j = 0; j < m; j++) {
            Arrays.fill(dummies[j], Double.NEGATIVE_INFINITY);
            dummies[j][j] = reference[j];
        }
        List<Bound> bounds = new ArrayList<>(List.of(new Bound(reference.clone(), dummies)));
        for (double[] point : points) {
            List<Bound> next = new ArrayList<>(bounds.size() + m);
            for (Bound bound : bounds) {
                if (below(point, bound.corner())) {
                    split(bound, point, next);
                } else {
                    next.add(bound);
                }
            }
            bounds = next;
        }
        return bounds;
    }

    private static void split(Bound bound, double[] point, List<Bound> next) {
        int m = point.length;
        for (int j = 0; j < m; j++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < m; k++) {
                highest = k == j ? highest : Math.max(highest, bound.definers()[k][j]);
            }
            if (point[j] >= highest) {
                double[] corner = bound.corner().clone();
                double[][] definers = bound.definers().clone();
                corner[j] = point[j];
                definers[j] = point;
                next.add(new Bound(corner, definers));
            }
        }
    }

    private static boolean below(double[] point, double[] corner) {
        for (int j = 0; j < point.length; j++) {
            if (point[j] >= corner[j]) {
                return false;
            }
        }
        return true;
    }
}
