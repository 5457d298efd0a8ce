package io.scoot.gp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Maximises a smooth function in a box by projected L-BFGS: the two-loop recursion (Nocedal and Wright, Algorithm 7.4) on the
 * coordinates that are free, a projected backtracking search along its direction. Commons Math has no bounded quasi-Newton
 * method; its BOBYQA and CMA-ES use no gradients.
 */
public final class BoundedLbfgs {

    private static final int MEMORY = 8;
    private static final double SUFFICIENT = 1e-4;
    private static final int BACKTRACKS = 12;

    private BoundedLbfgs() {}

    /** A function to maximise. */
    @FunctionalInterface
    public interface Objective {
        /** The value at {@code x}, −∞ where there is none, and its gradient. */
        double valueAndGradient(double[] x, double[] gradient);
    }

    /** Where a search ended. */
    public record Optimum(double[] point, double value, int evaluations) {}

    /**
     * Searches from {@code start}.
     *
     * @param tolerance ends when an iteration gains less than this, or no component of the projected gradient exceeds it
     * @param maxEvaluations ends after so many evaluations
     */
    public static Optimum maximise(
            Objective objective, double[] start, double[] lower, double[] upper, double tolerance, int maxEvaluations) {
        int n = start.length;
        double[] x = project(start.clone(), lower, upper);
        double[] gradient = new double[n];
        double value = objective.valueAndGradient(x, gradient);
        int evaluations = 1;
        Deque<double[][]> pairs = new ArrayDeque<>(); // {s, y} of the concave function's negative
        double[] candidate = new double[n];
        double[] candidateGradient = new double[n];
        while (evaluations < maxEvaluations && value > Double.NEGATIVE_INFINITY) {
            boolean[] free = free(x, gradient, lower, upper);
            if (norm(gradient, free) <= tolerance) {
                break;
            }
            double[] direction = direction(gradient, free, pairs);
            double step = pairs.isEmpty() ? Math.min(1.0, 1.0 / norm(gradient, free)) : 1.0;
            double gained = Double.NEGATIVE_INFINITY;
            for (int b = 0; b < BACKTRACKS && evaluations < maxEvaluations; b++, step *= b == 1 ? 0.5 : 0.25) {
                for (int i = 0; i < n; i++) {
                    candidate[i] = x[i] + step * direction[i];
                }
                project(candidate, lower, upper);
                double expected = 0.0;
                for (int i = 0; i < n; i++) {
                    expected += gradient[i] * (candidate[i] - x[i]);
                }
                double found = objective.valueAndGradient(candidate, candidateGradient);
                evaluations++;
                if (found > Double.NEGATIVE_INFINITY && found >= value + SUFFICIENT * Math.max(0.0, expected)) {
                    gained = found - value;
                    remember(pairs, x, candidate, gradient, candidateGradient);
                    System.arraycopy(candidate, 0, x, 0, n);
                    System.arraycopy(candidateGradient, 0, gradient, 0, n);
                    value = found;
                    break;
                }
            }
            if (gained < tolerance) {
                if (gained == Double.NEGATIVE_INFINITY && !pairs.isEmpty()) {
                    pairs.clear(); // the curvature was misleading: once more along the gradient
                    continue;
                }
                break;
            }
        }
        return new Optimum(x, value, evaluations);
    }

    private static double[] direction(double[] gradient, boolean[] free, Deque<double[][]> pairs) {
        double[] q = masked(gradient, free);
        double[] weights = new double[pairs.size()];
        int k = 0;
        for (double[][] pair : pairs) { // newest first
            double curvature = dot(pair[0], pair[1], free);
            weights[k] = curvature > 0 ? dot(pair[0], q, free) / curvature : 0.0;
            add(q, pair[1], -weights[k++]);
        }
        if (!pairs.isEmpty()) {
            double[][] newest = pairs.getFirst();
            double curvature = dot(newest[0], newest[1], free);
            double scale = curvature / dot(newest[1], newest[1], free);
            if (scale > 0 && Double.isFinite(scale)) {
                for (int i = 0; i < q.length; i++) {
                    q[i] *= scale;
                }
            }
        }
        var oldestFirst = pairs.descendingIterator();
        while (oldestFirst.hasNext()) {
            double[][] pair = oldestFirst.next();
            k--;
            double curvature = dot(pair[0], pair[1], free);
            if (curvature > 0) {
                add(q, pair[0], weights[k] - dot(pair[1], q, free) / curvature);
            }
        }
        double[] direction = masked(q, free);
        return dot(direction, gradient, free) > 0 ? direction : masked(gradient, free);
    }

    private static void remember(Deque<double[][]> pairs, double[] x, double[] next, double[] g, double[] nextG) {
        double[] s = new double[x.length];
        double[] y = new double[x.length];
        double curvature = 0.0;
        double length = 0.0;
        for (int i = 0; i < x.length; i++) {
            s[i] = next[i] - x[i];
            y[i] = g[i] - nextG[i];
            curvature += s[i] * y[i];
            length += y[i] * y[i];
        }
        if (curvature > 1e-10 * length) {
            pairs.addFirst(new double[][] {s, y});
            if (pairs.size() > MEMORY) {
                pairs.removeLast();
            }
        }
    }

    private static boolean[] free(double[] x, double[] gradient, double[] lower, double[] upper) {
        boolean[] free = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            free[i] = !((x[i] <= lower[i] && gradient[i] < 0) || (x[i] >= upper[i] && gradient[i] > 0));
        }
        return free;
    }

    private static double[] project(double[] x, double[] lower, double[] upper) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(lower[i], Math.min(upper[i], x[i]));
        }
        return x;
    }

    private static double norm(double[] vector, boolean[] free) {
        double largest = 0.0;
        for (int i = 0; i < vector.length; i++) {
            largest = free[i] ? Math.max(largest, Math.abs(vector[i])) : largest;
        }
        return largest;
    }

    private static double dot(double[] a, double[] b, boolean[] free) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += free[i] ? a[i] * b[i] : 0.0;
        }
        return sum;
    }

    private static double[] masked(double[] vector, boolean[] free) {
        double[] masked = Arrays.copyOf(vector, vector.length);
        for (int i = 0; i < masked.length; i++) {
            masked[i] = free[i] ? masked[i] : 0.0;
        }
        return masked;
    }

    private static void add(double[] target, double[] vector, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * vector[i];
        }
    }
}
