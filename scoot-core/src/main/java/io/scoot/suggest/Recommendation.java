package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Observation;
import io.scoot.acq.NondominatedSorting;
import io.scoot.gp.FitOptions;
import io.scoot.gp.GaussianProcess;
import io.scoot.gp.OutputTransform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a study should end with where measurements are noisy: not the luckiest readings but those observed configurations that the
 * surrogates expect to be best, for they know of the neighbours' readings, too. Without noise both are the same.
 *
 * @param front those that no other is expected to dominate, by expectation of the first objective, the best first; of one
 *     objective, a single one
 * @param noise deviation of a measurement at the first of them, per objective, in the metrics' units
 */
public record Recommendation(List<Observation> front, double[] noise) {

    /** What is recommended after a history; nothing while nothing works and keeps the bounds. */
    public static Recommendation of(History history) {
        List<Observation> feasible =
                history.feasible().stream().filter(history::satisfies).toList();
        if (feasible.isEmpty()) {
            return new Recommendation(List.of(), new double[0]);
        }
        Ask ask = Ask.of(history, false);
        Belief belief = Belief.of(ask, FitOptions.defaults());
        double[][] points =
                feasible.stream().map(o -> ask.cube().encode(o.configuration())).toArray(double[][]::new);
        double[][] expected = Arrays.stream(belief.means(points))
                .map(row -> Arrays.copyOf(row, history.objectives().size()))
                .toArray(double[][]::new);
        int[] ranks = NondominatedSorting.ranks(expected);
        List<Integer> order = IntStream.range(0, points.length)
                .boxed()
                .filter(i -> ranks[i] == 0)
                .sorted((a, b) -> Double.compare(expected[b][0], expected[a][0]))
                .limit(expected[0].length == 1 ? 1 : points.length)
                .toList();
        double[] noise = new double[expected[0].length];
        for (int j = 0; j < noise.length; j++) {
            noise[j] = noise(belief, j, expected[order.get(0)][j]);
        }
        return new Recommendation(order.stream().map(feasible::get).toList(), noise);
    }

    private static double noise(Belief belief, int objective, double mean) {
        List<Double> variances = new ArrayList<>();
        for (List<GaussianProcess> surrogates : belief.draws()) {
            variances.add(surrogates.get(objective).hyperparameters().noiseVariance());
        }
        double deviation =
                Math.sqrt(variances.stream().mapToDouble(v -> v).average().orElse(0.0));
        OutputTransform transform = belief.draws().get(0).get(objective).transform();
        return transform.invert(mean + deviation) / 2.0 - transform.invert(mean - deviation) / 2.0;
    }

    /** Copies what it is given. */
    public Recommendation {
        front = List.copyOf(front);
        noise = noise.clone();
    }

    /** For people. */
    @Override
    public String toString() {
        return "Recommendation[" + front + ", noise " + Arrays.toString(noise) + "]";
    }
}
