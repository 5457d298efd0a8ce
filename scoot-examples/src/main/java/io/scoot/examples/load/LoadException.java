package io.scoot.examples.load;

/** A load test that could not begin. */
public final class LoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public LoadException(String message) {
        super(message);
    }
}
