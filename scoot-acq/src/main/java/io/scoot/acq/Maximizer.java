package io.scoot.acq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The constrained solver: where in a mixed domain an acquisition plus a log weight, such as that of feasibility, is largest. A
 * pool is scored by the acquisition as one matrix; since no weight raises a value, weights are asked from the top only as far
 * as needed; a {@link LocalSearch} climbs from the best. A small domain is scored whole.
 */
public final class Maximizer {

    /** Starts are taken from so many times as many of the best, and lie at least so far apart in some coordinate. */
    private static final int SPARE = 8;

    private static final double APART = 0.2;

    private Maximizer() {}

    /**
     * Searches.
     *
     * @param logWeight added to the acquisition; at most 0, and −∞ where a point is out of the question. Expensive beside the
     *     acquisition and the domain's own predicate
     * @param incumbents i × d, points to search around; may be empty
     * @param count how many points are wanted
     * @return up to {@code count} distinct admissible points of finite weight, best first; empty if none was found
     */
    public static List<double[]> maximise(
            Acquisition acquisition,
            Domain domain,
            ToDoubleFunction<double[]> logWeight,
            double[][] incumbents,
            int count,
            SearchOptions options,
            long seed) {
        double[][] pool = Candidates.of(domain, incumbents, options, seed);
        ToDoubleFunction<double[]> weight = Cell.remembering(logWeight::applyAsDouble)::apply;
        if (domain.enumerable()) {
            return best(acquisition, weight, pool, count);
        }
        int wanted = Math.max(count, options.starts());
        List<double[]> best = best(acquisition, weight, pool, SPARE * wanted);
        return climbed(acquisition, domain, weight, apart(best, wanted), count, options);
    }

    /** The {@code count} best of a pool. */
    private static List<double[]> best(
            Acquisition acquisition, ToDoubleFunction<double[]> logWeight, double[][] pool, int count) {
        double[] values = new double[pool.length];
        acquisition.values(pool, values);
        List<Integer> descending = IntStream.range(0, pool.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .toList();
        Comparator<Top> worstFirst = Comparator.comparingDouble(Top::value);
        PriorityQueue<Top> best = new PriorityQueue<>(worstFirst);
        for (int i : descending) {
            if (best.size() == count && values[i] <= best.element().value()) {
                break;
            }
            double value = values[i] + logWeight.applyAsDouble(pool[i]);
            if (value > Double.NEGATIVE_INFINITY
                    && (best.size() < count || value > best.element().value())) {
                best.add(new Top(pool[i], value));
                if (best.size() > count) {
                    best.remove();
                }
            }
        }
        return best.stream().sorted(worstFirst.reversed()).map(Top::point).toList();
    }

    /** The first of {@code best} and those far from all before them; where they are too few, the rest in order. */
    private static List<double[]> apart(List<double[]> best, int count) {
        List<double[]> apart = new ArrayList<>();
        List<double[]> rest = new ArrayList<>();
        for (double[] point : best) {
            boolean far = apart.stream().allMatch(other -> distance(point, other) > APART);
            (far ? apart : rest).add(point);
        }
        apart.addAll(rest);
        return apart.subList(0, Math.min(count, apart.size()));
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0.0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    private static List<double[]> climbed(
            Acquisition acquisition,
            Domain domain,
            ToDoubleFunction<double[]> logWeight,
            List<double[]> starts,
            int count,
            SearchOptions options) {
        LocalSearch search = new LocalSearch(acquisition, domain, logWeight, options);
        Map<Cell, Double> found = new LinkedHashMap<>();
        for (int i = 0; i < starts.size(); i++) {
            double[] start = starts.get(i);
            if (i < options.starts()) {
                Top top = search.climb(start);
                found.put(new Cell(top.point()), top.value());
            }
            found.computeIfAbsent(
                    new Cell(start), cell -> acquisition.value(cell.point()) + logWeight.applyAsDouble(cell.point()));
        }
        return found.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue()))
                .limit(count)
                .map(entry -> entry.getKey().point())
                .toList();
    }
}
