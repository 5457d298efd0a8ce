package io.scoot.acq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Disjoint boxes that fill the region above a reference which no point of a front dominates, all maximised: what exact EHVI
 * sums over. By local upper bounds twice (Lacour, Klamroth, Fonseca 2017; Yang et al. 2019): those of the front are the corners
 * of the region, those of the corners its boxes. n + 1 boxes for two objectives, about 3n for three. Immutable.
 */
public final class BoxDecomposition {

    private final double[][] lower; // boxes × m
    private final double[][] upper; // boxes × m, maybe +∞

    private BoxDecomposition(double[][] lower, double[][] upper) {
        this.lower = lower;
        this.upper = upper;
    }

    /**
     * The decomposition for a front.
     *
     * @param front any points, n × m; dominated ones and those not above the reference in every objective add nothing
     * @param reference m values
     */
    public static BoxDecomposition of(double[][] front, double[] reference) {
        int m = reference.length;
        double[][] relevant = Arrays.stream(NondominatedSorting.front(front))
                .filter(point -> above(point, reference))
                .sorted((a, b) -> Double.compare(b[0], a[0]))
                .toArray(double[][]::new);
        double[][] corners = LocalUpperBounds.of(negated(relevant), negated(new double[][] {reference})[0]).stream()
                .map(LocalUpperBounds.Bound::corner)
                .toArray(double[][]::new);
        double[] infinity = new double[m];
        Arrays.fill(infinity, Double.POSITIVE_INFINITY);
        List<double[]> lower = new ArrayList<>();
        List<double[]> upper = new ArrayList<>();
        for (LocalUpperBounds.Bound bound : LocalUpperBounds.of(negated(corners), infinity)) {
            double[] low = new double[m];
            double[] high = bound.corner().clone();
            high[0] = Double.POSITIVE_INFINITY;
            low[0] = bound.definers()[0][0];
            for (int j = 1; j < m; j++) {
                low[j] = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < j; k++) {
                    low[j] = Math.max(low[j], bound.definers()[k][j]);
                }
            }
            if (above(high, low)) {
                lower.add(low);
                upper.add(high);
            }
        }
        return new BoxDecomposition(lower.toArray(double[][]::new), upper.toArray(double[][]::new));
    }

    /** How many boxes there are. */
    public int size() {
        return lower.length;
    }

    /** How many objectives there are. */
    public int objectives() {
        return lower[0].length;
    }

    /** The lower end of box {@code box} along objective {@code j}. */
    public double lower(int box, int j) {
        return lower[box][j];
    }

    /** The upper end of box {@code box} along objective {@code j}; may be +∞. */
    public double upper(int box, int j) {
        return upper[box][j];
    }

    private static boolean above(double[] a, double[] b) {
        for (int j = 0; j < a.length; j++) {
            if (!(a[j] > b[j])) {
                return false;
            }
        }
        return true;
    }

    private static double[][] negated(double[][] points) {
        return Arrays.stream(points)
                .map(point -> Arrays.stream(point).map(value -> -value).toArray())
                .toArray(double[][]::new);
    }
}
