package io.scoot.cli.tune;

import io.scoot.Slo;
import io.scoot.cli.study.Settings;
import io.scoot.cli.study.Subject;
import io.scoot.cli.study.SuggesterKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every study. */
final class StudyOptions {

    private static final Pattern BOUND = Pattern.compile(
            "([^<>=\\s]+)\\s*(<=|>=)\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)\\s*(\\*\\s*default)?");

    @Option(
            names = "--budget",
            paramLabel = "N",
            defaultValue = "30",
            description = "Observations, the default configuration included (default: ${DEFAULT-VALUE}).")
    private int budget;

    @Option(
            names = "--parallelism",
            paramLabel = "K",
            defaultValue = "1",
            description = "Configurations suggested and evaluated at a time (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--confirmations",
            paramLabel = "N",
            defaultValue = "3",
            description = "Pairs of runs of default and best, each pair under an arrival order of its own: 2 N"
                    + " evaluations more (default: ${DEFAULT-VALUE}).")
    private int confirmations;

    @Option(
            names = "--confirm-simplified",
            description = "Run the best with fewer flags beside each pair, too: N evaluations more.")
    private boolean confirmSimplified;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "An evaluation past it is ended and counts as a crash.")
    private @Nullable Double timeout;

    @Option(
            names = "--suggester",
            paramLabel = "NAME",
            defaultValue = "scoot",
            description = "Who suggests: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SuggesterKind suggester = SuggesterKind.SCOOT;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Record every event in this file; where it exists, go on from there.")
    private @Nullable Path journal;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the study's page, one HTML file that opens offline, at the end.")
    private @Nullable Path page;

    @Option(
            names = "--bound",
            paramLabel = "METRIC<=VALUE",
            description = "A bound that the best must keep, such as 'p95_ttft_ms<=500' or 'accuracy>=0.99*default';"
                    + " several are all kept; they replace the service's own.")
    private final List<String> bounds = new ArrayList<>();

    private final List<Slo> further = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    int parallelism() {
        return parallelism;
    }

    long seed() {
        return seed;
    }

    boolean json() {
        return json;
    }

    /** What the options say, for a subject. */
    Settings settings(Subject subject) {
        return new Settings(
                budget,
                parallelism,
                seed,
                confirmations,
                confirmSimplified,
                Optional.ofNullable(timeout).map(seconds -> Duration.ofMillis((long) (1e3 * seconds))),
                suggester,
                Optional.ofNullable(journal),
                Optional.ofNullable(page),
                slos(subject),
                json);
    }

    /** Bounds that other options of the command line give. */
    void alsoWithin(List<Slo> more) {
        further.addAll(more);
    }

    /** The bounds: those of the command line, else the subject's. */
    private List<Slo> slos(Subject subject) {
        return bounds.isEmpty() && further.isEmpty() ? subject.slos() : bounds();
    }

    /** The bounds of the command line. */
    List<Slo> bounds() {
        return Stream.concat(further.stream(), bounds.stream().map(StudyOptions::slo))
                .toList();
    }

    private static Slo slo(String text) {
        Matcher parts = BOUND.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("--bound \"" + text + "\": give METRIC<=VALUE or METRIC>=VALUE, such as"
                    + " 'p95_ttft_ms<=500', or 'accuracy>=0.99*default'");
        }
        double value = Double.parseDouble(parts.group(3));
        Slo slo = parts.group(2).equals("<=") ? Slo.atMost(parts.group(1), value) : Slo.atLeast(parts.group(1), value);
        return parts.group(4) == null ? slo : slo.timesDefault();
    }
}
