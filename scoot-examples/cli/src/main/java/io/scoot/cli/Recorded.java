package io.scoot.cli;

import io.scoot.Configuration;
import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.cli.study.CommandFile;
import io.scoot.journal.Journal;
import io.scoot.journal.StudyRecord;
import io.scoot.report.deploy.Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A study as its journal has it, with the engine's commands where the file beside it tells them. */
final class Recorded {

    private final StudyRecord record;
    private final Map<Configuration, List<String>> commands = new HashMap<>();

    private Recorded(Path journal) {
        record = Journal.study(journal);
        Map<Integer, List<String>> known =
                CommandFile.beside(journal).map(CommandFile::commands).orElse(Map.of());
        for (Observation observation : record.result().observations()) {
            List<String> command = known.get(observation.trial().number());
            if (command != null) {
                commands.put(observation.configuration(), command);
            }
        }
    }

    /**
     * Of a file.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Recorded of(Path journal) {
        requireJournal(journal);
        return new Recorded(journal);
    }

    static void requireJournal(Path journal) {
        if (!Files.isRegularFile(journal)) {
            throw new IllegalArgumentException("there is no journal " + journal);
        }
    }

    Result result() {
        return record.result();
    }

    /** Whether the engine's command in a configuration is known. */
    boolean knows(Configuration configuration) {
        return commands.containsKey(configuration);
    }

    /** The engine's command, or flags alone where it is not known. */
    List<String> command(Configuration configuration) {
        return Optional.ofNullable(commands.get(configuration))
                .orElseGet(() -> Deployment.of(configuration, defaults()).words());
    }

    /** A configuration as people deploy it. */
    Deployment deployment(Configuration configuration) {
        return Deployment.of(configuration, defaults(), command(configuration));
    }

    private Optional<Configuration> defaults() {
        return record.result().history().flatMap(history -> history.space().defaults());
    }
}
