package io.scoot.load.capacity;

import java.time.Duration;

/**
 * How a capacity is looked for.
 *
 * @param stepSeconds how long requests come in a step, at least; seconds, positive
 * @param leastRequests of a step: at low rates it lasts longer; at least 20, and a 95th percentile wants 100
 * @param failedShare share of a step's requests, 0 … 1 (not 1), that may fail or stay unanswered; above it the rate is not taken
 * @param tolerance how closely the capacity is to be known, relative to it; between 0 and 1
 * @param mostSteps at least 2
 * @param limit no step is begun that would end after it, but for the first
 */
public record CapacityRules(
        double stepSeconds, int leastRequests, double failedShare, double tolerance, int mostSteps, Duration limit) {

    private static final int FEWEST = 20;

    /** Checks what {@link CapacitySearch} does not. */
    public CapacityRules {
        if (!(stepSeconds > 0.0) || Double.isInfinite(stepSeconds)) {
            throw new IllegalArgumentException("stepSeconds " + stepSeconds + " must be positive and finite");
        }
        if (leastRequests < FEWEST) {
            throw new IllegalArgumentException("leastRequests " + leastRequests + " must be at least " + FEWEST
                    + ": fewer have no percentile worth its name");
        }
        if (!(failedShare >= 0.0 && failedShare < 1.0)) {
            throw new IllegalArgumentException("failedShare " + failedShare + " must be in 0 … 1 (not 1)");
        }
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit " + limit + " must be positive");
        }
        CapacitySearch.check(1.0, tolerance, mostSteps);
    }

    /** Steps of 20 s and of 100 requests at least, 2 % failures, within 5 %, at most 14 steps and 15 minutes. */
    public static CapacityRules standard() {
        return new CapacityRules(20.0, 100, 0.02, 0.05, 14, Duration.ofMinutes(15));
    }

    /** How long requests come at {@code rate} per second. */
    public double seconds(double rate) {
        return Math.max(stepSeconds, leastRequests / rate);
    }
}
