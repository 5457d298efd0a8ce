package io.scoot.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tables of what files of runs hold: median regret after 10, 20 and 30 observations, crashes, ranks, wins. */
@Command(name = "summary", mixinStandardHelpOptions = true, description = "Tables of runs, as Markdown.")
public final class Summary implements Callable<Integer> {

    private static final double FLOOR = 0.001; // of a regret, in geometric means

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Runs, as comparison writes them; plain or .gz.")
    private List<Path> files = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as well.")
    private @Nullable Path json;

    @Option(names = "--plot", paramLabel = "SVG", description = "Draw the median regret by observations there.")
    private @Nullable Path plot;

    @Option(names = "--parallelism", defaultValue = "1", description = "k of the runs in the tables (default: 1).")
    private int parallelism;

    private Summary() {}

    /** Runs the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Summary()).execute(arguments));
    }

    /** The runs of a parallelism: problem → tuner → runs. */
    static Map<String, Map<String, List<Run>>> byProblem(List<Run> runs, int parallelism) {
        return runs.stream()
                .filter(run -> run.parallelism() == parallelism)
                .collect(Collectors.groupingBy(
                        Run::problem,
                        LinkedHashMap::new,
                        Collectors.groupingBy(Run::tuner, LinkedHashMap::new, Collectors.toList())));
    }

    @Override
    public Integer call() throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Path file : files) {
            runs.addAll(Runs.read(file));
        }
        List<Run> rankedRuns =
                runs.stream().filter(run -> !Tuner.ablation(run.tuner())).toList();
        Map<String, Map<String, List<Run>>> byProblem = byProblem(runs, parallelism);
        Map<String, Map<String, List<Run>>> ranked = byProblem(rankedRuns, parallelism);
        List<String> tuners = rankedRuns.stream().map(Run::tuner).distinct().toList();
        HalfTable.print(ranked, tuners);
        medians(ranked, tuners);
        problems(byProblem);
        tuners(
                byProblem,
                new Ranks(ranked),
                runs.stream().map(Run::tuner).distinct().toList());
        pairs(ranked, tuners);
        Curves.printNeeded(
                ranked, tuners.stream().filter(t -> !t.equals(Tuner.OURS)).toList());
        if (plot != null) {
            Files.writeString(plot, Curves.svg(ranked));
        }
        if (json != null) {
            SummaryJson.write(json, runs);
        }
        return 0;
    }

    private static void medians(Map<String, Map<String, List<Run>>> byProblem, List<String> tuners) {
        System.out.println("Median regret at 30:\n");
        System.out.println("| problem | " + String.join(" | ", tuners) + " | crashes of scoot |");
        System.out.println("| --- |" + " --- |".repeat(tuners.size() + 1));
        byProblem.forEach((problem, map) -> {
            StringBuilder row = new StringBuilder("| " + problem);
            for (String tuner : tuners) {
                List<Run> runs = map.getOrDefault(tuner, List.of());
                row.append(
                        runs.isEmpty()
                                ? " | "
                                : String.format(
                                        Locale.ROOT, " | %.4f", Quantiles.median(runs, run -> run.regretAfter(30))));
            }
            double crashes = map.getOrDefault(Tuner.OURS, List.of()).stream()
                    .mapToInt(Run::crashes)
                    .average()
                    .orElse(Double.NaN);
            System.out.println(row + String.format(Locale.ROOT, " | %.1f |", crashes));
        });
        System.out.println();
    }

    private static void problems(Map<String, Map<String, List<Run>>> byProblem) {
        System.out.println(
                "| problem | tuner | runs | regret at 10 | 20 | 30 | 50 | quarter of the seeds above (30) | crashes | after start-up |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        byProblem.forEach((problem, tuners) -> tuners.forEach((tuner, of) -> System.out.println(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.4f | %.4f | %.4f | %s | %.4f | %.1f | %.0f %% |",
                problem,
                tuner,
                of.size(),
                Quantiles.median(of, run -> run.regretAfter(10)),
                Quantiles.median(of, run -> run.regretAfter(20)),
                Quantiles.median(of, run -> run.regretAfter(30)),
                Curves.of(of).length < 50
                        ? ""
                        : String.format(Locale.ROOT, "%.4f", Quantiles.median(of, run -> run.regretAfter(50))),
                Quantiles.of(of.stream().map(run -> run.regretAfter(30)).toList(), 0.75),
                of.stream().mapToInt(Run::crashes).average().orElse(0.0),
                100.0
                        * of.stream().mapToInt(Run::suggestedCrashes).sum()
                        / Math.max(1, of.stream().mapToInt(Run::suggested).sum())))));
        System.out.println();
    }

    private static void tuners(Map<String, Map<String, List<Run>>> byProblem, Ranks ranks, List<String> tuners) {
        System.out.println(
                "| tuner | problems | geometric mean of median regrets at 30 | mean of mean regrets at 30 | mean rank | 95 % |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String tuner : tuners) {
            List<List<Run>> of = byProblem.values().stream()
                    .map(map -> map.getOrDefault(tuner, List.of()))
                    .filter(list -> !list.isEmpty())
                    .toList();
            double logs = of.stream()
                    .mapToDouble(list -> Math.log(Math.max(FLOOR, Quantiles.median(list, run -> run.regretAfter(30)))))
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
                    "| %s | %d | %.4f | %.4f | %s |",
                    tuner,
                    of.size(),
                    Math.exp(logs),
                    mean,
                    Tuner.ablation(tuner) ? " | " : rank(ranks, tuner)));
        }
        System.out.println();
    }

    private static String rank(Ranks ranks, String tuner) {
        double[] interval = ranks.interval(tuner);
        return String.format(Locale.ROOT, "%.2f | %.2f–%.2f", ranks.mean(tuner), interval[0], interval[1]);
    }

    private static void pairs(Map<String, Map<String, List<Run>>> byProblem, List<String> tuners) {
        Ranks ranks = new Ranks(byProblem);
        System.out.println("Problems won, tied, lost by the median regret at 30, the row against the column:\n");
        System.out.println("| | " + String.join(" | ", tuners) + " |");
        System.out.println("| --- |" + " --- |".repeat(tuners.size()));
        for (String tuner : tuners) {
            StringBuilder row = new StringBuilder("| " + tuner);
            for (String rival : tuners) {
                int[] record = ranks.record(tuner, rival);
                row.append(tuner.equals(rival) ? " | " : String.format(" | %d–%d–%d", record[0], record[1], record[2]));
            }
            System.out.println(row + " |");
        }
    }
}
