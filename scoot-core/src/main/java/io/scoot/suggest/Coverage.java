package io.scoot.suggest;

import io.scoot.acq.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A fair trial for every value of a {@link Switches switch}: in a configuration that is no worse than the reference. A switch
 * that start-up samples happened to set only where something else was wrong, so that they crashed or were slow, looks bad;
 * expected improvement alone may never set it again, while around the incumbent tiny gains are certain. What it is worth is
 * told in benchmarks/README.md.
 */
final class Coverage {

    /** So many trials of a value may crash and be followed by another. */
    private static final int MOST_CRASHES = 2;

    private final Domain domain;
    private final Switches switches;
    private final double[][] good; // feasible, and no worse than the reference in any objective
    private final double[][] worked;
    private final double[][] crashed;
    private final double[][] pending;
    private final ToDoubleFunction<double[]> probability;

    private Coverage(Domain domain, TrainingData data, double[] reference, ToDoubleFunction<double[]> probability) {
        this.domain = domain;
        this.switches = new Switches(domain.dimensions());
        this.good = snapped(IntStream.range(0, data.values().length)
                .filter(i -> noWorse(data.values()[i], reference))
                .filter(i -> data.violations()[i] == 0.0 || !data.anyKept())
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
        for (int i = 0; i < domain.dimensions().size(); i++) {
            for (double coordinate : coverage.switches.values(i)) {
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
                || inPlaceOfGood(worked, i, coordinate).findAny().isPresent();
    }

    /** Those of {@code points} that have the value, and are a good point but for it. */
    private Stream<double[]> inPlaceOfGood(double[][] points, int i, double coordinate) {
        return Arrays.stream(points).filter(point -> point[i] == coordinate).filter(point -> Arrays.stream(good)
                .anyMatch(other -> differOnlyIn(i, point, other)));
    }

    /**
     * A good point with that value: the one that will most probably work; after a crash, the one that differs from what crashed in
     * most switches, for two of them may not go together.
     */
    private Optional<double[]> probe(int i, double coordinate) {
        double[][] failed = inPlaceOfGood(crashed, i, coordinate).toArray(double[][]::new);
        if (failed.length > MOST_CRASHES) {
            return Optional.empty();
        }
        return Arrays.stream(good)
                .map(start -> Switches.with(start, i, coordinate))
                .filter(domain::contains)
                .map(point -> new Candidate(point, differing(point, failed), probability.applyAsDouble(point)))
                .filter(candidate -> failed.length == 0 || candidate.differing() > 0)
                .max(Comparator.comparingLong(Candidate::differing).thenComparingDouble(Candidate::probability))
                .map(Candidate::point);
    }

    private record Candidate(double[] point, long differing, double probability) {}

    /** Number of switches in which {@code point} differs from each of {@code others} at least; 0 of none. */
    private long differing(double[] point, double[][] others) {
        return Arrays.stream(others)
                .mapToLong(other -> switches.differing(point, other))
                .min()
                .orElse(0L);
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
