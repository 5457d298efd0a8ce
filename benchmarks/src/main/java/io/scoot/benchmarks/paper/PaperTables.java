package io.scoot.benchmarks.paper;

import io.scoot.acq.Hypervolume;
import io.scoot.benchmarks.plot.Chart;
import io.scoot.benchmarks.plot.Series;
import io.scoot.simulator.SimulatedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The paper's figures 6–13, 15 and 16 as Markdown tables, on the simulated services. */
@Command(
        name = "paper-tables",
        mixinStandardHelpOptions = true,
        description = "The paper's figures 6 to 13, 15 and 16 on the simulated services, as Markdown.")
public final class PaperTables implements Callable<Integer> {

    private static final List<String> TUNERS = List.of("scoot", "paper", "vanilla", "genetic", "sobol");
    private static final List<Integer> DEGREES = List.of(1, 2, 4, 8);

    @Option(names = "--seeds", defaultValue = "3", description = "Studies of each kind (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--fronts", paramLabel = "SVG", description = "Draw the Pareto sets of figures 15 and 16 there.")
    private Optional<Path> fronts = Optional.empty();

    private final Map<String, ServiceRun> done = new ConcurrentHashMap<>();

    private PaperTables() {}

    /** Runs the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PaperTables()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<String> services = SimulatedService.names();
        List<ServiceRun> runs = runs(TUNERS, services, List.of(1));
        gains(runs);
        services(runs, services);
        forest();
        parallel();
        paretoSets(runs);
        return 0;
    }

    private List<ServiceRun> runs(List<String> tuners, List<String> services, List<Integer> degrees) {
        List<ServiceRun> runs = new ArrayList<>();
        for (String tuner : tuners) {
            for (int degree : degrees) {
                runs.addAll(services.stream()
                        .flatMap(service -> IntStream.rangeClosed(1, seeds).mapToObj(seed -> Map.entry(service, seed)))
                        .toList()
                        .parallelStream()
                        .map(one -> run(tuner, one.getKey(), degree, one.getValue()))
                        .toList());
            }
        }
        return runs;
    }

    /** Several figures are of the same studies; each is made once. */
    private ServiceRun run(String tuner, String service, int degree, long seed) {
        String key = String.join(" ", tuner, service, String.valueOf(degree), String.valueOf(seed));
        ServiceRun known = done.get(key);
        if (known != null) {
            return known;
        }
        ServiceRun run = ServiceRun.of(tuner, service, degree, seed);
        done.put(key, run);
        return run;
    }

    /** Figures 6–11: the most and the mean over an application's services. */
    private static void gains(List<ServiceRun> runs) {
        System.out.println("### Figures 6 to 11: gain over the default\n");
        System.out.println("| application | measure | the paper's SCOOT, up to | "
                + String.join(
                        " | ", TUNERS.stream().map(t -> t + ": up to, mean").toList()) + " |");
        System.out.println("| --- | --- | --- | " + "--- | ".repeat(TUNERS.size()));
        row(runs, "bot", 0, "TTFT", "98.9 %");
        row(runs, "bot", 1, "TPOT", "10.5 %");
        row(runs, "sql", 0, "TTFT", "99.8 %");
        row(runs, "sql", 1, "TPOT", "61.0 %");
        row(runs, "cls", 0, "p95 latency", "40.6 %");
        row(runs, "rec", 0, "throughput", "68.3 %");
        System.out.println();
    }

    private static void row(List<ServiceRun> runs, String application, int objective, String measure, String paper) {
        List<String> cells = new ArrayList<>();
        for (String tuner : TUNERS) {
            List<ServiceRun> of = of(runs, tuner)
                    .filter(run -> run.service().startsWith(application))
                    .toList();
            cells.add(String.format(
                    Locale.ROOT,
                    "%.1f, %.1f %%",
                    of.stream().mapToDouble(run -> run.gains()[objective]).max().orElseThrow(),
                    mean(of, run -> run.gains()[objective])));
        }
        System.out.println("| " + application.toUpperCase(Locale.ROOT) + " | " + measure + " | " + paper + " | "
                + String.join(" | ", cells) + " |");
    }

    /** The same by service: medians of the seeds, and crashes. */
    private static void services(List<ServiceRun> runs, List<String> services) {
        System.out.println(
                "### By service: median gain per objective in percent; studies that beat the default; crashed"
                        + " suggestions\n");
        System.out.println("| service | " + String.join(" | ", TUNERS) + " |");
        System.out.println("| --- | " + "--- | ".repeat(TUNERS.size()));
        for (String service : services) {
            List<String> cells = new ArrayList<>();
            for (String tuner : TUNERS) {
                cells.add(cell(of(runs, tuner)
                        .filter(run -> run.service().equals(service))
                        .toList()));
            }
            System.out.println("| " + service + " | " + String.join(" | ", cells) + " |");
        }
        List<String> totals = new ArrayList<>();
        for (String tuner : TUNERS) {
            List<ServiceRun> of = of(runs, tuner).toList();
            totals.add(String.format(Locale.ROOT, "%d of %d; %.0f %%", better(of), of.size(), 100.0 * crashShare(of)));
        }
        System.out.println("| all | " + String.join(" | ", totals) + " |\n");
    }

