package io.scoot.cli;

import io.scoot.cli.batch.Batch;
import io.scoot.cli.study.Console;
import io.scoot.cli.study.StudyRun;
import io.scoot.cli.study.Typed;
import io.scoot.cli.tune.Failures;
import io.scoot.cli.tune.Tune;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code scoot} command. */
@Command(
        name = "scoot",
        mixinStandardHelpOptions = true,
        version = "Scoot 0.1",
        synopsisSubcommandLabel = "COMMAND",
        description = "Tunes the parameters of LLM inference engines, so that a service meets better SLOs.")
public final class ScootCommand {

    private ScootCommand() {}

    /** Runs the command line, and leaves the JVM with its exit status. */
    public static void main(String[] arguments) {
        List<String> all = completed(List.of(arguments));
        List<String> tune = !all.isEmpty() && all.get(0).equals("tune") ? all.subList(1, all.size()) : List.of();
        int code = run(Console.ofProcess(Typed.now(tune)), all);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** The command line without leaving the JVM. */
    static int run(Console console, List<String> arguments) {
        CommandLine line = new CommandLine(new ScootCommand())
                .addSubcommand(Tune.line(console, new StudyRun(console)))
                .addSubcommand(new Resume(console))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new ListCatalogues(console))
                .addSubcommand(new Batch(console));
        return Failures.told(line, console).execute(completed(arguments).toArray(String[]::new));
    }

    private static List<String> completed(List<String> arguments) {
        if (arguments.isEmpty()) {
            return List.of("--help");
        }
        if (!arguments.get(0).equals("tune")) {
            return arguments;
        }
        List<String> all = new ArrayList<>(List.of("tune"));
        all.addAll(Tune.completed(arguments.subList(1, arguments.size())));
        return all;
    }
}
