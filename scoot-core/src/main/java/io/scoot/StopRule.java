package io.scoot;

import java.util.List;
import java.util.Optional;

/**
 * When a study has done enough: asked before each suggestion is evaluated. A study that is stopped by one still confirms its best.
 * Rules are composed by {@link #or} and {@link #and}; a host may bring its own.
 */
@FunctionalInterface
public interface StopRule {

    /**
     * Why to stop now; empty to go on.
     *
     * @param soFar what was found
     * @param next what would be evaluated next, with what the suggester expects of it
     */
    Optional<String> reason(Result soFar, List<Suggestion> next);

    /**
     * Stops where the last {@code n} observations did not improve on the best one before them.
     *
     * @throws IllegalArgumentException if {@code n < 1}
     */
    static StopRule noImprovement(int n) {
        return StopRules.noImprovement(n);
    }

    /**
     * Stops where the best observation keeps every bound with a margin of {@code margin} times the bound; never without bounds.
     *
     * @throws IllegalArgumentException if {@code margin} is negative or not finite
     */
    static StopRule boundsKept(double margin) {
        return StopRules.boundsKept(margin);
    }

    /**
     * Stops where what is expected of the next evaluation is not worth its GPUs: the expected improvement over the best, relative
     * to the best (of several objectives, the one that promises most), divided by what an evaluation of this study has cost in the
     * mean, falls below {@code gain} per GPU-second. Never while no outcome has a cost or nothing is expected of the next.
     *
     * @param gain relative, per GPU-second: 1e-5 is 1 % for 1000 GPU-seconds
     * @throws IllegalArgumentException if {@code gain} is not positive and finite
     */
    static StopRule expectedGainBelow(double gain) {
        return StopRules.expectedGainBelow(gain);
    }

    /** Stops where this or {@code other} says so. */
    default StopRule or(StopRule other) {
        return (soFar, next) -> reason(soFar, next).or(() -> other.reason(soFar, next));
    }

    /** Stops where both say so. */
    default StopRule and(StopRule other) {
        return (soFar, next) -> {
            Optional<String> one = reason(soFar, next);
            Optional<String> two = one.isEmpty() ? Optional.empty() : other.reason(soFar, next);
            return two.map(text -> one.orElseThrow() + ", and " + text);
        };
    }
}
