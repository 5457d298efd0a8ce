package io.scoot.cluster.jobs;

/** Why a job ended, and whose fault it was. */
public enum JobCause {
    /** By itself, with exit status 0. */
    COMPLETED("ended without a result", true),
    /** With another status. */
    EXIT("exit status", false),
    /** The command is not there, or may not be executed: exit status 126 or 127. */
    NO_COMMAND("command not found", true),
    /** By a signal that the program or the kernel brought about. */
    SIGNAL("signal", false),
    /** By a signal that asks to end, from outside. */
    STOPPED("stopped from outside", true),
    /** Beyond the memory that it may use. */
    OUT_OF_MEMORY("out of memory", false),
    /** It ran for longer than it may. */
    TIMEOUT("timeout", false),
    /** A job of higher priority took its place. */
    PREEMPTED("preempted", true),
    /** The node was drained, or short of disk or memory for others. */
    EVICTED("evicted", true),
    /** The node is gone, or did not start it. */
    NODE_LOST("node lost", true),
    /** The image is not there, or cannot be pulled. */
    IMAGE_NOT_FOUND("image not found", true),
    /** The scheduler will never start it as it is. */
    REFUSED("refused by the scheduler", true),
    /** Cancelled or deleted by others. */
    CANCELLED("cancelled", true),
    /** The scheduler knows nothing of it any more. */
    VANISHED("vanished", true);

    private final String words;
    private final boolean infrastructure;

    JobCause(String words, boolean infrastructure) {
        this.words = words;
        this.infrastructure = infrastructure;
    }

    /** Whether no configuration could change it, so that the trial is tried again. */
    public boolean infrastructure() {
        return infrastructure;
    }

    /** Whether the job is still there, and would wait for ever. */
    boolean beforeItBegan() {
        return this == IMAGE_NOT_FOUND || this == REFUSED;
    }

    /** The cause of an exit status as shells have it: 128 + n is signal n. */
    public static JobCause ofStatus(int status) {
        if (status == 0) {
            return COMPLETED;
        }
        if (status == 126 || status == 127) {
            return NO_COMMAND;
        }
        return status > 128 ? ofSignal(status - 128) : EXIT;
    }

    /** The cause of a signal: SIGHUP, SIGINT and SIGTERM come from outside; SIGKILL is mostly the kernel's, for want of memory. */
    public static JobCause ofSignal(int signal) {
        return signal == 1 || signal == 2 || signal == 15 ? STOPPED : SIGNAL;
    }

    @Override
    public String toString() {
        return words;
    }
}
