package io.scoot.benchmarks.quality;

import io.scoot.benchmarks.problems.Half;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Tables of runs on problems under bounds: the median regret, the share of studies that found something that keeps the bounds, after
 * how many observations, and what the verdict says.
 */
public final class BoundsTable {

    private static final double FLOOR = 0.001; // of a regret, in geometric means
    private static final String UNATTAINABLE = ":unattainable";

    private BoundsTable() {}

    /**
     * Prints them as Markdown.
     *
     * @param files of runs, plain or .gz
     */
    public static void main(String[] files) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (String file : files) {
            runs.addAll(Runs.read(Path.of(file)));
        }
        List<String> tuners = runs.stream().map(Run::tuner).distinct().toList();
        Map<String, Map<String, List<Run>>> attainable = Summary.byProblem(
                runs.stream()
                        .filter(run -> !run.problem().endsWith(UNATTAINABLE))
                        .toList(),
                1);
        problems(attainable, tuners);
        for (Half half : Half.values()) {
            for (Half.Kind kind : Half.Kind.values()) {
                Map<String, Map<String, List<Run>>> some = new LinkedHashMap<>(attainable);
                some.keySet().removeIf(problem -> Half.of(problem) != half || Half.kind(problem) != kind);
                if (!some.isEmpty()) {
                    tuners(half + ", " + kind, some, tuners);
                }
            }
        }
        tuners("All", attainable, tuners);
        verdicts(runs, tuners);
    }

    private static void problems(Map<String, Map<String, List<Run>>> byProblem, List<String> tuners) {
        System.out.println("Median regret at the end, and of how many studies something keeps the bounds:\n");
        System.out.println("| problem | half | " + String.join(" | ", tuners) + " |");
        System.out.println("| --- | --- |" + " --- |".repeat(tuners.size()));
        byProblem.forEach((problem, of) -> {
            StringBuilder row = new StringBuilder("| " + problem + " | " + lower(Half.of(problem)));
            for (String tuner : tuners) {
                List<Run> some = of.getOrDefault(tuner, List.of());
                row.append(
                        some.isEmpty()
                                ? " | "
                                : String.format(
                                        Locale.ROOT, " | %.4f, %.0f %%", median(some), 100.0 * satisfied(some)));
            }
            System.out.println(row + " |");
        });
    }

    private static void tuners(String title, Map<String, Map<String, List<Run>>> byProblem, List<String> tuners) {
        Ranks ranks = new Ranks(byProblem);
        System.out.println("\n" + lower(title) + ":\n");
        System.out.println(
                "| tuner | problems | runs | geometric mean of median regrets | mean of mean regrets | mean rank |"
                        + " 95 % | studies that found | where the default does not | observations until then, median |");
        System.out.println("| --- |" + " --- |".repeat(9));
        for (String tuner : tuners) {
            List<List<Run>> of = byProblem.values().stream()
                    .map(map -> map.getOrDefault(tuner, List.of()))
                    .filter(list -> !list.isEmpty())
                    .toList();
            if (of.isEmpty()) {
                continue;
            }
            List<Run> all = of.stream().flatMap(List::stream).toList();
            double[] interval = ranks.interval(tuner);
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %.4f | %.4f | %.2f | %.2f–%.2f | %.1f %% | %s | %s |",
                    tuner,
                    of.size(),
                    all.size(),
                    Math.exp(mean(of, list -> Math.log(Math.max(FLOOR, median(list))))),
                    mean(of, list -> mean(list, run -> last(run))),
                    ranks.mean(tuner),
                    interval[0],
                    interval[1],
                    100.0 * satisfied(all),
                    beyondTheDefault(all),
                    first(all)));
        }
        System.out.println(
                String.format(Locale.ROOT, "%nAgainst the best peer: %.2f", HalfTable.againstBestPeer(byProblem)));
    }

    private static void verdicts(List<Run> runs, List<String> tuners) {
        System.out.println("\nShares of the studies whose verdict says that a bound is not met:\n");
        System.out.println("| tuner | unattainable | attainable, not found | attainable, found |");
        System.out.println("| --- | --- | --- | --- |");
        for (String tuner : tuners) {
            List<Run> judged = runs.stream()
                    .filter(run -> run.tuner().equals(tuner) && run.saidUnmet() != null)
                    .toList();
            if (!judged.isEmpty()) {
                System.out.println("| " + tuner + " | "
                        + said(judged, run -> run.problem().endsWith(UNATTAINABLE)) + " | "
                        + said(judged, run -> !run.problem().endsWith(UNATTAINABLE) && run.satisfying() == null) + " | "
                        + said(judged, run -> !run.problem().endsWith(UNATTAINABLE) && run.satisfying() != null)
                        + " |");
            }
        }
    }

    private static String said(List<Run> runs, Function<Run, Boolean> of) {
        List<Run> some = runs.stream().filter(of::apply).toList();
        long said = some.stream()
                .filter(run -> Boolean.TRUE.equals(run.saidUnmet()))
                .count();
        return said + " of " + some.size();
    }

    /** The share of studies that found something that keeps the bounds. */
    static double satisfied(List<Run> runs) {
        return mean(runs, run -> run.satisfying() == null ? 0.0 : 1.0);
    }

    /** How many studies found something, of those whose first observation, the default, breaks a bound. */
    static String beyondTheDefault(List<Run> runs) {
        List<Run> broken = runs.stream()
                .filter(run -> run.satisfying() == null || run.satisfying() > 1)
                .toList();
        long found = broken.stream().filter(run -> run.satisfying() != null).count();
        return found + " of " + broken.size();
    }

    /** The median over all studies, those that found nothing counted as longer than any. */
    static String first(List<Run> runs) {
        List<Double> counts = runs.stream()
                .map(run -> Objects.requireNonNullElse(run.satisfying(), Integer.MAX_VALUE))
                .map(Integer::doubleValue)
                .sorted()
                .toList();
        double median = counts.get(counts.size() / 2);
        return median == Integer.MAX_VALUE ? "never" : String.format(Locale.ROOT, "%.0f", median);
    }

    private static double median(List<Run> runs) {
        return Quantiles.median(runs, BoundsTable::last);
    }

    private static double last(Run run) {
        return run.regret().get(run.regret().size() - 1);
    }

    private static <T> double mean(List<T> values, Function<T, Double> of) {
        return values.stream().mapToDouble(of::apply).average().orElse(Double.NaN);
    }

    private static String lower(Object text) {
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
