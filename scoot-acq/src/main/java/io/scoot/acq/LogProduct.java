package io.scoot.acq;

import java.util.Arrays;
import java.util.List;

/** The logarithm of a product of independent factors, such as an expected improvement and the probability that bounds are kept. */
public final class LogProduct implements Acquisition {

    private final List<Acquisition> factors;

    /** The product of factors, which are logarithms themselves; of none it is 1. */
    public LogProduct(List<? extends Acquisition> factors) {
        this.factors = List.copyOf(factors);
    }

    @Override
    public void values(double[][] points, double[] values) {
        Arrays.fill(values, 0, points.length, 0.0);
        double[] logs = new double[points.length];
        for (Acquisition factor : factors) {
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
        for (Acquisition factor : factors) {
            value += factor.valueAndGradient(point, part);
            for (int i = 0; i < part.length; i++) {
                gradient[i] += part[i];
            }
        }
        return value;
    }
}
