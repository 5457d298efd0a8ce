package io.scoot.benchmarks.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.scoot.simulator.SimulatedService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures that the default mode is judged by, as one JSON object. */
final class SummaryJson {

    private static final int BATCH = 8;

    private SummaryJson() {}

    /** Writes the figures of all runs: those of k = 1, but for the loss in batches of 8; ablations have no rank. */
    static void write(Path file, List<Run> runs) throws IOException {
        Map<String, Map<String, List<Run>>> single = Summary.byProblem(runs, 1);
        Ranks ranks = new Ranks(Summary.byProblem(
                runs.stream().filter(run -> !Tuner.ablation(run.tuner())).toList(), 1));
        List<String> tuners = runs.stream().map(Run::tuner).distinct().toList();
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> means = new LinkedHashMap<>();
        Map<String, Object> intervals = new LinkedHashMap<>();
        Map<String, Object> shares = new LinkedHashMap<>();
        for (String tuner : tuners) {
            if (!Tuner.ablation(tuner)) {
                means.put(tuner, rounded(ranks.mean(tuner)));
                double[] interval = ranks.interval(tuner);
                intervals.put(tuner, List.of(rounded(interval[0]), rounded(interval[1])));
            }
            shares.put(tuner, rounded(crashShare(runs, tuner)));
        }
        json.put("meanRank", means);
        json.put("meanRankInterval95", intervals);
        json.put("regretRatioToBestPeer", rounded(HalfTable.againstBestPeer(single)));
        json.put("suggestedCrashShare", shares);
        json.put("batchLossK8", rounded(batchLoss(single, Summary.byProblem(runs, BATCH))));
        json.put("perProblem", perProblem(single));
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), json);
    }

    /** Of suggestions after the start-up samples, on the services. */
    private static double crashShare(List<Run> runs, String tuner) {
        List<Run> of = runs.stream()
                .filter(run -> run.tuner().equals(tuner)
                        && run.parallelism() == 1
                        && SimulatedService.names().contains(run.problem()))
                .toList();
        int crashed = of.stream().mapToInt(Run::suggestedCrashes).sum();
        return (double) crashed
                / Math.max(1, of.stream().mapToInt(Run::suggested).sum());
    }

    /** The mean share of the quality, 1 − regret, that batches of 8 lose. */
    private static double batchLoss(
            Map<String, Map<String, List<Run>>> single, Map<String, Map<String, List<Run>>> batches) {
        return batches.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(Tuner.OURS) && single.containsKey(entry.getKey()))
                .mapToDouble(entry -> {
                    double batch = mean(entry.getValue().getOrDefault(Tuner.OURS, List.of()));
                    double one =
                            mean(single.getOrDefault(entry.getKey(), Map.of()).getOrDefault(Tuner.OURS, List.of()));
                    return (batch - one) / (1.0 - one);
                })
                .average()
                .orElse(Double.NaN);
    }

    private static double mean(List<Run> runs) {
        return runs.stream().mapToDouble(run -> run.regretAfter(30)).average().orElse(Double.NaN);
    }

    private static Map<String, Object> perProblem(Map<String, Map<String, List<Run>>> byProblem) {
        Map<String, Object> json = new LinkedHashMap<>();
        byProblem.forEach((problem, tuners) -> json.put(
                problem,
                tuners.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> figures(entry.getValue()),
                                (one, other) -> one,
                                LinkedHashMap::new))));
        return json;
    }

    private static Map<String, Object> figures(List<Run> runs) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("regret30", rounded(Quantiles.median(runs, run -> run.regretAfter(30))));
        figures.put(
                "crashes",
                rounded(runs.stream().mapToInt(Run::crashes).average().orElse(Double.NaN)));
        figures.put("runs", runs.size());
        return figures;
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e5) / 1e5 : value;
    }
}
