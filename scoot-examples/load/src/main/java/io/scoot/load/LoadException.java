package io.scoot.load;

/** A load test that could not begin. */
public final class LoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** Says why. */
    public LoadException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Why. */
    public String reason() {
        return reason;
    }
}
