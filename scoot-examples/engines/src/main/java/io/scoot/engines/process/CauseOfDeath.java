package io.scoot.engines.process;

import java.util.OptionalInt;

/**
 * Why an engine died, or was given up.
 *
 * @param name for people, the same for the same cause
 * @param fault whose it is
 */
public record CauseOfDeath(String name, Fault fault) {

    /** Memory of the GPU or of the host. */
    public static final CauseOfDeath OUT_OF_MEMORY = new CauseOfDeath("out of memory", Fault.CONFIGURATION);

    /** The port had been taken meanwhile. */
    public static final CauseOfDeath PORT_TAKEN = new CauseOfDeath("port taken", Fault.INFRASTRUCTURE);

    /** The engine refused what it was told. */
    public static final CauseOfDeath BAD_ARGUMENT = new CauseOfDeath("bad argument", Fault.CONFIGURATION);

    /** It did not serve in time. */
    public static final CauseOfDeath TIMEOUT = new CauseOfDeath("timeout", Fault.CONFIGURATION);

    /** By a signal: the kernel's out-of-memory killer, a fault in native code, or a person. */
    public static final CauseOfDeath KILLED = new CauseOfDeath("killed", Fault.CONFIGURATION);

    /** Anything else; the log's last lines say what they know. */
    public static final CauseOfDeath OTHER = new CauseOfDeath("other", Fault.CONFIGURATION);

    private static final int SIGNALS = 128; // an exit status above is 128 + the signal
    private static final int RECENT = 100; // lines before a signal that may have to do with it

    /**
     * Reads the log and the exit status: the last fatal line decides, see {@code causes.yaml}.
     *
     * @param exit the status; empty if the engine still ran when it was given up
     */
    public static CauseOfDeath of(String log, OptionalInt exit) {
        return Causes.lastFatal(relevant(log, exit)).cause().orElse(fallback(exit));
    }

    /** What a killed process said long ago is not what it was killed for. */
    static String relevant(String log, OptionalInt exit) {
        return exit.orElse(0) > SIGNALS ? LogTail.last(log, RECENT) : log;
    }

    private static CauseOfDeath fallback(OptionalInt exit) {
        if (exit.isEmpty()) {
            return TIMEOUT;
        }
        return exit.getAsInt() > SIGNALS ? KILLED : OTHER;
    }

    /** Whether the infrastructure is to blame and the configuration deserves another try. */
    public boolean infrastructure() {
        return fault == Fault.INFRASTRUCTURE;
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
        return name;
    }
}
