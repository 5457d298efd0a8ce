package io.scoot.suggest;

import io.scoot.gp.FitOptions;

/**
 * What the SCOOT suggester is made of; each choice can be ablated.
 *
 * @param surrogate how the Gaussian processes are fitted
 * @param acquisition of one objective; several always use EHVI
 * @param paperBeta whether UCB multiplies σ by β, as the paper's Eq. 6 says, rather than by √β (GP-UCB)
 * @param feasibility what learns the probability of feasibility
 * @param weighted whether the acquisition of {@code LOG_EI}, or of several objectives, is weighted by a power of that
 *     probability, and the cut lowered
 * @param probing whether values that had no fair trial get one in a good configuration
 * @param conditioned whether a batch's later points are conditioned on its earlier ones and on what is pending; else the
 *     k best of EHVI, or k of MACE's front
 */
public record ScootOptions(
        FitOptions surrogate,
        Acquisition acquisition,
        boolean paperBeta,
        Feasibility feasibility,
        boolean weighted,
        boolean probing,
        boolean conditioned) {

    /** How a point is valued for one objective. */
    public enum Acquisition {
        /** Random members of the Pareto front of UCB, PI and EI. */
        MACE,
        /** The largest log EI. */
        LOG_EI
    }

    /** What learns the probability of feasibility (POF). */
    public enum Feasibility {
        /** Nothing: hidden constraints are ignored. */
        NONE,
        /** The paper's random forest. */
        FOREST,
        /** The mean of the forest and a probit Gaussian-process classifier. */
        FOREST_AND_CLASSIFIER
    }

    /** The paper's method to the letter (design section 3), but for √β. */
    public static ScootOptions paper() {
        return new ScootOptions(FitOptions.paper(), Acquisition.MACE, false, Feasibility.FOREST, false, false, false);
    }

    /** The best that was measured (see the benchmarks): what a study uses unless told otherwise. */
    public static ScootOptions defaults() {
        return new ScootOptions(
                FitOptions.defaults(), Acquisition.LOG_EI, false, Feasibility.FOREST_AND_CLASSIFIER, true, true, true);
    }

    /** The same with another surrogate. */
    public ScootOptions withSurrogate(FitOptions value) {
        return new ScootOptions(value, acquisition, paperBeta, feasibility, weighted, probing, conditioned);
    }

    /** The same with another acquisition. */
    public ScootOptions withAcquisition(Acquisition value) {
        return new ScootOptions(surrogate, value, paperBeta, feasibility, weighted, probing, conditioned);
    }

    /** The same with β or √β. */
    public ScootOptions withPaperBeta(boolean value) {
        return new ScootOptions(surrogate, acquisition, value, feasibility, weighted, probing, conditioned);
    }

    /** The same with another feasibility model, or none. */
    public ScootOptions withFeasibility(Feasibility value) {
        return new ScootOptions(surrogate, acquisition, paperBeta, value, weighted, probing, conditioned);
    }

    /** The same with or without weighting. */
    public ScootOptions withWeighted(boolean value) {
        return new ScootOptions(surrogate, acquisition, paperBeta, feasibility, value, probing, conditioned);
    }

    /** The same with or without probing. */
    public ScootOptions withProbing(boolean value) {
        return new ScootOptions(surrogate, acquisition, paperBeta, feasibility, weighted, value, conditioned);
    }

    /** The same with or without conditioning on pending points. */
    public ScootOptions withConditioned(boolean value) {
        return new ScootOptions(surrogate, acquisition, paperBeta, feasibility, weighted, probing, value);
    }
}
