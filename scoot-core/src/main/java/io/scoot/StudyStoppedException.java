package io.scoot;

import org.jspecify.annotations.Nullable;

/**
 * Three trials in a row have failed for a reason that is not the configurations': going on would waste the rest of the
 * budget. Nothing observed is lost; it is in {@link #result()}.
 */
public final class StudyStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Result result;

    /** Made by the study. */
    public StudyStoppedException(String message, @Nullable Throwable cause, Result result) {
        super(message, cause);
        this.result = result;
    }

    /** Everything that was observed before. */
    public Result result() {
        return result;
    }
}
