package io.scoot.cli.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The command line that a journal was begun with, in a file beside it, so that a study goes on and is reported without being described
 * again. For its owner's eyes alone: what was typed may hold a token.
 *
 * @param directory where it was typed; relative paths are meant from there
 * @param arguments of the tune command, its kind first
 * @param commands the engine's, in the configuration of each trial that has ended, by its number
 */
public record CommandFile(String directory, List<String> arguments, Map<Integer, List<String>> commands) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Copies the lists. */
    public CommandFile {
        Objects.requireNonNull(directory, "directory");
        arguments = List.copyOf(arguments);
        commands = Collections.unmodifiableMap(new TreeMap<>(commands));
    }

    static CommandFile of(List<String> arguments) {
        return new CommandFile(Path.of("").toAbsolutePath().toString(), arguments, Map.of());
    }

    CommandFile withCommands(Map<Integer, List<String>> known) {
        return new CommandFile(directory, arguments, known);
    }

    CommandFile knowing(int trial, List<String> command) {
        Map<Integer, List<String>> more = new TreeMap<>(commands);
        more.put(trial, command);
        return new CommandFile(directory, arguments, more);
    }

    /** What is beside a journal; empty where nothing is that can be read. */
    public static Optional<CommandFile> beside(Path journal) {
        Path file = file(journal);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), CommandFile.class));
        } catch (IOException e) {
            return Optional.empty(); // damaged: the journal is what counts
        }
    }

    /** Where it is. */
    public static Path file(Path journal) {
        return journal.resolveSibling(journal.getFileName() + ".command.json");
    }

    void write(Path journal) {
        Path file = file(journal).toAbsolutePath();
        try {
            Path part =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part", owners());
            try {
                JSON.writeValue(part.toFile(), this);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static FileAttribute<?>[] owners() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
