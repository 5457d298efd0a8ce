package io.scoot.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scoot.JournalException;
import io.scoot.simulator.EngineProfile;
import io.scoot.simulator.SimulatedService;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line. By itself it tunes a simulated service; its subcommands tune engines. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        version = "Scoot 0.1",
        sortOptions = false,
        description = "Tunes a simulated vLLM service and shows the result; the subcommands tune real engines.")
public final class Tune implements Callable<Integer> {

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "sql-13b-4a10",
            completionCandidates = ServiceNames.class,
            description = "Which service, see --list (default: ${DEFAULT-VALUE}).")
    private String service = "";

    @Mixin
    private final StudyOptions study = new StudyOptions();

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

    @Option(names = "--list", description = "List the services and stop.")
    private boolean list;

    private final PrintWriter out;

    Tune(PrintWriter out) {
        this.out = out;
    }

    /** Runs the command line; exits with 0 if a configuration worked, 1 if the study was stopped by a fault, 2 on a wrong option, 3 if nothing
     * worked. */
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
                .addSubcommand(new TuneEngine(out))
                .addSubcommand(new TuneLlama(out))
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
        return study.run(
                new Subject(
                        chosen.name(),
                        chosen.description(),
                        chosen.space(),
                        List.of(chosen.objectives()),
                        chosen.evaluator(),
                        chosen::serveCommand,
                        context(chosen)),
                out);
    }

    private Map<String, String> context(SimulatedService chosen) {
        return Map.of(
                "service",
                chosen.name(),
                "profile",
                profile.toString(),
                "trace",
                trace == null ? "the service's" : trace + " " + inputColumn + " " + outputColumn);
    }

    private static EngineProfile profileNamed(String name) {
        for (EngineProfile profile : EngineProfile.values()) {
            if (profile.toString().equals(name)) {
                return profile;
            }
        }
        throw new CommandLine.TypeConversionException("\"" + name + "\"; there are " + List.of(EngineProfile.values()));
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
