package io.scoot.cli.tune;

import io.scoot.JournalException;
import io.scoot.cli.study.Console;
import io.scoot.cli.study.StudyRun;
import io.scoot.cli.study.Typed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What goes wrong is told in a line, not in a stack trace, unless {@code --debug} asks for it. */
public final class Failures {

    private static final String DEBUG = "--debug";

    private Failures() {}

    /** The command line, with what goes wrong told on the console. */
    public static CommandLine told(CommandLine line, Console console) {
        Typed typed = console.typed();
        addDebug(line);
        return line.setOut(console.out())
                .setErr(console.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> wrongOption(e, typed))
                .setExecutionExceptionHandler(Failures::failed);
    }

    private static void addDebug(CommandLine line) {
        if (line.getSubcommands().isEmpty()) {
            line.getCommandSpec()
                    .addOption(OptionSpec.builder(DEBUG)
                            .type(boolean.class)
                            .description("Print the stack trace of what fails.")
                            .build());
        }
        line.getSubcommands().values().forEach(Failures::addDebug);
    }

    /** The option that is wrong, rather than all there are. */
    private static int wrongOption(CommandLine.ParameterException e, Typed typed) {
        CommandLine line = e.getCommandLine();
        line.getErr().println(e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
            ArgSpec wrong = e.getArgSpec();
            if (wrong instanceof OptionSpec option) {
                line.getErr().print(described(line, option));
            }
        }
        List<String> words =
                new ArrayList<>(List.of(line.getCommandSpec().qualifiedName().split(" ", -1)));
        words.remove("scoot");
        words.add("--help");
        line.getErr().println("All options: " + typed.command(words.toArray(String[]::new)));
        return CommandLine.ExitCode.USAGE;
    }

    private static String described(CommandLine line, OptionSpec option) {
        Help help = line.getHelpFactory().create(line.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF));
        Help.Layout layout = help.createDefaultLayout();
        layout.addOption(option, help.createDefaultParamLabelRenderer());
        return layout.toString();
    }

    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
        if (debug(parsed)) {
            e.printStackTrace(line.getErr());
        } else {
            line.getErr().println(told(e));
        }
        return e instanceof IllegalArgumentException
                        || e instanceof UncheckedIOException
                        || e instanceof JournalException
                ? CommandLine.ExitCode.USAGE
                : StudyRun.STOPPED;
    }

    private static String told(Exception e) {
        boolean speaks = e instanceof IllegalArgumentException
                || e instanceof IOException
                || e instanceof UncheckedIOException
                || e instanceof JournalException;
        return speaks && e.getMessage() != null ? e.getMessage() : "Scoot failed: " + e + "; --debug shows where";
    }

    private static boolean debug(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.hasMatchedOption(DEBUG);
    }
}
