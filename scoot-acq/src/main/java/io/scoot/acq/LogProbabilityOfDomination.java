package io.scoot.acq;

import io.scoot.gp.GaussianProcess;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * ln P(x is better than a reference in every objective) = Σⱼ ln Φ((μⱼ − rⱼ)/σⱼ) for independent surrogates: what to maximise while
 * nothing is, for then EHVI is flat.
 */
public final class LogProbabilityOfDomination implements Acquisition {

    private final List<LogProbabilityOfImprovement> factors;

    /** The probability of dominating {@code reference}, m latent values. */
    public LogProbabilityOfDomination(List<GaussianProcess> surrogates, double[] reference) {
        this.factors = IntStream.range(0, surrogates.size())
                .mapToObj(j -> new LogProbabilityOfImprovement(surrogates.get(j), reference[j], 0.0))
                .toList();
    }

    @Override
    public void values(double[][] points, double[] values) {
        Arrays.fill(values, 0, points.length, 0.0);
        double[] logs = new double[points.length];
        for (LogProbabilityOfImprovement factor : factors) {
            factor.values(points, logs);
            for (int i = 0; i < points.length; i++) {
                values[i] += logs[i];
            }
        }
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        Arrays.fill(gradient, 0.0);
        double[] part = new double[gradient.length];
        double value = 0.0;
        for (LogProbabilityOfImprovement factor : factors) {
            value += factor.valueAndGradient(point, part);
            for (int i = 0; i < part.length; i++) {
                gradient[i] += part[i];
            }
        }
        return value;
    }
}
