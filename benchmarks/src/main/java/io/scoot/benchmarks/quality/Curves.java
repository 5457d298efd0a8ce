package io.scoot.benchmarks.quality;

import io.scoot.benchmarks.plot.Chart;
import io.scoot.benchmarks.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Median regret by the number of observations. */
final class Curves {

    private static final int COMPARED = 30;
    private static final int COLUMNS = 3;

    private Curves() {}

    /** The median regret after 1, 2, … observations, as far as all runs go. */
    static double[] of(List<Run> runs) {
        int length = runs.stream().mapToInt(run -> run.regret().size()).min().orElse(0);
        return IntStream.rangeClosed(1, length)
                .mapToDouble(n -> Quantiles.median(runs, run -> run.regretAfter(n)))
                .toArray();
    }

    /** The first number of observations with a median regret of at most {@code target}; empty if it is never reached. */
    static OptionalInt needed(double[] curve, double target) {
        return IntStream.range(0, curve.length)
                .filter(i -> curve[i] <= target)
                .map(i -> i + 1)
                .findFirst();
    }

    /** Who needs how many observations to be where the default mode is after 30, and the other way round, as Markdown. */
    static void printNeeded(Map<String, Map<String, List<Run>>> byProblem, List<String> rivals) {
        System.out.println(
                "\nObservations needed to reach the default mode's median regret at 30 / observations with which the"
                        + " default mode reaches theirs at 30:\n");
        System.out.println("| problem | " + String.join(" | ", rivals) + " |");
        System.out.println("| --- |" + " --- |".repeat(rivals.size()));
        byProblem.forEach((problem, tuners) -> {
            double[] ours = of(tuners.getOrDefault(Tuner.OURS, List.of()));
            if (ours.length < COMPARED) {
                return;
            }
            List<String> cells = new ArrayList<>();
            for (String rival : rivals) {
                double[] theirs = of(tuners.getOrDefault(rival, List.of()));
                cells.add(
                        theirs.length < COMPARED
                                ? ""
                                : text(needed(theirs, ours[COMPARED - 1]), theirs.length) + " / "
                                        + text(needed(ours, theirs[COMPARED - 1]), ours.length));
            }
            System.out.println("| " + problem + " | " + String.join(" | ", cells) + " |");
        });
    }

    /** A chart for each problem, as one SVG document. */
    static String svg(Map<String, Map<String, List<Run>>> byProblem) {
        List<Chart> charts = new ArrayList<>();
        byProblem.forEach((problem, tuners) -> {
            List<Series> series = new ArrayList<>();
            tuners.forEach((tuner, runs) -> series.add(new Series(tuner, points(of(runs)), true)));
            charts.add(new Chart(problem, "observations", "median regret", false, true, series));
        });
        return Chart.svg(charts, COLUMNS);
    }

    private static List<double[]> points(double[] curve) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < Math.min(COMPARED, curve.length); i++) {
            points.add(new double[] {i + 1, curve[i]});
        }
        return points;
    }

    private static String text(OptionalInt needed, int most) {
        return needed.isPresent() ? String.valueOf(needed.getAsInt()) : String.format(Locale.ROOT, "> %d", most);
    }
}
