package io.scoot.cluster.postgres;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between tries at a database that is away: twice as long each time up to a longest, each shortened at random by up to a half,
 * so that processes that were cut off together do not come back together. Not thread-safe.
 */
final class Backoff {

    /** A database that is there again is found after this at the latest. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final long first;
    private final long longest;
    private long pause;

    /** Begins with pauses of up to {@code first}. */
    Backoff(Duration first, Duration longest) {
        this.first = Math.max(1, first.toMillis());
        this.longest = Math.max(this.first, longest.toMillis());
        this.pause = this.first;
    }

    /** The pause before the next try, in milliseconds. */
    long next() {
        long whole = pause;
        pause = Math.min(2 * pause, longest);
        return whole - ThreadLocalRandom.current().nextLong(whole / 2 + 1);
    }

    /** It is there: the next pause is short again. */
    void reset() {
        pause = first;
    }
}
