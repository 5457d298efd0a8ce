package io.scoot.benchmarks.quality;

import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.benchmarks.problems.Problem;
import io.scoot.benchmarks.problems.Problems;
import io.scoot.suggest.Recommendation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What noise costs: studies of the default mode whose measurements are multiplied by log-normal factors, and the true regret of
 * the best that was evaluated, of the luckiest readings ({@link Result#best} or its front), and of the {@link Recommendation}.
 */
public final class NoiseTable {

    private static final double[] LEVELS = {0.05, 0.1, 0.2};

    private NoiseTable() {}

    /**
     * Prints the table.
     *
     * @param arguments the number of seeds, a folder of tables or -, and problems
     */
    public static void main(String[] arguments) {
        int seeds = Integer.parseInt(arguments[0]);
        List<Problem> all =
                Problems.all(arguments[1].equals("-") ? Optional.empty() : Optional.of(Path.of(arguments[1])));
        System.out.println("| problem | noise | best evaluated | luckiest readings | recommended |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (String name : List.of(arguments).subList(2, arguments.length)) {
            Problem problem = Problems.named(name, all);
            for (double level : LEVELS) {
                double[][] regrets = IntStream.rangeClosed(1, seeds)
                        .parallel()
                        .mapToObj(seed -> regrets(problem, level, seed))
                        .toArray(double[][]::new);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.0f %% | %.4f | %.4f | %.4f |%n",
                        name,
                        100.0 * level,
                        mean(regrets, 0),
                        mean(regrets, 1),
                        mean(regrets, 2));
            }
        }
    }

    private static double[] regrets(Problem problem, double level, long seed) {
        Result result = problem.study()
                .evaluator(trial ->
                        Noise.disturbed(problem.evaluation().apply(trial.configuration()), level, seed, trial.number()))
                .budget(30)
                .seed(seed)
                .run();
        History history = History.builder(problem.space(), problem.objectives())
                .reference(result.reference())
                .seed(seed)
                .observations(result.observations())
                .iteration(result.observations().size())
                .budget(30)
                .build();
        List<Observation> luckiest =
                problem.objectives().size() == 1 ? result.best().stream().toList() : result.paretoFront();
        return new double[] {
            truth(problem, result.observations()),
            truth(problem, luckiest),
            truth(problem, Recommendation.of(history).front())
        };
    }

    private static double truth(Problem problem, List<Observation> observations) {
        List<Outcome> outcomes = observations.stream()
                .map(o -> problem.evaluation().apply(o.configuration()))
                .toList();
        return problem.regret(outcomes);
    }

    private static double mean(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElse(Double.NaN);
    }
}
