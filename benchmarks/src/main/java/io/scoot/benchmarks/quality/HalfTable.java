package io.scoot.benchmarks.quality;

import io.scoot.benchmarks.problems.Half;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** How good the tuners are on each half and kind of the problems, those for choosing apart from those for reporting. */
final class HalfTable {

    private static final double FLOOR = 0.001; // of a regret, in geometric means and ratios

    private HalfTable() {}

    /** Prints geometric means of median regrets, and ours against the best of the peers on each problem. */
    static void print(Map<String, Map<String, List<Run>>> byProblem, List<String> tuners) {
        System.out.println(
                "Geometric mean of median regrets at 30 by half and kind, of the problems that a tuner was run on (their number"
                        + " where it is not all); ours against the best peer of each problem; our mean rank:\n");
        System.out.println("| half | kind | problems | " + String.join(" | ", tuners)
                + " | against the best peer | mean rank, 95 % |");
        System.out.println("| --- | --- | --- |" + " --- |".repeat(tuners.size() + 2));
        for (Half half : Half.values()) {
            for (Half.Kind kind : Half.Kind.values()) {
                row(
                        half.name().toLowerCase(Locale.ROOT),
                        kind.name().toLowerCase(Locale.ROOT),
                        byProblem,
                        tuners,
                        half,
                        kind);
            }
        }
        System.out.println();
    }

    private static void row(
            String halfName,
            String kindName,
            Map<String, Map<String, List<Run>>> byProblem,
            List<String> tuners,
            Half half,
            Half.Kind kind) {
        Map<String, Map<String, List<Run>>> some = new LinkedHashMap<>();
        byProblem.forEach((problem, runs) -> {
            String plain = problem.replaceFirst("~.*", "");
            if (Half.of(plain) == half && Half.kind(plain) == kind) {
                some.put(problem, runs);
            }
        });
        if (some.isEmpty()) {
            return;
        }
        StringBuilder row = new StringBuilder("| " + halfName + " | " + kindName + " | " + some.size());
        for (String tuner : tuners) {
            List<List<Run>> of = some.values().stream()
                    .map(runs -> runs.getOrDefault(tuner, List.of()))
                    .filter(runs -> !runs.isEmpty())
                    .toList();
            row.append(
                    of.isEmpty()
                            ? " | "
                            : String.format(
                                            Locale.ROOT,
                                            " | %.4f",
                                            Math.exp(of.stream()
                                                    .mapToDouble(HalfTable::logMedian)
                                                    .average()
                                                    .orElseThrow()))
                                    + (of.size() == some.size() ? "" : " (" + of.size() + ")"));
        }
        Ranks ranks = new Ranks(some);
        double[] interval = ranks.interval(Tuner.OURS);
        System.out.println(row
                + String.format(
                        Locale.ROOT,
                        " | %.2f | %.2f, %.2f–%.2f |",
                        againstBestPeer(some),
                        ranks.mean(Tuner.OURS),
                        interval[0],
                        interval[1]));
    }

    /** The geometric mean over the problems that a peer was run on. */
    static double againstBestPeer(Map<String, Map<String, List<Run>>> byProblem) {
        return Math.exp(byProblem.values().stream()
                .filter(runs -> runs.containsKey(Tuner.OURS))
                .flatMapToDouble(runs -> {
                    OptionalDouble best = runs.entrySet().stream()
                            .filter(entry -> Tuner.peer(entry.getKey()))
                            .mapToDouble(entry -> logMedian(entry.getValue()))
                            .min();
                    double ours = logMedian(runs.getOrDefault(Tuner.OURS, List.of()));
                    return best.stream().map(peer -> ours - peer);
                })
                .average()
                .orElse(Double.NaN));
    }

    private static double logMedian(List<Run> runs) {
        return Math.log(Math.max(FLOOR, Quantiles.median(runs, run -> run.regretAfter(30))));
    }
}
