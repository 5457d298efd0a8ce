package io.scoot;

/** A journal that cannot be used: damaged, of another study, or another process's. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong, and what would be right. */
    public JournalException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
