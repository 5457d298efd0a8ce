package io.scoot.acq;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Pareto dominance, ranks and crowding distances (NSGA-II, Deb et al. 2002), all maximised. */
public final class NondominatedSorting {

    private NondominatedSorting() {}

    /** Whether {@code a} is nowhere below {@code b} and somewhere above it. */
    public static boolean dominates(double[] a, double[] b) {
        boolean better = false;
        for (int j = 0; j < a.length; j++) {
            if (a[j] < b[j]) {
                return false;
            }
            better |= a[j] > b[j];
        }
        return better;
    }

    /** The rows of {@code values} that no other dominates, in order; equal ones are all there. */
    public static double[][] front(double[][] values) {
        return Arrays.stream(values)
                .filter(one -> Arrays.stream(values).noneMatch(other -> dominates(other, one)))
                .toArray(double[][]::new);
    }

    /** Rank 0 for the front, 1 for the front of the rest, and so on. */
    public static int[] ranks(double[][] values) {
        int n = values.length;
        int[] ranks = new int[n];
        int[] dominators = new int[n];
        for (int i = 0; i < n; i++) {
            for (double[] other : values) {
                dominators[i] += dominates(other, values[i]) ? 1 : 0;
            }
        }
        Arrays.fill(ranks, -1);
        int left = n;
        for (int rank = 0; left > 0; rank++) {
            int[] current = IntStream.range(0, n)
                    .filter(i -> ranks[i] < 0 && dominators[i] == 0)
                    .toArray();
            for (int i : current) {
                ranks[i] = rank;
                left--;
            }
            for (int i : current) {
                for (int k = 0; k < n; k++) {
                    dominators[k] -= ranks[k] < 0 && dominates(values[i], values[k]) ? 1 : 0;
                }
            }
        }
        return ranks;
    }

    /** Crowding distance of each row among those of its rank; infinite at the ends of each objective. */
    public static double[] crowding(double[][] values, int[] ranks) {
        double[] crowding = new double[values.length];
        int last = Arrays.stream(ranks).max().orElse(-1);
        for (int rank = 0; rank <= last; rank++) {
            int current = rank;
            List<Integer> members = IntStream.range(0, ranks.length)
                    .filter(i -> ranks[i] == current)
                    .boxed()
                    .toList();
            for (int j = 0; j < values[members.get(0)].length; j++) {
                spread(values, members, j, crowding);
            }
        }
        return crowding;
    }

    private static void spread(double[][] values, List<Integer> members, int j, double[] crowding) {
        int[] sorted = members.stream()
                .sorted(Comparator.comparingDouble(i -> values[i][j]))
                .mapToInt(i -> i)
                .toArray();
        int ends = sorted.length - 1;
        double range = values[sorted[ends]][j] - values[sorted[0]][j];
        crowding[sorted[0]] = Double.POSITIVE_INFINITY;
        crowding[sorted[ends]] = Double.POSITIVE_INFINITY;
        for (int i = 1; i < ends && range > 0.0; i++) {
            crowding[sorted[i]] += (values[sorted[i + 1]][j] - values[sorted[i - 1]][j]) / range;
        }
    }
}
