package io.scoot.benchmarks.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Mean ranks of tuners by regret at 30 observations: over problems and seeds, 1 + the share of each rival's runs that are
 * better + half of those that are equal.
 */
final class Ranks {

    private static final int RESAMPLES = 1000;

    private final Map<String, Map<String, List<Run>>> byProblem;

    Ranks(Map<String, Map<String, List<Run>>> byProblem) {
        this.byProblem = byProblem;
    }

    double mean(String tuner) {
        return mean(tuner, byProblem);
    }

    /** The bootstrap's 95 % interval: runs are drawn anew within each tuner and problem. */
    double[] interval(String tuner) {
        SplittableRandom random = new SplittableRandom(1);
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < RESAMPLES; i++) {
            Map<String, Map<String, List<Run>>> drawn = new LinkedHashMap<>();
            byProblem.forEach((problem, tuners) -> {
                Map<String, List<Run>> again = new LinkedHashMap<>();
                tuners.forEach((name, runs) -> again.put(name, resampled(runs, random)));
                drawn.put(problem, again);
            });
            means.add(mean(tuner, drawn));
        }
        return new double[] {Quantiles.of(means, 0.025), Quantiles.of(means, 0.975)};
    }

    /** Over problems: wins, ties and losses of the medians, apart by more than a hundredth of the regret's unit. */
    int[] record(String tuner, String rival) {
        int[] record = new int[3];
        byProblem.values().forEach(tuners -> {
            if (tuners.containsKey(tuner) && tuners.containsKey(rival)) {
                double difference = Quantiles.median(tuners.getOrDefault(tuner, List.of()), run -> run.regretAfter(30))
                        - Quantiles.median(tuners.getOrDefault(rival, List.of()), run -> run.regretAfter(30));
                record[difference < -0.01 ? 0 : difference > 0.01 ? 2 : 1]++;
            }
        });
        return record;
    }

    private static List<Run> resampled(List<Run> runs, SplittableRandom random) {
        List<Run> drawn = new ArrayList<>();
        runs.forEach(run -> drawn.add(runs.get(random.nextInt(runs.size()))));
        return drawn;
    }

    private static double mean(String tuner, Map<String, Map<String, List<Run>>> byProblem) {
        double sum = 0.0;
        int count = 0;
        for (Map<String, List<Run>> tuners : byProblem.values()) {
            for (Run run : tuners.getOrDefault(tuner, List.of())) {
                sum += rank(run, tuners);
                count++;
            }
        }
        return sum / Math.max(1, count);
    }

    private static double rank(Run run, Map<String, List<Run>> tuners) {
        double rank = 1.0;
        for (Map.Entry<String, List<Run>> other : tuners.entrySet()) {
            if (!other.getKey().equals(run.tuner())) {
                rank += other.getValue().stream()
                        .mapToDouble(rival -> 0.5 + 0.5 * Math.signum(run.regretAfter(30) - rival.regretAfter(30)))
                        .average()
                        .orElse(0.0);
            }
        }
        return rank;
    }
}
