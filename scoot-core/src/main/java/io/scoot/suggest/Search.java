package io.scoot.suggest;

import io.scoot.History;
import io.scoot.acq.Acquisition;
import io.scoot.acq.Domain;
import io.scoot.acq.Mace;
import io.scoot.acq.Maximizer;
import io.scoot.acq.NondominatedSorting;
import io.scoot.acq.SearchOptions;
import io.scoot.internal.random.Streams;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where and how an acquisition is maximised for one history: among the admissible points that are not taken, weighted by
 * their feasibility.
 *
 * @param history gives the seed
 * @param data observed, pending and expected points
 * @param domain admissible and not taken
 * @param cut weighs points by their feasibility; empty: all weigh the same
 * @param incumbents good points to search around, best first
 * @param options how much is looked at
 */
record Search(
        History history,
        TrainingData data,
        Domain domain,
        Optional<FeasibilityCut> cut,
        double[][] incumbents,
        SearchOptions options) {

    private static final int INCUMBENTS = 5;

    /** So many observations make a point cost a fraction of a millisecond; there the starts are few. */
    private static final int LARGE = 200;

    private static final int FEW_STARTS = 2;

    /** The search around the best of {@code data}. */
    static Search of(Ask ask, Domain domain, Optional<FeasibilityCut> cut) {
        TrainingData data = ask.data();
        double[][] values = data.values();
        double[][] incumbents = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> data.violations()[i])
                        .thenComparingInt(i -> dominators(values, i))
                        .thenComparing(i -> values[i].length == 0 ? 0.0 : -values[i][0]))
                .limit(INCUMBENTS)
                .map(i -> data.feasiblePoints()[i])
                .toArray(double[][]::new);
        SearchOptions options = SearchOptions.defaults();
        return new Search(
                ask.history(),
                data,
                domain,
                cut,
                incumbents,
                values.length > LARGE ? options.withStarts(FEW_STARTS) : options);
    }

    /** The {@code count} best points, best first; {@code draw} tells one search of an ask from another. */
    List<double[]> best(Acquisition acquisition, int count, int draw) {
        long seed = Streams.seed(history.seed(), "search", history.iteration(), draw);
        return Maximizer.maximise(acquisition, domain, this::logWeight, incumbents, count, options, seed);
    }

    /** The Pareto front of several acquisitions (MACE), among the points that pass the feasibility cut. */
    List<double[]> front(List<Acquisition> acquisitions) {
        long seed = Streams.seed(history.seed(), "front", history.iteration());
        return Mace.front(acquisitions, domain, this::feasible, incumbents, options, seed);
    }

    /** The values that had no fair trial, each in place of a good configuration's. */
    List<double[]> trials() {
        return history.risk().isPresent()
                ? List.of() // nothing is forced
                : Coverage.probes(domain, data, history.orientedReference().orElse(new double[0]), this::probability);
    }

    /** POF, as far as anything crashed. */
    double probability(double[] point) {
        return cut.isPresent() ? cut.get().probability(point) : 1.0;
    }

    private boolean feasible(double[] point) {
        return logWeight(point) > Double.NEGATIVE_INFINITY;
    }

    /** What a point's log acquisition gets added; at most 0, and −∞ where it does not pass the feasibility cut. */
    double logWeight(double[] point) {
        boolean safe = history.risk().isEmpty()
                || probability(point) >= history.risk().get().leastProbability();
        return !safe ? Double.NEGATIVE_INFINITY : cut.isPresent() ? cut.get().logWeight(point) : 0.0;
    }

    /** The same search if {@code points} turn out as feasible as expected, and never in their cells. */
    Search expecting(double[]... points) {
        return points.length == 0
                ? this
                : new Search(
                        history,
                        data.expecting(points),
                        domain.without(List.of(points)),
                        cut.map(c -> c.expecting(points)),
                        incumbents,
                        options);
    }

    private static int dominators(double[][] values, int i) {
        return (int) Arrays.stream(values)
                .filter(other -> NondominatedSorting.dominates(other, values[i]))
                .count();
    }
}
