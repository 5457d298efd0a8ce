package io.scoot;

import org.jspecify.annotations.Nullable;

/**
 * A study that cannot or should not go on: its infrastructure fails everything, its harness reports the wrong metrics or crashes
 * everything for one reason, its journal cannot be written, or host code threw (then that is the cause). Nothing observed is
 * lost; it is in {@link #result()}.
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
