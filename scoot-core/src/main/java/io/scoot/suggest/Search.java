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
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where and how an acquisition is maximised for one history: among the admissible points that are not taken, weighted by
 * their feasibility.
 *
 * @param history gives the seed
 * @param domain admissible and not taken
 * @param cut weighs points by their feasibility; empty: all weigh the same
 * @param incumbents good points to search around, best first
 * @param seen observed, pending and expected points, snapped
 * @param options how much is looked at
 */
record Search(
        History history,
        Domain domain,
        Optional<FeasibilityCut> cut,
        double[][] incumbents,
        List<double[]> seen,
        SearchOptions options) {

    private static final int INCUMBENTS = 5;

    /** So many observations make a point cost a fraction of a millisecond; there the starts are few. */
    private static final int LARGE = 200;

    private static final int FEW_STARTS = 2;

    /** The search around the best of {@code data}. */
    static Search of(History history, Domain domain, Optional<FeasibilityCut> cut, TrainingData data) {
        double[][] values = data.values();
        double[][] incumbents = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> dominators(values, i))
                        .thenComparing(i -> -values[i][0]))
                .limit(INCUMBENTS)
                .map(i -> data.feasiblePoints()[i])
                .toArray(double[][]::new);
        SearchOptions options = SearchOptions.defaults();
        return new Search(
                history,
                domain,
                cut,
                incumbents,
                snapped(domain, data.points()).toList(),
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

    /** {@code points} by their weighted acquisition, the largest first. */
    List<double[]> ranked(List<double[]> points, Acquisition acquisition) {
        ToDoubleFunction<double[]> worth = point -> acquisition.value(point) + logWeight(point);
        return points.stream()
                .sorted(Comparator.comparingDouble(worth).reversed())
                .toList();
    }

    /** The best of the incumbent's {@link Neighbours} that pass the feasibility cut. */
    Optional<double[]> neighbour(Acquisition acquisition) {
        List<double[]> neighbours = Neighbours.of(domain, incumbents[0], seen).stream()
                .filter(this::feasible)
                .toList();
        return ranked(neighbours, acquisition).stream().findFirst();
    }

    private boolean feasible(double[] point) {
        return logWeight(point) > Double.NEGATIVE_INFINITY;
    }

    /** What a point's log acquisition gets added; at most 0, and −∞ where it does not pass the feasibility cut. */
    double logWeight(double[] point) {
        return cut.isPresent() ? cut.get().logWeight(point) : 0.0;
    }

    /** The same search if {@code points} turn out as feasible as expected, and never in their cells. */
    Search expecting(double[]... points) {
        if (points.length == 0) {
            return this;
        }
        List<double[]> cells = snapped(domain, points).toList();
        Domain rest = new Domain(
                domain.dimensions(),
                other -> cells.stream().noneMatch(cell -> Arrays.equals(cell, other)) && domain.contains(other));
        List<double[]> more = Stream.concat(seen.stream(), cells.stream()).toList();
        return new Search(history, rest, cut.map(c -> c.expecting(points)), incumbents, more, options);
    }

    private static Stream<double[]> snapped(Domain domain, double[][] points) {
        return Arrays.stream(points).map(domain::snap);
    }

    private static int dominators(double[][] values, int i) {
        return (int) Arrays.stream(values)
                .filter(other -> NondominatedSorting.dominates(other, values[i]))
                .count();
    }
}
