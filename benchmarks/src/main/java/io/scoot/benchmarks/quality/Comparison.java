package io.scoot.benchmarks.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.benchmarks.problems.Half;
import io.scoot.benchmarks.problems.Problem;
import io.scoot.benchmarks.problems.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs tuners on problems and appends one JSON line per run; what the file has already is not run again. */
@Command(
        name = "comparison",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs tuners on problems, one JSON line per run; resumable.")
public final class Comparison implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--tuners", split = ",", description = "Which (default: the command line's five).")
    private List<String> tuners = List.of("scoot", "paper", "sobol", "genetic", "vanilla");

    @Option(names = "--problems", split = ",", description = "Which (default: all).")
    private List<String> problems = List.of();

    @Option(names = "--half", description = "Of these problems those of one half: ${COMPLETION-CANDIDATES}.")
    private @Nullable Half half;

    @Option(names = "--tables", paramLabel = "FOLDER", description = "Measured tables, as published.")
    private @Nullable Path tables;

    @Option(
            names = "--bounded",
            paramLabel = "KIND",
            description = "The problems under bounds in place of the others: service or table.")
    private Half.@Nullable Kind bounded;

    @Option(
            names = "--sketches",
            description = "Quick problems of neither half, to try a change on, in place of the others.")
    private boolean sketches;

    @Option(
            names = "--noise",
            defaultValue = "0",
            description = "Deviation of the factor that each measurement is multiplied by (default: none).")
    private double noise;

    @Option(names = "--seeds", defaultValue = "20", description = "Seeds 1 to … (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--budget", defaultValue = "30", description = "Observations (default: ${DEFAULT-VALUE}).")
    private int budget;

    @Option(names = "--parallelism", defaultValue = "1", description = "k (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(names = "--out", defaultValue = "runs.jsonl", description = "File of JSON lines to append to.")
    private Path out = Path.of("");

    @Option(names = "--list", description = "List problems and tuners and stop.")
    private boolean list;

    private Comparison() {}

    /** Runs the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Comparison())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Optional<Path> folder = Optional.ofNullable(tables);
        List<Problem> all = sketches
                ? Problems.sketches()
                : bounded == null ? Problems.all(folder) : Problems.bounded(bounded, folder);
        if (list) {
            all.forEach(
                    problem -> System.out.println(Half.of(problem.name()).name().toLowerCase(Locale.ROOT) + " "
                            + Half.kind(problem.name()).name().toLowerCase(Locale.ROOT) + " " + problem.name()));
            Tuner.all().forEach(tuner -> System.out.println("tuner " + tuner.name()));
            return 0;
        }
        Set<String> done = Runs.keys(out);
        try (PrintWriter lines =
                new PrintWriter(Files.newBufferedWriter(out, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            for (Problem problem : wanted(all)) {
                String name = Run.noisy(problem.name(), noise);
                for (String tuner : tuners) {
                    LongStream.rangeClosed(1, seeds)
                            .parallel()
                            .filter(seed -> !done.contains(Run.key(tuner, name, seed, parallelism)))
                            .mapToObj(seed -> Run.of(Tuner.named(tuner), problem, noise, seed, budget, parallelism))
                            .forEach(run -> append(lines, run));
                }
            }
        }
        return 0;
    }

    private List<Problem> wanted(List<Problem> all) {
        List<Problem> named = problems.isEmpty()
                ? all
                : problems.stream().map(name -> Problems.named(name, all)).toList();
        return named.stream()
                .filter(problem -> half == null || Half.of(problem.name()) == half)
                .toList();
    }

    private static void append(PrintWriter lines, Run run) {
        try {
            String line = JSON.writeValueAsString(run);
            synchronized (lines) {
                lines.println(line);
                lines.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
