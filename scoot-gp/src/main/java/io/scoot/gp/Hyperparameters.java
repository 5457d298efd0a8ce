package io.scoot.gp;

import java.util.Arrays;

/**
 * What a fit learns, d = number of dimensions.
 *
 * @param lengthscales ℓ, one per dimension, > 0
 * @param signalVariance σ_f², > 0
 * @param noiseVariance τ², ≥ 0
 * @param warpA exponents a of the input warping, one per dimension, 1 where it is not warped
 * @param warpB exponents b, likewise
 * @param mean the constant mean m, in latent units
 */
public record Hyperparameters(
        double[] lengthscales,
        double signalVariance,
        double noiseVariance,
        double[] warpA,
        double[] warpB,
        double mean) {

    /** Copies the arrays and checks that they are of one length and positive. */
    public Hyperparameters {
        lengthscales = lengthscales.clone();
        warpA = warpA.clone();
        warpB = warpB.clone();
        if (warpA.length != lengthscales.length || warpB.length != lengthscales.length) {
            throw new IllegalArgumentException("lengthscales, warpA and warpB have lengths " + lengthscales.length
                    + ", " + warpA.length + ", " + warpB.length + "; they must have one value per dimension");
        }
        if (!positive(lengthscales) || !positive(warpA) || !positive(warpB) || !(signalVariance > 0)) {
            throw new IllegalArgumentException("lengthscales " + Arrays.toString(lengthscales) + ", signal variance "
                    + signalVariance + " and warp exponents must be positive");
        }
        if (!(noiseVariance >= 0) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "noise variance " + noiseVariance + " must not be negative, mean " + mean + " must be finite");
        }
    }

    /** No warping, mean 0. */
    public static Hyperparameters of(double[] lengthscales, double signalVariance, double noiseVariance) {
        double[] ones = new double[lengthscales.length];
        Arrays.fill(ones, 1.0);
        return new Hyperparameters(lengthscales, signalVariance, noiseVariance, ones, ones, 0.0);
    }

    private static boolean positive(double[] values) {
        return Arrays.stream(values).allMatch(value -> value > 0 && Double.isFinite(value));
    }
}
