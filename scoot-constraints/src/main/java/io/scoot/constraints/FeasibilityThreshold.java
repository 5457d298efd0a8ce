package io.scoot.constraints;

/**
 * The moving threshold Δ of Algorithm 1 in the paper: how probable feasibility must be for a point to be suggested. A crash
 * raises it, a streak of feasible observations lowers it. Immutable.
 *
 * @param value Δ, in [0.25, 0.75]
 * @param streak c: feasible observations that have not lowered Δ yet
 */
public record FeasibilityThreshold(double value, int streak) {

    private static final double START = 0.5;
    private static final double STEP = 0.05;
    private static final double LEAST = 0.25;
    private static final double MOST = 0.75;
    private static final int STREAK = 5;

    /** Δ and c before the first suggestion. */
    public static FeasibilityThreshold initial() {
        return new FeasibilityThreshold(START, 0);
    }

    /**
     * After a batch of suggestions was observed.
     *
     * @param size k, at least 1
     * @param crashed whether one of them crashed
     */
    public FeasibilityThreshold afterBatch(int size, boolean crashed) {
        if (size < 1) {
            throw new IllegalArgumentException("size " + size + " of a batch must be at least 1");
        }
        if (crashed) {
            return new FeasibilityThreshold(Math.min(MOST, Math.max(START, value + STEP)), 0);
        }
        int grown = streak + size;
        return grown >= STREAK
                ? new FeasibilityThreshold(Math.max(LEAST, value - STEP), grown - STREAK)
                : new FeasibilityThreshold(value, grown);
    }
}
