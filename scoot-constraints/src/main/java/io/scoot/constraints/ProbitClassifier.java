package io.scoot.constraints;

import io.scoot.gp.Dimension;
import io.scoot.gp.Matern32;
import io.scoot.gp.StandardNormal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * POF by a Gaussian-process classifier with the probit link and the Laplace approximation. Its kernel is
 * 1 + c_l·S + c_m²·(1 + r)e^(−r): a constant, a linear part S, which extrapolates where memory runs out monotonically, and a
 * Matérn-3/2 part with r = 2√3·dist/(l√d); S = Σ 4(x − ½)(x′ − ½) over numbers + Σ 2(1[same] − 1/k) over choices of k values,
 * dist² = Σ (x − x′)² over numbers + ½ for each choice that differs. Of the 27 settings of c_l ∈ {0, 1, 4}, c_m ∈ {0.3, 1, 3},
 * l ∈ {0.4, 0.8, 1.6} the one of the largest evidence is taken: averaging them by evidence gains nothing (mean log loss with
 * the forest 0.436 against 0.437 nats, the same regret) and costs 20 times as much. Owns workspaces; for one thread.
 */
public final class ProbitClassifier implements FeasibilityModel {

    private static final double[] LINEAR = {0.0, 1.0, 4.0};
    private static final double[] MATERN = {0.3, 1.0, 3.0};
    private static final double[] LENGTHSCALES = {0.4, 0.8, 1.6};

    /** Beyond so many observations the settings are weighed on that many of them. */
    private static final int WEIGHED = 120;

    private final Dimension[] dimensions;
    private final double[][] points; // n × d, snapped
    private final double[] labels; // n: ±1
    private final Fitted fitted;
    private final double[] covariance; // n

    private ProbitClassifier(Dimension[] dimensions, double[][] points, double[] labels, Fitted fitted) {
        this.dimensions = dimensions;
        this.points = points;
        this.labels = labels;
        this.fitted = fitted;
        this.covariance = new double[points.length];
    }

    /** One setting of the kernel. */
    private record Setting(double linear, double matern, double lengthscale) {
        double covariance(Dimension[] dimensions, double[] a, double[] b) {
            return 1.0
                    + (linear == 0.0 ? 0.0 : linear * ProbitClassifier.linear(dimensions, a, b))
                    + matern * matern * ProbitClassifier.matern(distance(dimensions, a, b), lengthscale);
        }
    }

    /** A setting's posterior. */
    private record Fitted(Setting setting, LaplaceApproximation posterior) {}

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
        if (labels.length <= WEIGHED) {
            return new ProbitClassifier(all, snapped, labels, likeliest(all, snapped, labels, settings()));
        }
        double[][] some = new double[WEIGHED][];
        double[] someLabels = new double[WEIGHED];
        for (int i = 0; i < WEIGHED; i++) {
            int at = (int) ((long) i * labels.length / WEIGHED);
            some[i] = snapped[at];
            someLabels[i] = labels[at];
        }
        Setting setting = likeliest(all, some, someLabels, settings()).setting();
        return new ProbitClassifier(all, snapped, labels, likeliest(all, snapped, labels, List.of(setting)));
    }

    /** The classifier after more observations, with the same kernel: one approximation in place of all settings'. */
    public ProbitClassifier with(double[][] more, boolean[] works) {
        int n = labels.length;
        double[][] x = Arrays.copyOf(points, n + more.length);
        double[] y = Arrays.copyOf(labels, n + more.length);
        for (int i = 0; i < more.length; i++) {
            x[n + i] = snapped(dimensions, more[i]);
            y[n + i] = works[i] ? 1.0 : -1.0;
        }
        return new ProbitClassifier(dimensions, x, y, likeliest(dimensions, x, y, List.of(fitted.setting())));
    }

    @Override
    public double probability(double[] point) {
        double[] x = snapped(dimensions, point);
        for (int i = 0; i < points.length; i++) {
            covariance[i] = fitted.setting().covariance(dimensions, x, points[i]);
        }
        double prior = fitted.setting().covariance(dimensions, x, x);
        double variance = Math.max(0.0, prior - fitted.posterior().reduction(covariance));
        return StandardNormal.cumulative(fitted.posterior().mean(covariance) / Math.sqrt(1.0 + variance));
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (double linear : LINEAR) {
            for (double matern : MATERN) {
                for (double lengthscale : LENGTHSCALES) {
                    settings.add(new Setting(linear, matern, lengthscale));
                }
            }
        }
        return settings;
    }

    /** The setting of the largest evidence. */
    private static Fitted likeliest(Dimension[] dimensions, double[][] x, double[] labels, List<Setting> settings) {
        int n = labels.length;
        double[] linear = new double[n * n];
        double[] distance = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                linear[i * n + j] = linear[j * n + i] = linear(dimensions, x[i], x[j]);
                distance[i * n + j] = distance[j * n + i] = distance(dimensions, x[i], x[j]);
            }
        }
        Map<Double, double[]> radial = new HashMap<>();
        double[] k = new double[n * n];
        @Nullable Fitted best = null;
        for (Setting setting : settings) {
            double square = setting.matern() * setting.matern();
            double[] matern = radial.computeIfAbsent(setting.lengthscale(), lengthscale -> Arrays.stream(distance)
                    .map(d -> matern(d, lengthscale))
                    .toArray());
            for (int i = 0; i < k.length; i++) {
                k[i] = 1.0 + setting.linear() * linear[i] + square * matern[i];
            }
            LaplaceApproximation posterior = LaplaceApproximation.of(k, labels);
            if (best == null || posterior.logEvidence() > best.posterior().logEvidence()) {
                best = new Fitted(setting, posterior);
            }
        }
        return Objects.requireNonNull(best);
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
                    : 4.0 * (dimensions[i].among(a[i]) - 0.5) * (dimensions[i].among(b[i]) - 0.5);
        }
        return sum;
    }

    private static double distance(Dimension[] dimensions, double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            double difference = dimensions[i].among(a[i]) - dimensions[i].among(b[i]);
            sum += dimensions[i] instanceof Dimension.Choice
                            || dimensions[i].isApart(a[i]) != dimensions[i].isApart(b[i])
                    ? (a[i] == b[i] ? 0.0 : 0.5)
                    : difference * difference;
        }
        return Math.sqrt(sum / a.length);
    }

    private static double matern(double distance, double lengthscale) {
        double r = 2.0 * distance / lengthscale;
        return Matern32.correlation(r * r);
    }
}
