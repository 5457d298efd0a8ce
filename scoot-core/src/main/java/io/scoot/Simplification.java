package io.scoot;

import java.util.List;

/**
 * The best configuration with as many parameters taken back to the default as cost next to nothing: people deploy two flags rather than
 * nine. A prediction of the surrogates, which {@link Scoot.Builder#confirmSimplified} has checked by runs beside the best.
 *
 * @param configuration the simplified one; it keeps the known constraints
 * @param loss what it is expected to lose against the best, relative to the best's value; of several objectives the largest
 * @param kept parameters that still differ from the default, and what each is worth
 * @param measured what it changes against the best in each objective, from runs of both under the same arrival orders; negative where
 *     it loses; empty where none were made
 * @param refuted whether it crashed or broke a bound when it was run, or lost more than the tolerance beyond what the noise explains
 */
public record Simplification(
        Configuration configuration, double loss, List<Kept> kept, List<Gain> measured, boolean refuted) {

    /** Copies the lists. */
    public Simplification {
        kept = List.copyOf(kept);
        measured = List.copyOf(measured);
    }

    /** A prediction. */
    public Simplification(Configuration configuration, double loss, List<Kept> kept) {
        this(configuration, loss, kept, List.of(), false);
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
