package io.scoot.load;

import io.scoot.load.RequestResult.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A load test that could not begin. */
public final class LoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient @Nullable Failure failure;

    /** Says why. */
    public LoadException(String reason) {
        super(reason);
        this.reason = reason;
        this.failure = null;
    }

    /** A request before the clock's start failed. */
    LoadException(String what, Failure failure) {
        super(what + ": " + failure.kind() + ": " + failure.detail());
        this.reason = what + ": " + failure.kind() + ": " + failure.detail();
        this.failure = failure;
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /** The request's failure, if it was one. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }
}
