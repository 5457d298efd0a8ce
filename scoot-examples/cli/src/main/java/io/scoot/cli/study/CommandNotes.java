package io.scoot.cli.study;

import io.scoot.Listener;
import io.scoot.Observation;
import io.scoot.Result;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps the file beside a journal that says what was typed last, and the engine's command in each trial's configuration. Where it cannot
 * be written the study goes on all the same, and says so once.
 */
public final class CommandNotes implements Listener {

    private static final System.Logger LOG = System.getLogger(CommandNotes.class.getName());

    private final Path journal;
    private final Subject subject;
    private CommandFile file;
    private boolean failing;

    /** Of a study that is now run so. */
    public CommandNotes(Path journal, Subject subject, List<String> arguments) {
        this.journal = journal;
        this.subject = subject;
        this.file = CommandFile.of(arguments);
    }

    /** Writes what was typed, once the journal is known to be this study's; of a journal that holds trials the commands stay. */
    public synchronized void begin(Result known) {
        if (!known.observations().isEmpty()) {
            CommandFile.beside(journal).ifPresent(before -> file = file.withCommands(before.commands()));
        }
        write();
    }

    @Override
    public synchronized void finished(Observation observation) {
        file = file.knowing(observation.trial().number(), subject.command().apply(observation.configuration()));
        write();
    }

    private void write() {
        try {
            file.write(journal);
        } catch (UncheckedIOException e) {
            if (!failing) {
                failing = true;
                LOG.log(System.Logger.Level.WARNING, "{0}; scoot resume will not know the command", e.getMessage());
            }
        }
    }
}
