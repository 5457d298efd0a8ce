package io.scoot;

/** A known constraint's predicate threw: it is broken, and no configuration can be judged until it is mended. */
public final class KnownConstraintException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KnownConstraintException(String constraint, Configuration configuration, RuntimeException cause) {
        super("known constraint \"" + constraint + "\" threw " + cause + " for configuration " + configuration, cause);
    }
}
