package io.scoot.constraints;

import io.scoot.gp.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * POF by a Gaussian-process classifier with the probit link and the Laplace approximation. Its kernel is
 * 1 + c_l·S + c_m²·(1 + r)e^(−r): a constant, a linear part S, which extrapolates where memory runs out monotonically, and a
 * Matérn-3/2 part with r = 2√3·dist/(l√d); S = Σ 4(x − ½)(x′ − ½) over numbers + Σ 2(1[same] − 1/k) over choices of k values,
 * dist² = Σ (x − x′)² over numbers + ½ for each choice that differs. The 27 settings of c_l ∈ {0, 1, 4}, c_m ∈ {0.3, 1, 3},
 * l ∈ {0.4, 0.8, 1.6} are averaged by their evidence. Owns workspaces; for one thread.
 */
public final class ProbitClassifier implements FeasibilityModel {

    private static final double[] LINEAR = {0.0, 1.0, 4.0};
    private static final double[] MATERN = {0.3, 1.0, 3.0};
    private static final double[] LENGTHSCALES = {0.4, 0.8, 1.6};
    private static final double LEAST_WEIGHT = 0.01;

    /** Beyond so many observations the settings are weighed on that many of them, and only the best are fitted to all. */
    private static final int WEIGHED = 120;

    private static final int KEPT = 3; // of the settings, beyond WEIGHED

    private final Dimension[] dimensions;
    private final double[][] points; // n × d, snapped
    private final List<Member> members;
    private final double[] linear; // n
    private final double[][] matern; // lengthscales × n
    private final double[] covariance; // n

    private ProbitClassifier(Dimension[] dimensions, double[][] points, List<Member> members) {
        this.dimensions = dimensions;
        this.points = points;
        this.members = members;
        this.linear = new double[points.length];
        this.matern = new double[LENGTHSCALES.length][points.length];
        this.covariance = new double[points.length];
    }

    /** One setting of the kernel. */
    private record Setting(double linear, double matern, int lengthscale) {}

    /** A setting's posterior and its share of the evidence. */
    private record Member(Setting setting, LaplaceApproximation posterior, double weight) {}

    /**
     * Learns from observations; one class alone is enough.
     *
     * @param points n ≥ 1 points, n × d
     * @param feasible which of them did not crash, n
     */
    public static ProbitClassifier fit(List<Dimension> dimensions, double[][] points, boolean[] feasible) {
        Dimension[] all = dimensions.toArray(Dimension[]::new);
        double[][] snapped = new double[points.length][];
        double[] labels = new double[points.length];
        for (int i = 0; i < labels.length; i++) {
            snapped[i] = snapped(all, points[i]);
            labels[i] = feasible[i] ? 1.0 : -1.0;
        }
        List<Setting> settings = new ArrayList<>();
        for (double linear : LINEAR) {
            for (double matern : MATERN) {
                for (int l = 0; l < LENGTHSCALES.length; l++) {
                    settings.add(new Setting(linear, matern, l));
                }
            }
        }
        if (labels.length > WEIGHED) {
            double[][] some = new double[WEIGHED][];
            double[] someLabels = new double[WEIGHED];
            for (int i = 0; i < WEIGHED; i++) {
                int at = (int) ((long) i * labels.length / WEIGHED);
                some[i] = snapped[at];
                someLabels[i] = labels[at];
            }
            settings = members(all, some, someLabels, settings).stream()
                    .limit(KEPT)
                    .map(Member::setting)
                    .toList();
        }
        return new ProbitClassifier(all, snapped, members(all, snapped, labels, settings));
    }

    @Override
    public double probability(double[] point) {
        double[] x = snapped(dimensions, point);
        for (int i = 0; i < points.length; i++) {
            linear[i] = linear(dimensions, x, points[i]);
            double distance = distance(dimensions, x, points[i]);
            for (int l = 0; l < LENGTHSCALES.length; l++) {
                matern[l][i] = matern(distance, l);
            }
        }
        double own = linear(dimensions, x, x);
        double probability = 0.0;
        for (Member member : members) {
            Setting setting = member.setting();
            double square = setting.matern() * setting.matern();
            double[] radial = matern[setting.lengthscale()];
            for (int i = 0; i < covariance.length; i++) {
                covariance[i] = 1.0 + setting.linear() * linear[i] + square * radial[i];
            }
            double prior = 1.0 + setting.linear() * own + square;
            double variance = Math.max(0.0, prior - member.posterior().reduction(covariance));
            double z = member.posterior().mean(covariance) / Math.sqrt(1.0 + variance);
            probability += member.weight() * ProbitLikelihood.cumulative(z);
        }
        return Math.max(0.0, Math.min(1.0, probability));
    }

    /** Latent posteriors under {@code settings}, heaviest first, those of little weight left out; the weights sum to 1. */
    private static List<Member> members(Dimension[] dimensions, double[][] x, double[] labels, List<Setting> settings) {
        int n = labels.length;
        double[] linear = new double[n * n];
        double[][] matern = new double[LENGTHSCALES.length][n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                linear[i * n + j] = linear[j * n + i] = linear(dimensions, x[i], x[j]);
                double distance = distance(dimensions, x[i], x[j]);
                for (int l = 0; l < LENGTHSCALES.length; l++) {
                    matern[l][i * n + j] = matern[l][j * n + i] = matern(distance, l);
                }
            }
        }
        double[] k = new double[n * n];
        LaplaceApproximation[] posteriors = new LaplaceApproximation[settings.size()];
        double best = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < posteriors.length; s++) {
            Setting setting = settings.get(s);
            double square = setting.matern() * setting.matern();
            double[] radial = matern[setting.lengthscale()];
            for (int i = 0; i < k.length; i++) {
                k[i] = 1.0 + setting.linear() * linear[i] + square * radial[i];
            }
            posteriors[s] = LaplaceApproximation.of(k, labels);
            best = Math.max(best, posteriors[s].logEvidence());
        }
        double[] weights = new double[posteriors.length];
        for (int s = 0; s < weights.length; s++) {
            weights[s] = Math.exp(posteriors[s].logEvidence() - best);
        }
        double all = Arrays.stream(weights).sum();
        double kept =
                Arrays.stream(weights).filter(w -> w >= LEAST_WEIGHT * all).sum();
        List<Member> members = new ArrayList<>();
        for (int s = 0; s < weights.length; s++) {
            if (weights[s] >= LEAST_WEIGHT * all) {
                members.add(new Member(settings.get(s), posteriors[s], weights[s] / kept));
            }
        }
        members.sort((a, b) -> Double.compare(b.weight(), a.weight()));
        return List.copyOf(members);
    }

    private static double[] snapped(Dimension[] dimensions, double[] point) {
        double[] x = new double[point.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = dimensions[i].snap(point[i]);
        }
        return x;
    }

    private static double linear(Dimension[] dimensions, double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += dimensions[i] instanceof Dimension.Choice choice
                    ? 2.0 * ((a[i] == b[i] ? 1.0 : 0.0) - 1.0 / choice.count())
                    : 4.0 * (a[i] - 0.5) * (b[i] - 0.5);
        }
        return sum;
    }

    private static double distance(Dimension[] dimensions, double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += dimensions[i] instanceof Dimension.Choice
                    ? (difference == 0.0 ? 0.0 : 0.5)
                    : difference * difference;
        }
        return Math.sqrt(sum / a.length);
    }

    private static double matern(double distance, int lengthscale) {
        double r = 2.0 * Math.sqrt(3.0) * distance / LENGTHSCALES[lengthscale];
        return (1.0 + r) * Math.exp(-r);
    }
}
