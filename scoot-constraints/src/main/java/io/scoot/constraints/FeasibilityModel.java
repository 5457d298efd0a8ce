package io.scoot.constraints;

/**
 * Predicts the probability of feasibility (POF): that a configuration, given as a point of the unit cube, does not crash. An
 * instance owns workspaces and is for one thread.
 */
public interface FeasibilityModel {

    /** POF of one point, in [0, 1]; never NaN. */
    double probability(double[] point);
}
