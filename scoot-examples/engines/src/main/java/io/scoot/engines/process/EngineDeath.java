package io.scoot.engines.process;

/** An engine died, or did not come up. */
public final class EngineDeath extends Exception {

    private static final long serialVersionUID = 1L;

    private final CauseOfDeath cause;
    private final String reason;

    EngineDeath(CauseOfDeath cause, String reason) {
        super(reason);
        this.cause = cause;
        this.reason = reason;
    }

    /** When, why, and the last words of the log. */
    public String reason() {
        return reason;
    }

    /** Why. */
    public CauseOfDeath causeOfDeath() {
        return cause;
    }
}
