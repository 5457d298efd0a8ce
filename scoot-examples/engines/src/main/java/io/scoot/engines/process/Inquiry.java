package io.scoot.engines.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A short program that is asked something: an engine for its version, a vendor's tool for the memory of a GPU. One that hangs is ended,
 * with all that it started, and so it is when this program ends, by whatever.
 */
public final class Inquiry {

    private static final long LAST_SECONDS = 5; // of what is ended

    private Inquiry() {}

    /**
     * What a program said.
     *
     * @param status its exit status
     * @param words its standard output and errors
     */
    public record Answer(int status, String words) {}

    /**
     * Runs a command until it ends.
     *
     * @return empty if it takes longer than {@code patience}; nothing is left of it then
     * @throws IOException if it cannot be started; where there is a {@link Supervisor}, a program that is missing is status 127
     */
    public static Optional<Answer> ask(List<String> command, Duration patience)
            throws IOException, InterruptedException {
        Path words = Files.createTempFile("scoot-asked", ".txt");
        try {
            Process process = new ProcessBuilder(Supervisor.command(command, Duration.ZERO))
                    .redirectErrorStream(true)
                    .redirectOutput(words.toFile())
                    .start();
            if (!Supervisor.available()) {
                process.getOutputStream().close(); // else it is the supervisor's, to notice our end
            }
            try {
                return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                        ? Optional.of(new Answer(
                                process.exitValue(), new String(Files.readAllBytes(words), StandardCharsets.UTF_8)))
                        : Optional.empty();
            } finally {
                end(process);
            }
        } finally {
            Files.deleteIfExists(words);
        }
    }

    private static void end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!Supervisor.available() || !process.waitFor(LAST_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
