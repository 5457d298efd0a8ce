package io.scoot.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The output transforms that may suit a sample of y; all finite whatever its magnitude (1e±300, an outlier of 1e12). */
final class OutputScaling {

    private static final double[] YEO_JOHNSON_LAMBDAS = {0.5, 0.0, -1.0};

    private OutputScaling() {}

    /** Subtracts the mean and divides by the standard deviation; a constant sample becomes zeros. */
    static OutputTransform standardise(double[] y) {
        double largest = Arrays.stream(y).map(Math::abs).max().orElse(0.0);
        double scale = largest > 0.0 ? largest : 1.0; // keeps sums of squares from overflow and underflow
        double mean = 0.0;
        for (double value : y) {
            mean += value / scale / y.length;
        }
        double variance = 0.0;
        for (double value : y) {
            variance += (value / scale - mean) * (value / scale - mean) / y.length;
        }
        double deviation = Math.sqrt(variance);
        boolean constant = !(deviation > 1e-14 * Math.abs(mean)) || !(deviation * scale >= Double.MIN_NORMAL);
        double unit = constant ? Math.max(scale, Double.MIN_NORMAL) : deviation * scale;
        return new OutputTransform(mean * scale, unit, false, PowerTransform.IDENTITY, 0.0, 1.0);
    }

    /** Whether standardising found nothing to divide by. */
    static boolean constant(double[] y) {
        return y.length == 0
                || Arrays.stream(y).max().getAsDouble()
                        == Arrays.stream(y).min().getAsDouble();
    }

    /**
     * The standardisation, and the power transforms of the sample and of its reflection: Yeo-Johnson of the standardised
     * values, and, where all are of one sign, the logarithm and Box-Cox by maximum likelihood.
     */
    static List<OutputTransform> candidates(double[] y) {
        OutputTransform standard = standardise(y);
        List<OutputTransform> candidates = new ArrayList<>(List.of(standard));
        for (boolean reflected : new boolean[] {false, true}) {
            for (double lambda : YEO_JOHNSON_LAMBDAS) {
                PowerTransform power = new PowerTransform(PowerTransform.Family.YEO_JOHNSON, lambda);
                candidates.add(fitted(y, standard.origin(), standard.unit(), reflected, power));
            }
            double sign = reflected ? -1.0 : 1.0;
            if (Arrays.stream(y).allMatch(value -> sign * value > 0.0)) {
                double unit = geometricMean(y);
                double[] positive =
                        Arrays.stream(y).map(value -> sign * value / unit).toArray();
                PowerTransform log = new PowerTransform(PowerTransform.Family.BOX_COX, 0.0);
                candidates.add(fitted(y, 0.0, unit, reflected, log));
                PowerTransform likeliest = PowerTransform.maximumLikelihood(PowerTransform.Family.BOX_COX, positive);
                candidates.add(fitted(y, 0.0, unit, reflected, likeliest));
            }
        }
        candidates.removeIf(candidate -> !keepsOrder(candidate, y));
        return candidates;
    }

    private static OutputTransform fitted(
            double[] y, double origin, double unit, boolean reflected, PowerTransform power) {
        OutputTransform raw = new OutputTransform(origin, unit, reflected, power, 0.0, 1.0);
        OutputTransform standard = standardise(Arrays.stream(y).map(raw::apply).toArray());
        return new OutputTransform(origin, unit, reflected, power, standard.origin(), standard.unit());
    }

    /** Finite, and no two different values fell together. */
    private static boolean keepsOrder(OutputTransform transform, double[] y) {
        double[] sorted = Arrays.stream(y).sorted().distinct().toArray();
        double previous = Double.NEGATIVE_INFINITY;
        for (double value : sorted) {
            double z = transform.apply(value);
            if (!Double.isFinite(z) || Math.abs(z) > 1e6 || z <= previous) {
                return sorted.length > 1 && transform.power().family() == PowerTransform.Family.IDENTITY;
            }
            previous = z;
        }
        return true;
    }

    private static double geometricMean(double[] y) {
        double sum = 0.0;
        for (double value : y) {
            sum += Math.log(Math.abs(value)) / y.length;
        }
        return Math.exp(sum);
    }
}
