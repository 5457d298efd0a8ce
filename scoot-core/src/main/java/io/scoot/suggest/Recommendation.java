package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Observation;
import io.scoot.acq.NondominatedSorting;
import io.scoot.gp.FitOptions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a study could end with where measurements are noisy: not the luckiest readings but those observed configurations that the
 * surrogates expect to be best, for they know of the neighbours' readings, too. What it gains is in benchmarks/README.md under
 * "Noise": little, so far.
 *
 * @param front those that no other is expected to dominate, by expectation of the first objective, the best first; of one
 *     objective, a single one
 */
public record Recommendation(List<Observation> front) {

    /** What is recommended after a history; nothing while nothing works and keeps the bounds. */
    public static Recommendation of(History history) {
        List<Observation> feasible =
                history.feasible().stream().filter(history::satisfies).toList();
        if (feasible.isEmpty() || history.objectives().isEmpty()) {
            return new Recommendation(List.of());
        }
        Ask ask = Ask.of(history, false);
        double[][] points =
                feasible.stream().map(o -> ask.cube().encode(o.configuration())).toArray(double[][]::new);
        double[][] expected = Arrays.stream(
                        Belief.toTell(ask, FitOptions.defaults()).means(points))
                .map(row -> Arrays.copyOf(row, history.objectives().size()))
                .toArray(double[][]::new);
        int[] ranks = NondominatedSorting.ranks(expected);
        return new Recommendation(IntStream.range(0, points.length)
                .boxed()
                .filter(i -> ranks[i] == 0)
                .sorted((a, b) -> Double.compare(expected[b][0], expected[a][0]))
                .limit(expected[0].length == 1 ? 1 : points.length)
                .map(feasible::get)
                .toList());
    }

    /** Copies what it is given. */
    public Recommendation {
        front = List.copyOf(front);
    }
}
