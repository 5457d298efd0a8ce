package io.scoot.suggest;

import io.scoot.History;
import io.scoot.acq.Domain;
import io.scoot.constraints.FeasibilityModel;
import io.scoot.internal.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What to try while nothing works, or where nothing passes the cut: points drawn by their probability of feasibility, from a pool of
 * Sobol points. Where nothing is known but crashes, it is largest far from all of them, in the corners: the largest alone is the
 * worst choice there, and it counts by its fourth root (see "Until something works" in benchmarks/README.md).
 */
final class MostProbable {

    private static final int POOL = 512;

    /** The power of the probability while nothing works. */
    private static final double OF_CRASHES = 0.25;

    private MostProbable() {}

    /**
     * Points, as many as there are.
     *
     * @param anyWorked so far; if nothing has, the model knows crashes alone
     */
    static List<double[]> choose(History history, Domain domain, FeasibilityModel model, boolean anyWorked, int count) {
        List<double[]> pool =
                new ArrayList<>(domain.sample(POOL, Streams.seed(history.seed(), "pool", history.iteration())));
        double power = anyWorked ? 1.0 : OF_CRASHES;
        double[] weights = pool.stream()
                .mapToDouble(point -> Math.pow(model.probability(point), power))
                .toArray();
        SplittableRandom random =
                new SplittableRandom(Streams.seed(history.seed(), "most probable", history.iteration()));
        List<double[]> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(count, pool.size())) {
            int drawn = drawn(weights, random);
            chosen.add(pool.get(drawn));
            weights[drawn] = -1.0;
        }
        return chosen;
    }

    /** An index of positive weight with a probability in proportion to it; negative: it was drawn before. */
    private static int drawn(double[] weights, SplittableRandom random) {
        double sum = 0.0;
        for (double weight : weights) {
            sum += Math.max(0.0, weight);
        }
        double left = sum * random.nextDouble();
        int last = -1;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] >= 0.0) {
                last = i;
                left -= weights[i];
                if (left < 0.0) {
                    break;
                }
            }
        }
        return last;
    }
}
