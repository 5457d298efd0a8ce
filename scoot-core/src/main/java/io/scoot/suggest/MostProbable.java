package io.scoot.suggest;

import io.scoot.History;
import io.scoot.acq.Domain;
import io.scoot.constraints.FeasibilityModel;
import io.scoot.gp.Dimension;
import io.scoot.internal.random.Streams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What to try while nothing works, or where nothing passes the cut: the points most likely to be feasible, far from what was
 * tried. Maximises log POF + 0.1 log distance over a pool of Sobol points.
 */
final class MostProbable {

    private static final int POOL = 512;
    private static final double DISTANCE_WEIGHT = 0.1;

    private MostProbable() {}

    static List<double[]> choose(History history, Domain domain, FeasibilityModel model, TrainingData data, int count) {
        List<double[]> pool =
                new ArrayList<>(domain.sample(POOL, Streams.seed(history.seed(), "pool", history.iteration())));
        List<double[]> tried = new ArrayList<>(List.of(data.points()));
        tried.addAll(List.of(data.pending()));
        List<double[]> chosen = new ArrayList<>();
        while (chosen.size() < count && !pool.isEmpty()) {
            double k = Double.parseDouble(System.getProperty("x.mp", "0"));
            double[] best;
            if (k > 0) {
                java.util.SplittableRandom random = new java.util.SplittableRandom(
                        Streams.seed(history.seed(), "most probable", history.iteration(), chosen.size()));
                double[] w = pool.stream().mapToDouble(x -> Math.pow(model.probability(x), k)).toArray();
                double u = random.nextDouble() * java.util.Arrays.stream(w).sum();
                int at = 0;
                while (at < w.length - 1 && (u -= w[at]) > 0) at++;
                best = pool.get(at);
            } else best = pool.stream()
                    .max(Comparator.comparingDouble(point -> score(model, domain.dimensions(), point, tried)))
                    .orElseThrow();
            pool.remove(best);
            tried.add(best);
            chosen.add(best);
        }
        return chosen;
    }

    private static double score(
            FeasibilityModel model, List<Dimension> dimensions, double[] point, List<double[]> tried) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] other : tried) {
            nearest = Math.min(nearest, distance(dimensions, point, other));
        }
        double probability = Math.max(model.probability(point), Double.MIN_NORMAL);
        return Math.log(probability) + DISTANCE_WEIGHT * Math.log(Math.max(nearest, Double.MIN_NORMAL));
    }

    private static double distance(List<Dimension> dimensions, double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            boolean choice = dimensions.get(i) instanceof Dimension.Choice;
            sum += choice && difference != 0.0 ? 1.0 : difference * difference;
        }
        return Math.sqrt(sum);
    }
}
