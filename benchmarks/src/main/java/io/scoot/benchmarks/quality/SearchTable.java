package io.scoot.benchmarks.quality;

import io.scoot.Configuration;
import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.acq.Acquisition;
import io.scoot.acq.BoxDecomposition;
import io.scoot.acq.Domain;
import io.scoot.acq.LogEhvi;
import io.scoot.acq.LogExpectedImprovement;
import io.scoot.acq.Maximizer;
import io.scoot.acq.SearchOptions;
import io.scoot.benchmarks.problems.Problem;
import io.scoot.benchmarks.problems.Problems;
import io.scoot.constraints.AverageFeasibility;
import io.scoot.constraints.FeasibilityModel;
import io.scoot.constraints.ForestFeasibility;
import io.scoot.constraints.ProbitClassifier;
import io.scoot.gp.FitOptions;
import io.scoot.gp.GaussianProcess;
import io.scoot.internal.space.UnitCube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a suggestion's short search loses: on the models fitted after 30 observations of studies on all problems, log EI or log
 * EHVI plus 3 log POF as found by the search that a suggestion makes, against one that looks at 100 times as much.
 */
public final class SearchTable {

    private static final int BUDGET = 30;
    private static final int TIMES = 100;
    private static final double TOLERANCE = 1e-3; // of a log: a thousandth of the acquisition

    private SearchTable() {}

    /**
     * Prints the shares.
     *
     * @param arguments how many models; 200 unless given
     */
    public static void main(String[] arguments) {
        int models = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        List<Problem> problems = Problems.all();
        double[] lost = IntStream.range(0, models)
                .parallel()
                .mapToDouble(i -> lost(problems.get(i % problems.size()), 1 + i / problems.size()))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "models %d; at least as good as a search %d times as large: %.1f %%; worse by more than 0.01: %.1f %%, by more"
                        + " than 0.1: %.1f %%; worst: %.3f (in the logarithm of the acquisition)%n",
                models,
                TIMES,
                share(lost, TOLERANCE),
                100.0 - share(lost, 0.01),
                100.0 - share(lost, 0.1),
                lost[models - 1]);
    }

    private static double share(double[] lost, double most) {
        return 100.0 * Arrays.stream(lost).filter(loss -> loss <= most).count() / lost.length;
    }

    private static double lost(Problem problem, long seed) {
        Result study = problem.study().budget(BUDGET).seed(seed).run();
        UnitCube cube = UnitCube.of(problem.space());
        List<Observation> worked =
                study.observations().stream().filter(Observation::feasible).toList();
        double[][] points =
                worked.stream().map(o -> cube.encode(o.configuration())).toArray(double[][]::new);
        Acquisition acquisition = acquisition(problem, study, worked, cube, points, seed);
        ToDoubleFunction<double[]> weight = weight(study, cube, seed);
        Set<Configuration> taken = new HashSet<>();
        study.observations().forEach(observation -> taken.add(observation.configuration()));
        Domain domain = cube.admissible(configuration -> !taken.contains(configuration));
        double[][] incumbents = IntStream.range(0, points.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -problem.objectives()
                        .get(0)
                        .oriented(
                                worked.get(i).metric(problem.objectives().get(0).metric()))))
                .limit(5)
                .map(i -> points[i])
                .toArray(double[][]::new);
        SearchOptions small = SearchOptions.defaults();
        SearchOptions large = new SearchOptions(
                TIMES * small.pool(),
                TIMES * small.mutations(),
                TIMES * small.starts(),
                small.evaluations(),
                small.rounds(),
                small.population(),
                small.generations());
        ToDoubleFunction<SearchOptions> found =
                options -> Maximizer.maximise(acquisition, domain, weight, incumbents, 1, options, seed).stream()
                        .mapToDouble(point -> acquisition.value(point) + weight.applyAsDouble(point))
                        .findFirst()
                        .orElse(Double.NEGATIVE_INFINITY);
        return Math.max(0.0, found.applyAsDouble(large) - found.applyAsDouble(small));
    }

    private static Acquisition acquisition(
            Problem problem, Result study, List<Observation> worked, UnitCube cube, double[][] points, long seed) {
        List<GaussianProcess> surrogates = new ArrayList<>();
        double[][] outcomes = new double[points.length][problem.objectives().size()];
        double[] reference = new double[problem.objectives().size()];
        for (int j = 0; j < reference.length; j++) {
            var objective = problem.objectives().get(j);
            double[] y = worked.stream()
                    .mapToDouble(o -> objective.oriented(o.metric(objective.metric())))
                    .toArray();
            GaussianProcess surrogate = GaussianProcess.fit(cube.dimensions(), points, y, FitOptions.defaults(), seed);
            surrogates.add(surrogate);
            for (int i = 0; i < y.length; i++) {
                outcomes[i][j] = surrogate.transform().apply(y[i]);
            }
            reference[j] = surrogate
                    .transform()
                    .apply(objective.oriented(study.reference().orElseThrow().getOrDefault(objective.metric(), 0.0)));
        }
        return reference.length == 1
                ? new LogExpectedImprovement(
                        surrogates.get(0),
                        Arrays.stream(outcomes).mapToDouble(row -> row[0]).max().orElseThrow(),
                        0.0)
                : new LogEhvi(surrogates, BoxDecomposition.of(outcomes, reference));
    }

    private static ToDoubleFunction<double[]> weight(Result study, UnitCube cube, long seed) {
        double[][] points = study.observations().stream()
                .map(o -> cube.encode(o.configuration()))
                .toArray(double[][]::new);
        boolean[] feasible = new boolean[points.length];
        boolean crashes = false;
        for (int i = 0; i < feasible.length; i++) {
            feasible[i] = study.observations().get(i).feasible();
            crashes |= !feasible[i];
        }
        if (!crashes) {
            return point -> 0.0;
        }
        FeasibilityModel model = AverageFeasibility.of(
                ForestFeasibility.fit(cube.dimensions(), points, feasible, seed),
                ProbitClassifier.fit(cube.dimensions(), points, feasible));
        return point -> 6.0 * Math.log(Math.max(1e-9, model.probability(point)));
    }
}
