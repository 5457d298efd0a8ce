package io.scoot;

import java.util.List;

/**
 * The best configuration with as many parameters taken back to the default as cost next to nothing: people deploy two flags rather than
 * nine. A prediction of the surrogates, not a measurement, unless {@link #configuration()} was observed: enqueue it to know.
 *
 * @param configuration the simplified one; it keeps the known constraints
 * @param loss what it is expected to lose against the best, relative to the best's value; of several objectives the largest
 * @param kept parameters that still differ from the default, and what each is worth
 */
public record Simplification(Configuration configuration, double loss, List<Kept> kept) {

    /** Copies the list. */
    public Simplification {
        kept = List.copyOf(kept);
    }

    /**
     * A parameter that is worth changing.
     *
     * @param parameter its name
     * @param value its value in the simplified configuration
     * @param worth what taking it back alone would lose, relative; of several objectives the largest
     * @param low lower end of its 95 % interval
     * @param high upper end
     */
    public record Kept(String parameter, Object value, double worth, double low, double high) {}
}
