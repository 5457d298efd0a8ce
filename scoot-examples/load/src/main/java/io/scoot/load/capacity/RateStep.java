package io.scoot.load.capacity;

/**
 * What a server showed at one rate.
 *
 * @param rate requests per second that came, positive
 * @param margin of the tightest bound, in units of the bound: 0.1 is a tenth of it kept free; negative where it is broken, or where
 *     the server did not keep up
 */
public record RateStep(double rate, double margin) {

    /** Checks both. */
    public RateStep {
        if (!(rate > 0.0) || Double.isInfinite(rate) || Double.isNaN(margin)) {
            throw new IllegalArgumentException(
                    "rate " + rate + " must be positive and finite, and margin " + margin + " a number");
        }
    }

    /** Whether all bounds were kept. */
    public boolean kept() {
        return margin >= 0.0;
    }
}
