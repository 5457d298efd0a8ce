package io.scoot.load.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * Looks for the highest rate within the bounds: doubles (or halves) until one rate is kept and a higher one is not, then narrows
 * the two down where a monotone fit of the margins crosses 0. Bounded in steps; the time is the steps' own.
 *
 * @param start requests per second to begin with
 * @param tolerance how closely the capacity is to be known, relative to it; 0.05 is usual
 * @param mostSteps at least 2
 */
public record CapacitySearch(double start, double tolerance, int mostSteps) {

    /** Never closer to an end of the bracket than this share of it: one end would stay for ever. */
    private static final double INSIDE = 0.35;

    /** So many halvings below the start are a server that takes nothing. */
    private static final double LOWEST = 1.0 / 64.0;

    /** Checks all three. */
    public CapacitySearch {
        check(start, tolerance, mostSteps);
    }

    static void check(double start, double tolerance, int mostSteps) {
        if (!(start > 0.0) || Double.isInfinite(start)) {
            throw new IllegalArgumentException("start " + start + " requests per second must be positive and finite");
        }
        if (!(tolerance > 0.0 && tolerance < 1.0)) {
            throw new IllegalArgumentException("tolerance " + tolerance + " must be between 0 and 1");
        }
        if (mostSteps < 2) {
            throw new IllegalArgumentException("mostSteps " + mostSteps + " must be at least 2");
        }
    }

    /** The usual one: within 5 %, at most fourteen steps. */
    public static CapacitySearch from(double start) {
        return new CapacitySearch(start, 0.05, 14);
    }

    /**
     * Searches.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Capacity search(RateProbe probe) throws InterruptedException {
        return search(probe, rate -> true);
    }

    /**
     * Likewise, and ends before the first rate that {@code affordable} does not allow; the start is always tried.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Capacity search(RateProbe probe, DoublePredicate affordable) throws InterruptedException {
        List<RateStep> steps = new ArrayList<>();
        double next = start;
        while (steps.size() < mostSteps && next > 0.0 && (steps.isEmpty() || affordable.test(next))) {
            steps.add(probe.at(next));
            next = next(MonotoneFit.of(steps));
        }
        MonotoneFit fit = MonotoneFit.of(steps);
        int kept = fit.lastKept();
        double above = kept + 1 < fit.steps().size() ? fit.steps().get(kept + 1).rate() : Double.POSITIVE_INFINITY;
        return new Capacity(kept < 0 ? 0.0 : fit.steps().get(kept).rate(), above, steps);
    }

    /** The rate to try next; 0 where the capacity is known, or nothing is taken. */
    private double next(MonotoneFit fit) {
        int kept = fit.lastKept();
        if (kept < 0) {
            double lower = fit.steps().get(0).rate() / 2.0;
            return lower < LOWEST * start ? 0.0 : lower;
        }
        double low = fit.steps().get(kept).rate();
        if (kept + 1 == fit.steps().size()) {
            return 2.0 * low;
        }
        double high = fit.steps().get(kept + 1).rate();
        if (high <= low * (1.0 + tolerance)) {
            return 0.0;
        }
        double width = Math.log(high / low);
        double crossing = Math.log(fit.crossing() / low) / width;
        return low * Math.exp(width * Math.max(INSIDE, Math.min(1.0 - INSIDE, crossing)));
    }
}
