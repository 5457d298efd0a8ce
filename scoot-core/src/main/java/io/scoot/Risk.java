package io.scoot;

/**
 * For tuning beside production: trials that are too likely to crash or to break a bound are not made, and the first ones stay near what
 * is known to be good. {@link io.scoot.suggest.ScootSuggester} keeps to it; a study then may end before its budget, where nothing
 * safe is left to try.
 *
 * @param leastProbability of working, and of keeping all bounds, that a suggestion must have by the models, in (0, 1)
 * @param reach how far from the nearest configuration known to be good a trial may be, in (0, 1]: the mean over the parameters of the
 *     change, where a switch or choice that differs counts 1 and a number its share of the range; it grows with the square root
 *     of the number of good observations
 */
public record Risk(double leastProbability, double reach) {

    /** Checks both. */
    public Risk {
        if (!(leastProbability > 0.0 && leastProbability < 1.0)) {
            throw new IllegalArgumentException(
                    "risk: the least probability " + leastProbability + " must be between 0 and 1");
        }
        if (!(reach > 0.0 && reach <= 1.0)) {
            throw new IllegalArgumentException("risk: the reach " + reach + " must be in (0, 1]");
        }
    }

    /** Suggestions work and keep all bounds with this probability, by the models; the reach begins with 0.15. */
    public static Risk atLeast(double probability) {
        return new Risk(probability, 0.15);
    }

    /** The same with another reach. */
    public Risk within(double value) {
        return new Risk(leastProbability, value);
    }
}
