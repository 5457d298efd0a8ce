package io.scoot.load.capacity;

import java.util.List;

/**
 * What a search for the capacity found.
 *
 * @param rps the highest rate that was tried and that the server takes within its bounds, requests per second; 0 where it takes none
 * @param above the lowest rate above it that it does not take; +∞ where none was found
 * @param steps all that were tried, in order
 */
public record Capacity(double rps, double above, List<RateStep> steps) {

    /** Copies the steps. */
    public Capacity {
        steps = List.copyOf(steps);
    }

    /** Whether the capacity is known within {@code tolerance}, relative to it. */
    public boolean within(double tolerance) {
        return rps > 0.0 && above <= rps * (1.0 + tolerance);
    }
}
