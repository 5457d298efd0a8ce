package io.scoot.suggest;

import io.scoot.gp.FitOptions;

/**
 * What the SCOOT suggester is made of; each choice can be ablated.
 *
 * @param startUp most observations before learning begins, the default's among them; besides it never more than the space has
 *     parameters
 * @param surrogate how the Gaussian processes are fitted
 * @param acquisition of one objective; several always use EHVI
 * @param paperBeta whether UCB multiplies σ by β, as the paper's Eq. 6 says, rather than by √β (GP-UCB)
 * @param feasibility what learns the probability of feasibility
 * @param weighted whether the acquisition of {@code LOG_EI}, or of several objectives, is weighted by a power of that
 *     probability, and the cut lowered
 * @param probing whether values that had no fair trial get one in a good configuration
 * @param neighbouring whether a switch of the incumbent is changed where next to no improvement is expected
 * @param conditioned whether a batch's later points are conditioned on its earlier ones and on what is pending; else the
 *     k best of EHVI, or k of MACE's front
 */
public record ScootOptions(
        int startUp,
        FitOptions surrogate,
        Acquisition acquisition,
        boolean paperBeta,
        Feasibility feasibility,
        boolean weighted,
        boolean probing,
        boolean neighbouring,
        boolean conditioned) {

    /**
     * Chosen among 2 to 6 and as many as parameters: over the 32 simulated services and 16 seeds the mean regret at N = 30 falls
     * from 0.105 to 0.081, in batches of 8 from 0.156 to 0.110; without a default it makes no clear difference.
     */
    private static final int START_UP = 4;

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

    /** Refuses a start-up of nothing: there would be nothing to learn from. */
    public ScootOptions {
        if (startUp < 1) {
            throw new IllegalArgumentException("startUp " + startUp + " must be at least 1");
        }
    }

    /** The paper's method to the letter (design section 3), but for √β. */
    public static ScootOptions paper() {
        return new ScootOptions(
                Integer.MAX_VALUE,
                FitOptions.paper(),
                Acquisition.MACE,
                false,
                Feasibility.FOREST,
                false,
                false,
                false,
                false);
    }

    /** The best that was measured (see the benchmarks): what a study uses unless told otherwise. */
    public static ScootOptions defaults() {
        return new ScootOptions(
                START_UP,
                FitOptions.defaults(),
                Acquisition.LOG_EI,
                false,
                Feasibility.FOREST_AND_CLASSIFIER,
                true,
                true,
                true,
                true);
    }

    /** The same with so many start-up observations. */
    public ScootOptions withStartUp(int value) {
        return new ScootOptions(
                value, surrogate, acquisition, paperBeta, feasibility, weighted, probing, neighbouring, conditioned);
    }

    /** The same with another surrogate. */
    public ScootOptions withSurrogate(FitOptions value) {
        return new ScootOptions(
                startUp, value, acquisition, paperBeta, feasibility, weighted, probing, neighbouring, conditioned);
    }

    /** The same with another acquisition. */
    public ScootOptions withAcquisition(Acquisition value) {
        return new ScootOptions(
                startUp, surrogate, value, paperBeta, feasibility, weighted, probing, neighbouring, conditioned);
    }

    /** The same with β or √β. */
    public ScootOptions withPaperBeta(boolean value) {
        return new ScootOptions(
                startUp, surrogate, acquisition, value, feasibility, weighted, probing, neighbouring, conditioned);
    }

    /** The same with another feasibility model, or none. */
    public ScootOptions withFeasibility(Feasibility value) {
        return new ScootOptions(
                startUp, surrogate, acquisition, paperBeta, value, weighted, probing, neighbouring, conditioned);
    }

    /** The same with or without weighting. */
    public ScootOptions withWeighted(boolean value) {
        return new ScootOptions(
                startUp, surrogate, acquisition, paperBeta, feasibility, value, probing, neighbouring, conditioned);
    }

    /** The same with or without probing. */
    public ScootOptions withProbing(boolean value) {
        return new ScootOptions(
                startUp, surrogate, acquisition, paperBeta, feasibility, weighted, value, neighbouring, conditioned);
    }

    /** The same with or without neighbours of the incumbent. */
    public ScootOptions withNeighbouring(boolean value) {
        return new ScootOptions(
                startUp, surrogate, acquisition, paperBeta, feasibility, weighted, probing, value, conditioned);
    }

    /** The same with or without conditioning on pending points. */
    public ScootOptions withConditioned(boolean value) {
        return new ScootOptions(
                startUp, surrogate, acquisition, paperBeta, feasibility, weighted, probing, neighbouring, value);
    }
}
