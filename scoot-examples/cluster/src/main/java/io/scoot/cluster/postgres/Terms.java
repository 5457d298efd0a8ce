package io.scoot.cluster.postgres;

import java.time.Duration;
import java.util.Objects;

/**
 * On which terms a process owns studies.
 *
 * @param owner who it is, for people
 * @param lease how long a study stays owned after its owner was heard of last; it is renewed three times in that time
 * @param patience how long an append tries to reach the database before it gives up
 */
public record Terms(String owner, Duration lease, Duration patience) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** Refuses a lease below 100 ms and a negative patience. */
    public Terms {
        Objects.requireNonNull(owner, "owner");
        if (lease.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("lease " + lease + " must be at least " + SHORTEST);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience " + patience + " must not be negative");
        }
    }

    /** 30 seconds of lease, a minute of patience. */
    public static Terms of(String owner) {
        return new Terms(owner, Duration.ofSeconds(30), Duration.ofMinutes(1));
    }
}
