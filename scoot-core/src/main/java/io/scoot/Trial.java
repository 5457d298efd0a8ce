package io.scoot;

import java.util.Objects;

/**
 * One order to evaluate a configuration.
 *
 * @param number 0, 1, 2 … in the order of asking, unique in a study
 * @param batch which ask it came from: 0, 1, 2 …
 * @param configuration what to launch
 * @param phase what it is for
 * @param arrivalSeed seed of the stress test's arrival order: the same for all trials, a new one for each confirmation
 * @param attempt 1, and one more for each retry after a failure of the infrastructure
 */
public record Trial(int number, int batch, Configuration configuration, Phase phase, long arrivalSeed, int attempt) {

    /** Refuses nulls. */
    public Trial {
        Objects.requireNonNull(configuration, "configuration");
        Objects.requireNonNull(phase, "phase");
    }
}
