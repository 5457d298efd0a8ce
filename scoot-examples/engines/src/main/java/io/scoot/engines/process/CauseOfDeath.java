package io.scoot.engines.process;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Why an engine died, or was given up. */
public enum CauseOfDeath {
    /** Memory of the GPU or of the host. */
    OUT_OF_MEMORY(
            "out of memory|OutOfMemory|cannot allocate memory|std::bad_alloc|failed to allocate|No available memory for the cache"
                    + "|larger than the (available|maximum number of tokens that can be stored in) KV cache|CUDNN_STATUS_ALLOC_FAILED"
                    + "|Not enough memory"),
    /** The port had been taken meanwhile: not the configuration's fault. */
    PORT_TAKEN("address already in use|EADDRINUSE|BindException|port \\d+ is (in use|not available)"),
    /** The engine refused what it was told. */
    BAD_ARGUMENT(
            "unrecognized arguments?|invalid choice|error: argument|error: invalid argument|unknown argument|No such option"
                    + "|Got unexpected extra argument|Invalid value for|ValidationError|ValueError|is not a valid"),
    /** It did not serve in time. */
    TIMEOUT(""),
    /** By a signal: the kernel's out-of-memory killer, a fault in native code, or a person. */
    KILLED(""),
    /** Anything else; the log's last lines say what they know. */
    OTHER("");

    private static final int SIGNALS = 128; // an exit status above is 128 + the signal

    private final Pattern words;

    CauseOfDeath(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    /**
     * Reads the end of the log and the exit status.
     *
     * @param exit the status; empty if the engine still ran when it was given up
     */
    public static CauseOfDeath of(String logTail, OptionalInt exit) {
        for (CauseOfDeath cause : new CauseOfDeath[] {OUT_OF_MEMORY, PORT_TAKEN, BAD_ARGUMENT}) {
            if (cause.words.matcher(logTail).find()) {
                return cause;
            }
        }
        if (exit.isEmpty()) {
            return TIMEOUT;
        }
        return exit.getAsInt() > SIGNALS ? KILLED : OTHER;
    }

    /** Whether the infrastructure is to blame and the configuration deserves another try. */
    public boolean infrastructure() {
        return this == PORT_TAKEN;
    }

    /** A status as people know it: {@code exit status 1}, {@code signal 8 (SIGFPE)}. */
    static String status(int exit) {
        if (exit <= SIGNALS) {
            return "exit status " + exit;
        }
        int signal = exit - SIGNALS;
        String name =
                switch (signal) {
                    case 4 -> " (SIGILL)";
                    case 6 -> " (SIGABRT)";
                    case 7 -> " (SIGBUS)";
                    case 8 -> " (SIGFPE)";
                    case 9 -> " (SIGKILL)";
                    case 11 -> " (SIGSEGV)";
                    case 15 -> " (SIGTERM)";
                    default -> "";
                };
        return "signal " + signal + name;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
