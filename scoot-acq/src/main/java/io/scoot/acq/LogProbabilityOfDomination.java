package io.scoot.acq;

import io.scoot.gp.GaussianProcess;
import java.util.List;
import java.util.stream.IntStream;

/**
 * ln P(x is better than a reference in every objective) = Σⱼ ln Φ((μⱼ − rⱼ)/σⱼ) for independent surrogates: what to maximise while
 * nothing is, for then EHVI is flat.
 */
public final class LogProbabilityOfDomination implements Acquisition {

    private final LogProduct factors;

    /** The probability of dominating {@code reference}, m latent values. */
    public LogProbabilityOfDomination(List<GaussianProcess> surrogates, double[] reference) {
        this.factors = new LogProduct(IntStream.range(0, surrogates.size())
                .mapToObj(j -> new LogProbabilityOfImprovement(surrogates.get(j), reference[j], 0.0))
                .toList());
    }

    @Override
    public void values(double[][] points, double[] values) {
        factors.values(points, values);
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        return factors.valueAndGradient(point, gradient);
    }
}
