package io.scoot;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * A known constraint: a rule that the host can check before anything is launched. A hidden constraint, by contrast, shows
 * only as a crash.
 *
 * @param name what a person reads: {@code "max-num-batched-tokens >= max-num-seqs"}
 * @param predicate true where the rule holds; pure and fast, for it is asked of every candidate
 */
public record Constraint(String name, Predicate<Configuration> predicate) {

    /** Checks the name. */
    public Constraint {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a known constraint has no name; say what it demands");
        }
        Objects.requireNonNull(predicate, "predicate");
    }

    /**
     * Whether {@code configuration} keeps the rule.
     *
     * @throws KnownConstraintException if the predicate throws, with its exception as the cause
     */
    public boolean holds(Configuration configuration) {
        try {
            return predicate.test(configuration);
        } catch (RuntimeException e) {
            throw new KnownConstraintException(name, configuration, e);
        }
    }
}
