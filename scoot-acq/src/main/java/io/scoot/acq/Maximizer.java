package io.scoot.acq;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The constrained solver: where in a mixed domain an acquisition is largest, among the points that pass a feasibility cut. A
 * pool is scored as one matrix, the cut is asked from the top only as far as needed, and a {@link LocalSearch} climbs from the
 * best. A small domain is scored whole.
 */
public final class Maximizer {

    private Maximizer() {}

    /**
     * Searches.
     *
     * @param feasible the cut; expensive beside the domain's own predicate
     * @param incumbents i × d, points to search around; may be empty
     * @param count how many points are wanted
     * @return up to {@code count} distinct admissible and feasible points, best first; empty if none was found
     */
    public static List<double[]> maximise(
            Acquisition acquisition,
            Domain domain,
            Predicate<double[]> feasible,
            double[][] incumbents,
            int count,
            SearchOptions options,
            long seed) {
        double[][] pool = Candidates.of(domain, incumbents, options, seed);
        double[] values = new double[pool.length];
        acquisition.values(pool, values);
        Predicate<double[]> cut = remembering(feasible);
        boolean whole = domain.enumerable();
        List<double[]> best = IntStream.range(0, pool.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .map(i -> pool[i])
                .filter(cut)
                .limit(whole ? count : Math.max(count, options.starts()))
                .toList();
        return whole ? best : climbed(acquisition, domain, cut, best, count, options);
    }

    private static List<double[]> climbed(
            Acquisition acquisition,
            Domain domain,
            Predicate<double[]> feasible,
            List<double[]> starts,
            int count,
            SearchOptions options) {
        LocalSearch search = new LocalSearch(acquisition, domain, feasible, options);
        Map<Cell, Double> found = new LinkedHashMap<>();
        for (int i = 0; i < starts.size(); i++) {
            double[] start = starts.get(i);
            if (i < options.starts()) {
                LocalSearch.Top top = search.climb(start);
                found.put(new Cell(top.point()), top.value());
            }
            found.computeIfAbsent(new Cell(start), cell -> acquisition.value(cell.point()));
        }
        return found.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue()))
                .limit(count)
                .map(entry -> entry.getKey().point())
                .toList();
    }

    /** The cut, asked once per cell. */
    static Predicate<double[]> remembering(Predicate<double[]> feasible) {
        Map<Cell, Boolean> known = new HashMap<>();
        return point -> known.computeIfAbsent(new Cell(point), cell -> feasible.test(cell.point()));
    }
}