    private static String cell(List<ServiceRun> runs) {
        List<String> gains = new ArrayList<>();
        for (int j = 0; j < runs.get(0).gains().length; j++) {
            int objective = j;
            double[] sorted = runs.stream()
                    .mapToDouble(run -> run.gains()[objective])
                    .sorted()
                    .toArray();
            gains.add(String.format(Locale.ROOT, "%.1f", sorted[sorted.length / 2]));
        }
        return String.format(
                Locale.ROOT,
                "%s; %d/%d; %.0f %%",
                String.join(", ", gains),
                better(runs),
                runs.size(),
                100.0 * crashShare(runs));
    }

    /** Figure 12: with and without the forest. */
    private void forest() {
        System.out.println("### Figure 12: learning the probability of feasibility (2 and 4 A100)\n");
        System.out.println("| services | tuner | mean gain per objective | crashed suggestions |");
        System.out.println("| --- | --- | --- | --- |");
        for (List<String> services : List.of(
                List.of("cls-7b-2a100", "cls-7b-4a100", "cls-13b-2a100", "cls-13b-4a100"),
                List.of("bot-7b-2a100", "bot-7b-4a100"))) {
            for (String tuner : List.of("paper", "paper-unconstrained", "scoot", "scoot-unconstrained")) {
                List<ServiceRun> runs = runs(List.of(tuner), services, List.of(1));
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %s | %.0f %% |%n",
                        services.get(0).substring(0, 3).toUpperCase(Locale.ROOT),
                        tuner,
                        meanGains(runs),
                        100.0 * crashShare(runs));
            }
        }
        System.out.println();
    }

    /** Figure 13: parallel suggestion. */
    private void parallel() {
        System.out.println("### Figure 13: parallel suggestion (2 A100, 30 observations)\n");
        System.out.println(
                "| service | tuner | k | mean gain per objective | crashed suggestions | hours of evaluation |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String service : List.of("cls-7b-2a100", "cls-13b-2a100", "bot-7b-2a100")) {
            for (String tuner : List.of("paper", "scoot")) {
                for (int degree : DEGREES) {
                    List<ServiceRun> runs = runs(List.of(tuner), List.of(service), List.of(degree));
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %s | %d | %s | %.0f %% | %.2f |%n",
                            service,
                            tuner,
                            degree,
                            meanGains(runs),
                            100.0 * crashShare(runs),
                            mean(runs, ServiceRun::hours));
                }
            }
        }
        System.out.println();
    }

    /** Figures 15 and 16: the Pareto sets under 4 A10. */
    private void paretoSets(List<ServiceRun> runs) throws IOException {
        System.out.println(
                "### Figures 15 and 16: Pareto sets (4 A10, first seed): points, and share of the hypervolume of all"
                        + " tuners' points together\n");
        System.out.println("| service | " + String.join(" | ", TUNERS) + " |");
        System.out.println("| --- | " + "--- | ".repeat(TUNERS.size()));
        List<Chart> charts = new ArrayList<>();
        for (String service : List.of("bot-7b-4a10", "bot-13b-4a10", "sql-7b-4a10", "sql-13b-4a10")) {
            Map<String, List<double[]>> sets = new LinkedHashMap<>();
            for (String tuner : TUNERS) {
                sets.put(
                        tuner,
                        of(runs, tuner)
                                .filter(run -> run.service().equals(service))
                                .findFirst()
                                .orElseThrow()
                                .front());
            }
            double[] reference = worst(sets);
            List<double[]> all = sets.values().stream().flatMap(List::stream).toList();
            List<String> cells = new ArrayList<>();
            sets.forEach((tuner, set) -> cells.add(String.format(
                    Locale.ROOT, "%d, %.0f %%", set.size(), 100.0 * volume(set, reference) / volume(all, reference))));
            System.out.println("| " + service + " | " + String.join(" | ", cells) + " |");
            charts.add(new Chart(
                    service,
                    "TTFT [ms]",
                    "TPOT [ms]",
                    true,
                    false,
                    sets.entrySet().stream()
                            .map(set -> new Series(set.getKey(), set.getValue(), false))
                            .toList()));
        }
        if (fronts.isPresent()) {
            Files.writeString(fronts.get(), Chart.svg(charts, 2));
        }
    }

    /** A little beyond the worst of all points: the end points count, too. */
    private static double[] worst(Map<String, List<double[]>> sets) {
        double[] worst = {0.0, 0.0};
        sets.values()
                .forEach(set -> set.forEach(point -> {
                    for (int j = 0; j < 2; j++) {
                        worst[j] = Math.max(worst[j], 1.05 * point[j]);
                    }
                }));
        return worst;
    }

    private static double volume(List<double[]> points, double[] reference) {
        double[][] negated = points.stream()
                .map(p -> Arrays.stream(p).map(v -> -v).toArray())
                .toArray(double[][]::new);
        return Hypervolume.of(negated, Arrays.stream(reference).map(v -> -v).toArray());
    }

    private static Stream<ServiceRun> of(List<ServiceRun> runs, String tuner) {
        return runs.stream().filter(run -> run.tuner().equals(tuner));
    }

    private static String meanGains(List<ServiceRun> runs) {
        return IntStream.range(0, runs.get(0).gains().length)
                .mapToObj(j -> String.format(Locale.ROOT, "%.1f %%", mean(runs, run -> run.gains()[j])))
                .collect(Collectors.joining(", "));
    }

    private static double mean(List<ServiceRun> runs, ToDoubleFunction<ServiceRun> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static int better(List<ServiceRun> runs) {
        return (int) runs.stream().filter(ServiceRun::better).count();
    }

    private static double crashShare(List<ServiceRun> runs) {
        return (double) runs.stream().mapToInt(ServiceRun::crashed).sum()
                / runs.stream().mapToInt(ServiceRun::suggested).sum();
    }
}
