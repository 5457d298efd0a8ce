package io.scoot.suggest;

import io.scoot.gp.FitOptions;

/**
 * What the SCOOT suggester is made of; each choice can be ablated.
 *
 * @param startUp most observations before learning begins, the default's among them; besides it never more than the space has
 *     parameters
 * @param surrogate how the Gaussian processes are fitted
 * @param proposal how points are chosen from what is believed
 * @param feasibility what is made of crashes
 */
public record ScootOptions(int startUp, FitOptions surrogate, Proposal proposal, Feasibility feasibility) {

    /** See "Few start-up samples" in benchmarks/README.md. */
    private static final int START_UP = 4;

    /** How points are chosen. */
    public sealed interface Proposal {

        /**
         * As in the paper, all of a batch at once: random members of the Pareto front of UCB, PI and EI for one objective, the
         * largest of EHVI for several.
         *
         * @param paperBeta whether UCB multiplies σ by β, as the paper's Eq. 6 says, rather than by √β (GP-UCB)
         */
        record Ensemble(boolean paperBeta) implements Proposal {}

        /**
         * The largest of log EI or log EHVI, each point conditioned on what is pending and on those before it.
         *
         * @param trials whether values that had no fair trial compete with it ({@link Coverage})
         */
        record Greedy(boolean trials) implements Proposal {}
    }

    /** What is made of crashes: which model learns the probability of feasibility (POF), and what is done with it. */
    public enum Feasibility {
        /** Nothing: hidden constraints are ignored. */
        NONE(false, false),
        /** The paper's forest, cut at Δ. */
        FOREST_CUT(false, false),
        /** The paper's forest; acquisitions are weighted. */
        FOREST_WEIGHTED(false, true),
        /** The mean of the forest and a probit Gaussian-process classifier, cut at Δ. */
        MEAN_CUT(true, false),
        /** That mean; acquisitions are weighted. */
        MEAN_WEIGHTED(true, true);

        private final boolean classifier;
        private final boolean weighted;

        Feasibility(boolean classifier, boolean weighted) {
            this.classifier = classifier;
            this.weighted = weighted;
        }

        boolean classifier() {
            return classifier;
        }

        boolean weighted() {
            return weighted;
        }
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
                Integer.MAX_VALUE, FitOptions.paper(), new Proposal.Ensemble(false), Feasibility.FOREST_CUT);
    }

    /** The best that was measured (see the benchmarks): what a study uses unless told otherwise. */
    public static ScootOptions defaults() {
        return new ScootOptions(START_UP, FitOptions.defaults(), new Proposal.Greedy(true), Feasibility.MEAN_WEIGHTED);
    }

    /** The same with so many start-up observations. */
    public ScootOptions withStartUp(int value) {
        return new ScootOptions(value, surrogate, proposal, feasibility);
    }

    /** The same with another surrogate. */
    public ScootOptions withSurrogate(FitOptions value) {
        return new ScootOptions(startUp, value, proposal, feasibility);
    }

    /** The same with another way to choose points. */
    public ScootOptions withProposal(Proposal value) {
        return new ScootOptions(startUp, surrogate, value, feasibility);
    }

    /** The same with another use of crashes. */
    public ScootOptions withFeasibility(Feasibility value) {
        return new ScootOptions(startUp, surrogate, proposal, value);
    }
}
