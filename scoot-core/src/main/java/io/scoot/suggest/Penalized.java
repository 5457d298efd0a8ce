package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Observation;
import io.scoot.internal.space.UnitCube;
import java.util.Arrays;
import java.util.List;

/**
 * All observations of a history with a penalty for those that crashed or break a bound: in each objective the worst value seen, less
 * a tenth of the range seen. What the baselines GA and VBO learn from. Without objectives the value is the least margin.
 *
 * @param points n × d
 * @param values oriented for maximisation, n × max(m, 1)
 */
record Penalized(double[][] points, double[][] values) {

    private static final double MARGIN = 0.1;

    static Penalized of(History history, UnitCube cube) {
        List<Observation> observations = history.learned();
        double[][] worked = observations.stream()
                .filter(Observation::feasible)
                .map(observation -> values(history, observation))
                .toArray(double[][]::new);
        double[] penalty = penalty(worked, Math.max(1, history.objectives().size()));
        double[][] points = new double[observations.size()][];
        double[][] values = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            Observation observation = observations.get(i);
            boolean good = observation.feasible() && (history.objectives().isEmpty() || history.satisfies(observation));
            points[i] = cube.encode(observation.configuration());
            values[i] = good ? values(history, observation) : penalty;
        }
        return new Penalized(points, values);
    }

    private static double[] values(History history, Observation observation) {
        return history.objectives().isEmpty()
                ? new double[] {Math.max(-1e6, history.leastMargin(observation))}
                : history.oriented(observation);
    }

    private static double[] penalty(double[][] worked, int columns) {
        double[] penalty = new double[columns];
        for (int j = 0; j < columns; j++) {
            int column = j;
            double worst =
                    Arrays.stream(worked).mapToDouble(row -> row[column]).min().orElse(0.0);
            double best =
                    Arrays.stream(worked).mapToDouble(row -> row[column]).max().orElse(0.0);
            penalty[j] = worst - MARGIN * (best - worst);
        }
        return penalty;
    }
}
