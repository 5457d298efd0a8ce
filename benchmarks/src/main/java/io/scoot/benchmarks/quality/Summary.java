package io.scoot.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Tables of what files of runs hold: median regret after 10, 20 and 30 observations, crashes, mean rank. */
public final class Summary {

    private static final double FLOOR = 0.001; // of a regret, in geometric means

    private Summary() {}

    /**
     * Prints the tables.
     *
     * @param files of JSON lines, as {@link Comparison} writes them
     */
    public static void main(String[] files) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (String file : files) {
            runs.addAll(Runs.read(Path.of(file)));
        }
        Map<String, Map<String, List<Run>>> byProblem = runs.stream()
                .collect(Collectors.groupingBy(
                        Run::problem,
                        LinkedHashMap::new,
                        Collectors.groupingBy(Run::tuner, LinkedHashMap::new, Collectors.toList())));
        System.out.println(
                "| problem | tuner | runs | regret at 10 | 20 | 30 | quarter of the seeds above | crashes | after start-up |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        byProblem.forEach((problem, tuners) -> tuners.forEach((tuner, of) -> System.out.println(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.4f | %.4f | %.4f | %.4f | %.1f | %.0f %% |",
                problem,
                tuner,
                of.size(),
                median(of, run -> run.regretAfter(10)),
                median(of, run -> run.regretAfter(20)),
                median(of, run -> run.regretAfter(30)),
                quantile(of, run -> run.regretAfter(30), 0.75),
                of.stream().mapToInt(Run::crashes).average().orElse(0.0),
                100.0
                        * of.stream().mapToInt(Run::suggestedCrashes).sum()
                        / Math.max(1, of.stream().mapToInt(Run::suggested).sum())))));
        System.out.println();
        System.out.println(
                "| tuner | problems | geometric mean of median regrets at 30 | mean of mean regrets at 30 | mean rank |");
        System.out.println("| --- | --- | --- | --- | --- |");
        List<String> tuners = runs.stream().map(Run::tuner).distinct().toList();
        for (String tuner : tuners) {
            List<List<Run>> of = byProblem.values().stream()
                    .map(map -> map.getOrDefault(tuner, List.of()))
                    .filter(list -> !list.isEmpty())
                    .toList();
            double logs = of.stream()
                    .mapToDouble(list -> Math.log(Math.max(FLOOR, median(list, run -> run.regretAfter(30)))))
                    .average()
                    .orElse(Double.NaN);
            double mean = of.stream()
                    .mapToDouble(list -> list.stream()
                            .mapToDouble(run -> run.regretAfter(30))
                            .average()
                            .orElse(1.0))
                    .average()
                    .orElse(Double.NaN);
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.4f | %.4f | %.2f |",
                    tuner,
                    of.size(),
                    Math.exp(logs),
                    mean,
                    meanRank(tuner, byProblem.values())));
        }
    }

    /** Over problems and seeds: 1 + tuners with a smaller regret + half of those with an equal one. */
    private static double meanRank(String tuner, Collection<Map<String, List<Run>>> problems) {
        double sum = 0.0;
        int count = 0;
        for (Map<String, List<Run>> tuners : problems) {
            for (Run run : tuners.getOrDefault(tuner, List.of())) {
                double rank = 1.0;
                for (Map.Entry<String, List<Run>> other : tuners.entrySet()) {
                    if (!other.getKey().equals(tuner)) {
                        List<Run> rivals = other.getValue();
                        double won = rivals.stream()
                                .mapToDouble(
                                        rival -> 0.5 + 0.5 * Math.signum(run.regretAfter(30) - rival.regretAfter(30)))
                                .average()
                                .orElse(0.0);
                        rank += won;
                    }
                }
                sum += rank;
                count++;
            }
        }
        return sum / Math.max(1, count);
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> value) {
        return quantile(runs, value, 0.5);
    }

    private static double quantile(List<Run> runs, ToDoubleFunction<Run> value, double p) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return Arrays.stream(
                        new double[] {sorted[below] * (1.0 - (position - below)), sorted[above] * (position - below)})
                .sum();
    }
}
