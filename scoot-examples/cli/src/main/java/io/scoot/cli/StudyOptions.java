package io.scoot.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scoot.Objective;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.Slo;
import io.scoot.StudyStoppedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every study, and how it is run and shown. */
final class StudyOptions {

    private static final Pattern BOUND = Pattern.compile(
            "([^<>=\\s]+)\\s*(<=|>=)\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)\\s*(\\*\\s*default)?");

    private static final int STOPPED = 1;
    private static final int NOTHING_WORKED = 3;

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
            description = "Runs of the best configuration under other arrival orders (default: ${DEFAULT-VALUE}).")
    private int confirmations;

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
            names = "--bound",
            paramLabel = "METRIC<=VALUE",
            description = "A bound that the best must keep, such as 'p95_ttft_ms<=500' or 'accuracy>=0.99*default';"
                    + " several are all kept; they replace the service's own.")
    private final List<String> bounds = new ArrayList<>();

    private final List<Slo> further = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create(); // set by picocli

    int budget() {
        return budget;
    }

    int parallelism() {
        return parallelism;
    }

    long seed() {
        return seed;
    }

    SuggesterKind suggester() {
        return suggester;
    }

    /**
     * Tunes, and shows how it goes and what came of it.
     *
     * @return the exit status: 0 if a configuration worked, 1 if the study was stopped by a fault, 3 if nothing worked
     */
    int run(Subject subject, PrintWriter out) throws JsonProcessingException {
        Objective[] objectives = subject.objectives().toArray(Objective[]::new);
        List<Slo> slos = slos(subject);
        Report report = new Report(out, subject);
        TrialLog log = new TrialLog();
        Scoot.Builder builder = new Scoot.Builder()
                .space(subject.space())
                .objectives(objectives)
                .slos(slos.toArray(Slo[]::new))
                .evaluator(subject.evaluator())
                .budget(budget)
                .parallelism(parallelism)
                .seed(seed)
                .confirmations(confirmations)
                .suggester(suggester.create())
                .context(subject.context())
                .listener(log);
        LiveProgress progress = new LiveProgress(out, subject.space(), objectives, slos, budget, onTerminal(), log);
        if (!json) {
            builder.listener(progress);
        }
        if (journal != null) {
            builder.journal(journal);
        }
        if (timeout != null) {
            builder.timeout(Duration.ofMillis((long) (1e3 * timeout)));
        }
        try (Scoot scoot = builder.build()) {
            if (!json) {
                report.before(this);
                progress.header();
                Result known = scoot.result(); // from the journal
                known.observations().forEach(progress::finished);
                known.confirmations().forEach(progress::finished);
            }
            Result result;
            boolean stopped = false;
            try {
                result = scoot.run();
            } catch (StudyStoppedException e) { // what was observed is shown all the same
                result = e.result();
                stopped = true;
                spec.commandLine().getErr().println("The study was stopped: " + e.getMessage());
            }
            if (json) {
                JsonReport.write(out, subject, this, result, log);
            } else {
                report.after(result, log);
            }
            return result.best().isEmpty() ? NOTHING_WORKED : stopped ? STOPPED : 0;
        }
    }

    /** Bounds that other options of the command line give. */
    void alsoWithin(List<Slo> more) {
        further.addAll(more);
    }

    /** The bounds: those of the command line, else the subject's. */
    List<Slo> slos(Subject subject) {
        return bounds.isEmpty() && further.isEmpty()
                ? subject.slos()
                : Stream.concat(further.stream(), bounds.stream().map(StudyOptions::slo))
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

    /** From JDK 22 to 24 a pipe has a console too; there it gets the bar's carriage returns. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        return System.console() != null && System.getenv("TERM") != null;
    }
}
