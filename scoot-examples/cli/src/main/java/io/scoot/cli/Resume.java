package io.scoot.cli;

import io.scoot.cli.study.CommandFile;
import io.scoot.cli.study.Console;
import io.scoot.cli.study.StudyRun;
import io.scoot.cli.study.Typed;
import io.scoot.cli.tune.Tune;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Goes on with a study from its journal. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description =
                "Goes on with a study of which the journal is there, as its command was typed, with more options after"
                        + " the file if wanted: scoot resume study.jsonl --budget 50")
final class Resume implements Callable<Integer> {

    private static final String BOUND = "--bound";

    @Parameters(index = "0", paramLabel = "FILE", description = "The journal.")
    private Path journal = Path.of("");

    /** Options of the tune command that count in place of, or beside, those of then. */
    @Unmatched
    private List<String> more = new ArrayList<>();

    private final Console console;

    Resume(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Recorded.requireJournal(journal);
        CommandFile then = CommandFile.beside(journal)
                .orElseThrow(() -> new IllegalArgumentException("there is no " + CommandFile.file(journal)
                        + ", which says how the study was begun: type its tune command again, with --journal "
                        + journal));
        String here = Path.of("").toAbsolutePath().toString();
        if (!then.directory().equals(here)) {
            console.err()
                    .println("The study was begun in " + then.directory() + "; relative paths are now meant from "
                            + here + ".");
        }
        List<String> arguments = new ArrayList<>(then.arguments());
        if (more.stream().anyMatch(option -> option.startsWith(BOUND))) { // a list, which would grow
            for (int at = arguments.indexOf(BOUND); at >= 0; at = arguments.indexOf(BOUND)) {
                arguments.subList(at, Math.min(at + 2, arguments.size())).clear();
            }
            arguments.removeIf(argument -> argument.startsWith(BOUND + "="));
        }
        int command = arguments.indexOf("--"); // the engine's
        arguments.addAll(command < 0 ? arguments.size() : command, options());
        Console again = new Console(
                console.out(), console.err(), new Typed(console.typed().maven(), arguments), console.screen());
        return Tune.alone(again, new StudyRun(again))
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments.toArray(String[]::new));
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of("--journal", journal.toString()));
        options.addAll(more);
        return options;
    }
}
