package io.scoot.suggest;

import io.scoot.History;
import io.scoot.acq.Acquisition;
import io.scoot.acq.Domain;
import io.scoot.acq.Mace;
import io.scoot.acq.Maximizer;
import io.scoot.acq.SearchOptions;
import io.scoot.gp.Dimension;
import io.scoot.study.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Where and how an acquisition is maximised for one history: the admissible points that are not taken and pass the
 * feasibility cut.
 *
 * @param history gives the seed
 * @param domain admissible and not taken
 * @param feasible passes the cut
 * @param incumbents good points to search around, best first
 */
record Search(History history, Domain domain, Predicate<double[]> feasible, double[][] incumbents) {

    private static final int INCUMBENTS = 5;

    /** The search around the best of {@code data}. */
    static Search of(History history, Domain domain, Predicate<double[]> feasible, TrainingData data) {
        double[][] values = data.values();
        double[][] incumbents = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> dominators(values, i))
                        .thenComparing(i -> -values[i][0]))
                .limit(INCUMBENTS)
                .map(i -> data.feasiblePoints()[i])
                .toArray(double[][]::new);
        return new Search(history, domain, feasible, incumbents);
    }

    /** The best points for {@code acquisition}, best first; {@code draw} tells one search of an ask from another. */
    List<double[]> best(Acquisition acquisition, int draw) {
        long seed = Streams.seed(history.seed(), "search", history.iteration(), draw);
        return Maximizer.maximise(acquisition, domain, feasible, incumbents, SearchOptions.defaults(), seed);
    }

    /** The Pareto front of several acquisitions (MACE). */
    List<double[]> front(List<Acquisition> acquisitions) {
        long seed = Streams.seed(history.seed(), "front", history.iteration());
        return Mace.front(acquisitions, domain, feasible, incumbents, SearchOptions.defaults(), seed);
    }

    /** The same search, but never at {@code point}. */
    Search without(double[] point) {
        List<Dimension> dimensions = domain.dimensions();
        Set<List<Double>> excluded = new HashSet<>();
        excluded.add(key(dimensions, point));
        Domain rest = new Domain(
                dimensions, other -> !excluded.contains(key(dimensions, other)) && domain.contains(other));
        return new Search(history, rest, feasible, incumbents);
    }

    private static List<Double> key(List<Dimension> dimensions, double[] point) {
        List<Double> key = new ArrayList<>(point.length);
        for (int i = 0; i < point.length; i++) {
            key.add(dimensions.get(i).snap(point[i]) + 0.0);
        }
        return key;
    }

    private static int dominators(double[][] values, int i) {
        return (int) Arrays.stream(values)
                .filter(other -> dominates(other, values[i]))
                .count();
    }

    private static boolean dominates(double[] a, double[] b) {
        boolean better = false;
        for (int j = 0; j < a.length; j++) {
            if (a[j] < b[j]) {
                return false;
            }
            better |= a[j] > b[j];
        }
        return better;
    }
}
