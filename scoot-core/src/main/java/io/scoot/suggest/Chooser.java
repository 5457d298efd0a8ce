package io.scoot.suggest;

import java.util.List;

/** How points are taken from what is believed. */
interface Chooser {

    /**
     * Up to {@code count} distinct points.
     *
     * @param pending points whose outcomes are not known yet
     */
    List<double[]> choose(Belief belief, Search search, double[][] pending, int count);

    /** The chooser of a proposal for so many objectives. */
    static Chooser of(ScootOptions.Proposal proposal, int objectives) {
        if (objectives == 0) {
            return new OneAfterAnother(false); // the paper has none without
        } else if (proposal instanceof ScootOptions.Proposal.Ensemble ensemble) {
            return objectives == 1 ? new MaceMembers(ensemble.paperBeta()) : new LargestHypervolume();
        } else if (proposal instanceof ScootOptions.Proposal.Greedy greedy) {
            return new OneAfterAnother(greedy.trials());
        }
        throw new AssertionError(proposal);
    }
}
