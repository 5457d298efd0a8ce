package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Observation;
import io.scoot.internal.space.UnitCube;
import java.util.Arrays;
import java.util.List;

/**
 * All observations of a history with a penalty for those that crashed: in each objective the worst value seen, less a tenth
 * of the range seen. What the baselines GA and VBO learn from.
 *
 * @param points n × d
 * @param values oriented for maximisation, n × m
 */
record Penalized(double[][] points, double[][] values) {

    private static final double MARGIN = 0.1;

    static Penalized of(History history, UnitCube cube) {
        List<Observation> observations = history.learned();
        double[] penalty = penalty(history);
        double[][] points = new double[observations.size()][];
        double[][] values = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            Observation observation = observations.get(i);
            points[i] = cube.encode(observation.configuration());
            values[i] = observation.feasible() ? history.oriented(observation) : penalty;
        }
        return new Penalized(points, values);
    }

    private static double[] penalty(History history) {
        double[] worst = new double[history.objectives().size()];
        double[] best = new double[worst.length];
        Arrays.fill(worst, Double.POSITIVE_INFINITY);
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (Observation observation : history.learned()) {
            if (!observation.feasible()) {
                continue;
            }
            double[] values = history.oriented(observation);
            for (int j = 0; j < worst.length; j++) {
                worst[j] = Math.min(worst[j], values[j]);
                best[j] = Math.max(best[j], values[j]);
            }
        }
        double[] penalty = new double[worst.length];
        for (int j = 0; j < penalty.length; j++) {
            penalty[j] = worst[j] <= best[j] ? worst[j] - MARGIN * (best[j] - worst[j]) : 0.0;
        }
        return penalty;
    }
}
