package io.scoot.benchmarks.quality;

import io.scoot.Outcome;
import io.scoot.benchmarks.problems.Problem;
import io.scoot.benchmarks.problems.Problems;
import io.scoot.constraints.AverageFeasibility;
import io.scoot.constraints.FeasibilityModel;
import io.scoot.constraints.ForestFeasibility;
import io.scoot.constraints.ProbitClassifier;
import io.scoot.internal.space.UnitCube;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How good the models of the probability of feasibility are on the synthetic problems' crash regions: trained on n random
 * admissible points, tested on others. Prints the log loss in nats, and the calibration error: the mean over ten bins of equal
 * width, weighted by their points, of |mean probability − share that was feasible|.
 */
public final class FeasibilityTable {

    private static final List<String> PROBLEMS = List.of("mixed9", "weldedbeam", "pressurevessel");
    private static final int[] SIZES = {10, 20, 30, 60};
    private static final int SEEDS = 20;
    private static final int TESTED = 1000;
    private static final int BINS = 10;
    private static final double LEAST = 1e-4; // probability, in the logarithm

    private FeasibilityTable() {}

    /** Prints the table. */
    public static void main(String[] arguments) {
        System.out.println(
                "| problem | n | log loss: forest | classifier | mean | calibration: forest | classifier | mean |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (String name : PROBLEMS) {
            for (int n : SIZES) {
                Map<String, Score> scores = new LinkedHashMap<>();
                for (long seed = 1; seed <= SEEDS; seed++) {
                    score(Problems.named(name), n, seed, scores);
                }
                StringBuilder row = new StringBuilder("| " + name + " | " + n);
                scores.values().forEach(score -> row.append(format(score.loss())));
                scores.values().forEach(score -> row.append(format(score.calibrationError())));
                System.out.println(row + " |");
            }
        }
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, " | %.3f", value);
    }

    private static void score(Problem problem, int n, long seed, Map<String, Score> scores) {
        UnitCube cube = UnitCube.of(problem.space());
        List<double[]> sample = cube.admissible(configuration -> true).sample(n + TESTED, seed);
        double[][] points = sample.subList(0, n).toArray(double[][]::new);
        boolean[] feasible = new boolean[n];
        for (int i = 0; i < n; i++) {
            feasible[i] = feasible(problem, cube, points[i]);
        }
        FeasibilityModel forest = ForestFeasibility.fit(cube.dimensions(), points, feasible, seed);
        FeasibilityModel classifier = ProbitClassifier.fit(cube.dimensions(), points, feasible);
        Map<String, FeasibilityModel> models = new LinkedHashMap<>();
        models.put("forest", forest);
        models.put("classifier", classifier);
        models.put("mean", AverageFeasibility.of(forest, classifier));
        for (double[] point : sample.subList(n, sample.size())) {
            boolean works = feasible(problem, cube, point);
            models.forEach((name, model) ->
                    scores.computeIfAbsent(name, key -> new Score()).add(model.probability(point), works));
        }
    }

    private static boolean feasible(Problem problem, UnitCube cube, double[] point) {
        return problem.evaluation().apply(cube.decode(point)) instanceof Outcome.Measured;
    }

    /** What predictions and truths add up to. */
    private static final class Score {

        private final double[] predicted = new double[BINS];
        private final double[] worked = new double[BINS];
        private double loss;
        private int count;

        void add(double probability, boolean works) {
            int bin = Math.min(BINS - 1, (int) (probability * BINS));
            predicted[bin] += probability;
            worked[bin] += works ? 1.0 : 0.0;
            loss -= Math.log(Math.max(LEAST, works ? probability : 1.0 - probability));
            count++;
        }

        double loss() {
            return loss / count;
        }

        double calibrationError() {
            double sum = 0.0;
            for (int bin = 0; bin < BINS; bin++) {
                sum += Math.abs(predicted[bin] - worked[bin]);
            }
            return sum / count;
        }
    }
}
