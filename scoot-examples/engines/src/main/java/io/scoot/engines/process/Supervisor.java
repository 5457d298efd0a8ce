package io.scoot.engines.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A small shell process between this program and an engine, in a session of its own. It ends the engine with all that it started
 * when the pipe to this program breaks, that is also when this program is killed. On Linux it is made the reaper of its orphans
 * ({@code prctl(PR_SET_CHILD_SUBREAPER)}, kept over {@code execve}), by whichever of Python and Perl there is; no root is needed.
 */
public final class Supervisor {

    private static final String PYTHON = "import ctypes,os,sys;os.setsid();ctypes.CDLL(None).prctl(36,1,0,0,0);"
            + "os.execvp(sys.argv[1],sys.argv[1:])";
    private static final String PERL = "use POSIX;POSIX::setsid();"
            + "eval{syscall((POSIX::uname())[4] eq 'aarch64'?167:157,36,1,0,0,0)};exec @ARGV or die";
    private static final Path SHELL = Path.of("/bin/sh");

    private Supervisor() {}

    /** Whether there can be one here: on Linux, with a shell. Elsewhere engines are started directly. */
    public static boolean available() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")
                && Files.isExecutable(SHELL)
                && Files.isDirectory(Path.of("/proc/self"));
    }

    /** The command that runs {@code engine} under one; {@code grace} is how long it may take to stop when asked to. */
    static List<String> command(List<String> engine, Duration grace) {
        if (!available()) {
            return engine;
        }
        List<String> command = new ArrayList<>();
        if (onPath("python3")) {
            command.addAll(List.of("python3", "-S", "-c", PYTHON));
        } else if (onPath("perl")) {
            command.addAll(List.of("perl", "-e", PERL));
        } else if (onPath("setsid")) {
            command.add("setsid");
        }
        long seconds = Math.max(0L, grace.plusMillis(999).toSeconds());
        command.addAll(List.of(SHELL.toString(), "-c", script(), "scoot-supervisor", String.valueOf(seconds)));
        command.addAll(engine);
        return command;
    }

    /** Whether the system would find a program. */
    static boolean onPath(String program) {
        for (String folder :
                Objects.requireNonNullElse(System.getenv("PATH"), "").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static String script() {
        try (InputStream in =
                Objects.requireNonNull(Supervisor.class.getResourceAsStream("supervise.sh"), "supervise.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
