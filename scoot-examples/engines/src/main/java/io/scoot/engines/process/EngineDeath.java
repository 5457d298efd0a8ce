package io.scoot.engines.process;

/** An engine died, or did not come up. */
public final class EngineDeath extends Exception {

    private static final long serialVersionUID = 2L;

    private final transient CauseOfDeath cause;
    private final String reason;
    private final String lastWords;

    EngineDeath(CauseOfDeath cause, String reason, String lastWords) {
        super(reason + ": " + lastWords);
        this.cause = cause;
        this.reason = reason;
        this.lastWords = lastWords;
    }

    /** When and why: the same for the same cause, without the log's lines and without numbers that differ from run to run. */
    public String reason() {
        return reason;
    }

    /** The log's last lines that speak of an error, otherwise its last lines. */
    public String lastWords() {
        return lastWords;
    }

    /** Why. */
    public CauseOfDeath causeOfDeath() {
        return cause;
    }
}
