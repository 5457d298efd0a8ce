package io.scoot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the study was worth it, and which bounds are kept: only what was seen.
 *
 * @param comparison of the best configuration with the default
 * @param gains per objective, from paired runs; empty where there are none
 * @param pairsMissing about how many more pairs would decide, where it is {@link Comparison#NOT_DECIDED}; 0 where that is unknown
 * @param bounds one for each of the study's SLOs, in their order
 * @param sentence all of it for people
 */
public record Verdict(Comparison comparison, List<Gain> gains, int pairsMissing, List<Bound> bounds, String sentence) {

    /** Copies the lists. */
    public Verdict {
        gains = List.copyOf(gains);
        bounds = List.copyOf(bounds);
    }

    /** Of the best configuration with the default. */
    public enum Comparison {
        /** The best is better beyond the noise; or it keeps the bounds, and the default does not. */
        BETTER,
        /** No gain worth having: less than the tolerance, or the default is the best. */
        NO_GAIN,
        /** Not decided at this noise, or never compared. */
        NOT_DECIDED
    }

    /** Whether a bound is kept. */
    public enum Status {
        /** By the best configuration, in each of its several runs. */
        MET,
        /** No configuration that was observed keeps all bounds, and the nearest to it breaks this one. */
        NOT_MET,
        /**
         * Kept in one run alone, or by the nearest configuration, which breaks another; or the default that it is relative to was
         * not measured.
         */
        UNKNOWN
    }

    /**
     * One bound.
     *
     * @param slo as it was asked for
     * @param bound in the metric's unit; empty where the default that it is relative to was not measured
     * @param worst the worst value over the best configuration's runs; where none keeps all bounds, the nearest configuration's
     * @param margin of that, in units of the bound; negative where it is broken
     * @param nearest the configuration that {@code worst} is of; empty where nothing worked
     */
    public record Bound(
            Slo slo,
            Status status,
            OptionalDouble bound,
            OptionalDouble worst,
            OptionalDouble margin,
            Optional<Configuration> nearest) {}
}
