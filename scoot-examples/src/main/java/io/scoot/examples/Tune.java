package io.scoot.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.examples.vllm.EngineProfile;
import io.scoot.examples.vllm.SimulatedService;
import io.scoot.journal.JournalException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: tunes a simulated service and shows the result. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        version = "Scoot 0.1",
        sortOptions = false,
        description = "Tunes a simulated vLLM service and shows the result.")
public final class Tune implements Callable<Integer> {

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "sql-13b-4a10",
            completionCandidates = ServiceNames.class,
            description = "Which service, see --list (default: ${DEFAULT-VALUE}).")
    private String service = "";

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
            names = "--suggester",
            paramLabel = "NAME",
            defaultValue = "scoot",
            description = "Who suggests: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SuggesterKind suggester = SuggesterKind.SCOOT;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "paper",
            description = "The engine's hidden constraints: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private EngineProfile profile = EngineProfile.PAPER;

    @Option(names = "--trace", paramLabel = "CSV", description = "Replay the lengths of this file instead.")
    private @Nullable Path trace;

    @Option(
            names = "--input-column",
            paramLabel = "NAME",
            defaultValue = "input_tokens",
            description = "Its column of prompt tokens (default: ${DEFAULT-VALUE}).")
    private String inputColumn = "";

    @Option(
            names = "--output-column",
            paramLabel = "NAME",
            defaultValue = "output_tokens",
            description = "Its column of generated tokens (default: ${DEFAULT-VALUE}).")
    private String outputColumn = "";

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Record every event in this file; where it exists, go on from there.")
    private @Nullable Path journal;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    @Option(names = "--list", description = "List the services and stop.")
    private boolean list;

    private final PrintWriter out;

    Tune(PrintWriter out) {
        this.out = out;
    }

    /** Runs the command line; exits with 0, or with 2 on a wrong option. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int code = run(out, err, arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** The command line without leaving the JVM. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Tune(out))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(EngineProfile.class, Tune::profileNamed)
                .setExecutionExceptionHandler(Tune::explain)
                .execute(arguments);
    }

    @Override
    public Integer call() throws JsonProcessingException {
        if (list) {
            SimulatedService.names()
                    .forEach(name -> out.printf(
                            "%-16s %s%n", name, SimulatedService.named(name).description()));
            return 0;
        }
        SimulatedService chosen = SimulatedService.named(service).withProfile(profile);
        if (trace != null) {
            chosen = chosen.withTrace(trace, inputColumn, outputColumn);
        }
        Report report = new Report(out, chosen);
        TrialLog log = new TrialLog();
        Scoot.Builder builder = new Scoot.Builder()
                .space(chosen.space())
                .objectives(chosen.objectives())
                .evaluator(chosen.evaluator())
                .budget(budget)
                .parallelism(parallelism)
                .seed(seed)
                .suggester(suggester.create())
                .listener(log);
        LiveProgress progress = new LiveProgress(out, chosen.space(), chosen.objectives(), budget, onTerminal(), log);
        if (!json) {
            builder.listener(progress);
        }
        if (journal != null) {
            builder.journal(journal);
        }
        try (Scoot scoot = builder.build()) {
            if (!json) {
                report.before(this);
                progress.header();
                Result known = scoot.result(); // from the journal
                known.observations().forEach(progress::finished);
                known.confirmations().forEach(progress::finished);
            }
            Result result = scoot.run();
            if (json) {
                JsonReport.write(out, this, result, log);
            } else {
                report.after(result, log);
            }
        }
        return 0;
    }

    String service() {
        return service;
    }

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

    private static EngineProfile profileNamed(String name) {
        for (EngineProfile profile : EngineProfile.values()) {
            if (profile.toString().equals(name)) {
                return profile;
            }
        }
        throw new CommandLine.TypeConversionException("\"" + name + "\"; there are " + List.of(EngineProfile.values()));
    }

    /** From JDK 22 to 24 a pipe has a console too; there it gets the bar's carriage returns. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        return System.console() != null && System.getenv("TERM") != null;
    }

    /** A wrong option is told in a line, not in a stack trace. */
    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof IllegalArgumentException
                || e instanceof UncheckedIOException
                || e instanceof JournalException) {
            line.getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        throw e;
    }

    /** For shells that complete. */
    static final class ServiceNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SimulatedService.names().iterator();
        }
    }
}
