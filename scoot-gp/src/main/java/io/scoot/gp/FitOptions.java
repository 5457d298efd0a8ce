package io.scoot.gp;

/**
 * How a Gaussian process is fitted.
 *
 * @param estimation maximum likelihood, or maximum a posteriori under weak priors
 * @param warping whether inputs are warped
 * @param outputTransforms whether a transform of y is chosen by leave-one-out likelihood; else y is standardised only
 * @param starts starting points of the search, at least 1: the prior's mode, then seeded draws
 * @param draws of the hyper-parameters from their posterior beside the optimum, at most
 */
public record FitOptions(Estimation estimation, Warping warping, boolean outputTransforms, int starts, int draws) {

    /** Beside the optimum, for a search; see "Draws of the hyper-parameters" in benchmarks/README.md. */
    private static final int DRAWS = 2;

    /** What is maximised. */
    public enum Estimation {
        /** The marginal likelihood alone. */
        MAXIMUM_LIKELIHOOD,
        /** The marginal likelihood times the priors of {@link Priors}. */
        MAP
    }

    /** When inputs are warped (Kumaraswamy). */
    public enum Warping {
        /** Never. */
        NONE,
        /** Always. */
        ALWAYS,
        /** Where it raises the log posterior by more than two nats. */
        EVIDENCE
    }

    /** Checks the number of starts. */
    public FitOptions {
        if (starts < 1) {
            throw new IllegalArgumentException("starts " + starts + " must be at least 1");
        }
        if (draws < 0) {
            throw new IllegalArgumentException("draws " + draws + " must not be negative");
        }
    }

    /** The paper: maximum likelihood, warped inputs, standardised y. */
    public static FitOptions paper() {
        return new FitOptions(Estimation.MAXIMUM_LIKELIHOOD, Warping.ALWAYS, false, 3, 0);
    }

    /** The best that was measured. */
    public static FitOptions defaults() {
        return new FitOptions(Estimation.MAP, Warping.EVIDENCE, true, 2, DRAWS);
    }

    /** The same with another estimation. */
    public FitOptions withEstimation(Estimation value) {
        return new FitOptions(value, warping, outputTransforms, starts, draws);
    }

    /** The same with another warping. */
    public FitOptions withWarping(Warping value) {
        return new FitOptions(estimation, value, outputTransforms, starts, draws);
    }

    /** The same with or without output transforms. */
    public FitOptions withOutputTransforms(boolean value) {
        return new FitOptions(estimation, warping, value, starts, draws);
    }

    /** The same with so many draws. */
    public FitOptions withDraws(int value) {
        return new FitOptions(estimation, warping, outputTransforms, starts, value);
    }
}
