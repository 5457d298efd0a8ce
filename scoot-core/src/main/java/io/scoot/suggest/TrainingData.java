package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Trial;
import io.scoot.internal.space.UnitCube;
import java.util.List;
import java.util.stream.Stream;

/**
 * A history as arrays, d = number of parameters, m = number of objectives.
 *
 * @param points all n observed points, n × d
 * @param feasible which of them did not crash, n
 * @param feasiblePoints those that did not, n₊ × d
 * @param values their objectives, oriented for maximisation, n₊ × m
 * @param earlier how many of those, the first, are of earlier studies: they teach, and are no incumbents
 * @param pending the points being evaluated
 */
record TrainingData(
        double[][] points,
        boolean[] feasible,
        double[][] feasiblePoints,
        double[][] values,
        int earlier,
        double[][] pending) {

    static TrainingData of(History history, UnitCube cube) {
        List<Observation> observations = history.learned();
        double[][] points = observations.stream()
                .map(observation -> cube.encode(observation.configuration()))
                .toArray(double[][]::new);
        boolean[] feasible = new boolean[points.length];
        for (int i = 0; i < feasible.length; i++) {
            feasible[i] = observations.get(i).feasible();
        }
        List<Observation> worked =
                observations.stream().filter(Observation::feasible).toList();
        return new TrainingData(
                points,
                feasible,
                worked.stream().map(o -> cube.encode(o.configuration())).toArray(double[][]::new),
                worked.stream().map(history::oriented).toArray(double[][]::new),
                (int) history.earlier().stream().filter(Observation::feasible).count(),
                history.pending().stream()
                        .map(Trial::configuration)
                        .map(cube::encode)
                        .toArray(double[][]::new));
    }

    /** Whether anything crashed. */
    boolean crashes() {
        return feasiblePoints.length < points.length;
    }

    /** The values of objective {@code j} over the feasible points, n₊. */
    double[] objective(int j) {
        double[] column = new double[values.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = values[i][j];
        }
        return column;
    }

    /** The same, with {@code points} pending as well. */
    TrainingData expecting(double[]... points) {
        double[][] more = Stream.of(pending, points).flatMap(Stream::of).toArray(double[][]::new);
        return new TrainingData(this.points, feasible, feasiblePoints, values, earlier, more);
    }
}
