package io.scoot.cli.study;

import io.scoot.Listener;
import io.scoot.Observation;
import io.scoot.Trial;
import java.nio.file.Path;
import java.util.List;

/** Keeps the file beside a journal that says what was typed, and the engine's command in each trial's configuration. */
public final class CommandNotes implements Listener {

    private final Path journal;
    private final Subject subject;
    private final List<String> arguments;

    /** Of a study that was begun so; what is there already of the journal's first command stays. */
    public CommandNotes(Path journal, Subject subject, List<String> arguments) {
        this.journal = journal;
        this.subject = subject;
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public void started(Trial trial) {
        if (CommandFile.beside(journal).isEmpty()) {
            CommandFile.of(arguments).write(journal);
        }
    }

    @Override
    public void finished(Observation observation) {
        CommandFile.beside(journal)
                .orElseGet(() -> CommandFile.of(arguments))
                .knowing(observation.trial().number(), subject.command().apply(observation.configuration()))
                .write(journal);
    }
}
