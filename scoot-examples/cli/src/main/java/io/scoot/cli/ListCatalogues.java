package io.scoot.cli;

import io.scoot.cli.study.Console;
import io.scoot.cli.study.StudyRun;
import io.scoot.cli.tune.Tune;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the engines' catalogues tune. */
@Command(
        name = "catalogue",
        mixinStandardHelpOptions = true,
        description = "Lists the engines' catalogues and what they tune.")
final class ListCatalogues implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "One of them; all unless given.")
    private @Nullable String name;

    @Option(
            names = "--include",
            paramLabel = "NAME",
            split = ",",
            description = "Parameters offered only where asked for.")
    private List<String> include = new ArrayList<>();

    private final Console console;

    ListCatalogues(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(List.of("engine", "--list"));
        if (name != null) {
            arguments.addAll(List.of("--space", name));
        }
        if (!include.isEmpty()) {
            arguments.addAll(List.of("--include", String.join(",", include)));
        }
        return Tune.alone(console, new StudyRun(console)).execute(arguments.toArray(String[]::new));
    }
}
