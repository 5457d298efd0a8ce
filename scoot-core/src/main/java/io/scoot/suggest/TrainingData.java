package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Trial;
import io.scoot.internal.space.UnitCube;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A history as arrays, d = number of parameters, m = number of objectives, p = number of {@link Outputs}.
 *
 * @param points all n observed points, n × d
 * @param feasible which of them did not crash, n
 * @param feasiblePoints those that did not, n₊ × d
 * @param values their objectives, oriented for maximisation, n₊ × m
 * @param outputs everything of them that is modelled, oriented, n₊ × p; NaN where it was not measured
 * @param violations what each of them breaks bounds by, in units of the bounds, n₊
 * @param earlier how many of those, the first, are of earlier studies: they teach, and are no incumbents
 * @param pending the points being evaluated
 */
record TrainingData(
        double[][] points,
        boolean[] feasible,
        double[][] feasiblePoints,
        double[][] values,
        double[][] outputs,
        double[] violations,
        int earlier,
        double[][] pending) {

    /**
     * The arrays of a history.
     *
     * @param strict whether what breaks a bound counts as a crash: for methods that know no bounds
     */
    static TrainingData of(History history, UnitCube cube, boolean strict) {
        Predicate<Observation> works =
                o -> o.feasible() && (!strict || history.slos().isEmpty() || history.satisfies(o));
        Outputs outputs = Outputs.of(history);
        List<Observation> observations = history.learned();
        double[][] points = observations.stream()
                .map(observation -> cube.encode(observation.configuration()))
                .toArray(double[][]::new);
        boolean[] feasible = new boolean[points.length];
        for (int i = 0; i < feasible.length; i++) {
            feasible[i] = works.test(observations.get(i));
        }
        List<Observation> worked = observations.stream().filter(works).toList();
        return new TrainingData(
                points,
                feasible,
                worked.stream().map(o -> cube.encode(o.configuration())).toArray(double[][]::new),
                worked.stream().map(history::oriented).toArray(double[][]::new),
                worked.stream().map(outputs::values).toArray(double[][]::new),
                worked.stream().mapToDouble(history::violation).toArray(),
                (int) history.earlier().stream().filter(works).count(),
                history.pending().stream()
                        .map(Trial::configuration)
                        .map(cube::encode)
                        .toArray(double[][]::new));
    }

    /** Whether anything crashed. */
    boolean crashes() {
        return feasiblePoints.length < points.length;
    }

    /** Whether anything worked. */
    boolean anyWorked() {
        return feasiblePoints.length > 0;
    }

    /** Whether any of this study's observations keeps all bounds. */
    boolean anyKept() {
        return IntStream.range(earlier, violations.length).anyMatch(i -> violations[i] == 0.0);
    }

    /** The same, with {@code points} pending as well. */
    TrainingData expecting(double[]... points) {
        double[][] more = Stream.of(pending, points).flatMap(Stream::of).toArray(double[][]::new);
        return new TrainingData(this.points, feasible, feasiblePoints, values, outputs, violations, earlier, more);
    }
}
