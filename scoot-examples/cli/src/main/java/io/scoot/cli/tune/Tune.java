package io.scoot.cli.tune;

import io.scoot.cli.study.Console;
import io.scoot.cli.study.Studies;
import io.scoot.cli.study.StudyRun;
import io.scoot.cli.study.Typed;
import io.scoot.report.deploy.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The tune command: its subcommands say what is tuned; a simulated service where none is named. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        version = "Scoot 0.1",
        synopsisSubcommandLabel = "[sim|engine|llama]",
        description = {
            "Tunes a service and shows the result. Without a word that says what, a simulated one.",
            "",
            "Exit status: 0 if a configuration worked and kept the bounds; 1 if the study was stopped by a fault; 2 of a"
                    + " wrong option; 3 if nothing worked; 130 if it was interrupted."
        })
public final class Tune {

    private static final Set<String> OWN = Set.of("sim", "engine", "llama", "--help", "-h", "--version", "-V");

    private Tune() {}

    /** The command line of {@code mvn -Ptune}. */
    public static void main(String[] arguments) {
        List<String> all = completed(List.of(arguments));
        Console console = Console.ofProcess(Typed.now(all));
        int code = run(console, all);
        if (code == StudyRun.WORKED && console.typed().maven()) {
            console.err()
                    .println("As a command of its own: scoot-examples/cli/target/scoot tune "
                            + String.join(" ", all.stream().map(Shell::quoted).toList()));
        }
        if (code != 0) {
            System.exit(code);
        }
    }

    /** The command line without leaving the JVM: studies are run and shown. */
    public static int run(Console console, List<String> arguments) {
        return alone(console, new StudyRun(console))
                .execute(completed(arguments).toArray(String[]::new));
    }

    /** The command by itself, for arguments from elsewhere; what goes wrong is told on the console. */
    public static CommandLine alone(Console console, Studies studies) {
        CommandLine line = line(console, studies);
        return Failures.told(console.typed().maven() ? line : line.setCommandName("scoot tune"), console);
    }

    /**
     * The command, with its subcommands.
     *
     * @param studies what becomes of a study that is described
     */
    public static CommandLine line(Console console, Studies studies) {
        return new CommandLine(new Tune())
                .addSubcommand(new TuneSim(console, studies))
                .addSubcommand(new TuneEngine(console, studies))
                .addSubcommand(new TuneLlama(console, studies));
    }

    /** The arguments with what is tuned: a simulated service where they do not say. */
    public static List<String> completed(List<String> arguments) {
        if (!arguments.isEmpty() && OWN.contains(arguments.get(0))) {
            return arguments;
        }
        List<String> all = new ArrayList<>(List.of("sim"));
        all.addAll(arguments);
        return all;
    }
}
