package io.scoot.cli;

import io.scoot.Observation;
import io.scoot.cli.study.CommandFile;
import io.scoot.cli.study.Console;
import io.scoot.cli.study.StudyRun;
import io.scoot.report.Export;
import io.scoot.report.deploy.Deployment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes data out of a journal. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints a study's trials as CSV or JSON, or its best configuration as it is deployed.")
final class ExportCommand implements Callable<Integer> {

    /** What is printed: all trials, or the best configuration. */
    enum Form {
        /** All trials. */
        CSV,
        /** All trials, and the study. */
        JSON,
        /** The engine's command on one line. */
        COMMAND,
        /** Variables. */
        ENV,
        /** A container's arguments. */
        KUBERNETES,
        /** Values of a chart. */
        HELM,
        /** The values that differ from the default. */
        VALUES
    }

    @Parameters(index = "0", paramLabel = "FILE", description = "The journal.")
    private Path journal = Path.of("");

    @Option(
            names = "--as",
            paramLabel = "FORM",
            defaultValue = "csv",
            description =
                    "csv or json: all trials; command, env, kubernetes, helm or values: the best configuration, of"
                            + " what differs from the default (default: ${DEFAULT-VALUE}).")
    private Form form = Form.CSV;

    @Option(names = "--trial", paramLabel = "N", description = "This trial's configuration in place of the best.")
    private @Nullable Integer trial;

    private final Console console;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (form == Form.CSV || form == Form.JSON) {
            Recorded.requireJournal(journal);
            Export export = Export.of(journal);
            return printed(form == Form.CSV ? export.csv() : export.json());
        }
        Recorded study = Recorded.of(journal);
        Optional<Observation> wanted = wanted(study);
        if (wanted.isPresent()) {
            boolean words = form == Form.COMMAND || form == Form.KUBERNETES || form == Form.HELM;
            if (words && !study.knows(wanted.get().configuration())) {
                console.err()
                        .println("The engine's command is not known, for there is no " + CommandFile.file(journal)
                                + ": parameters' names are printed as if they were flags.");
            }
            return printed(deployed(study.deployment(wanted.get().configuration())));
        }
        console.err()
                .println("no configuration "
                        + (study.result().bounds().isEmpty() ? "worked" : "keeps the bounds") + " in "
                        + study.result().observations().size() + " observations; --trial N gives that of a trial");
        return StudyRun.NOTHING_WORKED;
    }

    private int printed(String text) {
        console.out().print(text);
        console.out().flush();
        return StudyRun.WORKED;
    }

    private String deployed(Deployment deployment) {
        return switch (form) {
            case ENV -> deployment.environment();
            case KUBERNETES -> deployment.kubernetes();
            case HELM -> deployment.helm();
            case VALUES -> deployment.json();
            default -> deployment.flags() + "\n";
        };
    }

    private Optional<Observation> wanted(Recorded study) {
        if (trial == null) {
            return study.result().best();
        }
        int number = trial;
        Observation found = study.result().observations().stream()
                .filter(observation -> observation.trial().number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no observation of trial " + number
                        + "; there are "
                        + Arrays.toString(study.result().observations().stream()
                                .mapToInt(observation -> observation.trial().number())
                                .toArray())));
        return Optional.of(found);
    }
}
