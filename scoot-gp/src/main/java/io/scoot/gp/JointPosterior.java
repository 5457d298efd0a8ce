package io.scoot.gp;

/**
 * The posterior of the latent function at several points together.
 *
 * @param mean one per point
 * @param covariance symmetric, positive semi-definite up to rounding
 */
public record JointPosterior(double[] mean, double[][] covariance) {}
