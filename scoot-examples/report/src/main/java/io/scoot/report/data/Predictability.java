package io.scoot.report.data;

import io.scoot.Phase;
import io.scoot.suggest.Explanation;
import io.scoot.suggest.LeaveOneOut;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well a metric's surrogate predicts trials that it was not told of.
 *
 * @param metric its name
 * @param q2 1 − Σ(error²)/Σ(deviation from the others' mean²), of leave-one-out: 1 is perfect, 0 no better than the mean; null while
 *     nothing is known
 * @param inside share of the trials that are inside their 95 % interval
 * @param noise share of the variance, in the model's latent units, that the model takes for noise
 * @param trust in it
 * @param trials each predicted from all others
 */
public record Predictability(
        String metric,
        @Nullable Double q2,
        @Nullable Double inside,
        @Nullable Double noise,
        Trust trust,
        List<LeftOut> trials) {

    private static final int FEW = 8;
    private static final double GOOD = 0.7;
    private static final double FAIR = 0.3;

    /**
     * A trial predicted from all others.
     *
     * @param trial its number; null of an earlier study's
     * @param observed what was measured
     * @param predicted the median
     * @param low lower end of the central 95 % interval
     * @param high upper end
     */
    public record LeftOut(@Nullable Integer trial, double observed, double predicted, double low, double high) {}

    static Predictability of(Explanation model, String metric) {
        List<LeaveOneOut> errors = model.leaveOneOut(metric);
        if (errors.size() < 2) {
            return new Predictability(
                    metric,
                    null,
                    null,
                    null,
                    new Trust(Trust.Level.UNKNOWN, "too few different readings to predict one from the others"),
                    List.of());
        }
        int n = errors.size();
        double mean =
                errors.stream().mapToDouble(LeaveOneOut::measured).average().orElseThrow();
        double error = 0.0;
        double spread = 0.0;
        for (LeaveOneOut one : errors) {
            error += Math.pow(one.measured() - one.median(), 2.0);
            // from the mean of the others, which is what knows as little of it
            spread += Math.pow((one.measured() - mean) * n / (n - 1.0), 2.0);
        }
        double q2 = 1.0 - error / spread;
        double inside = errors.stream()
                        .filter(one -> one.low() <= one.measured() && one.measured() <= one.high())
                        .count()
                / (double) n;
        return new Predictability(
                metric,
                q2,
                inside,
                model.noiseShare(metric),
                trust(q2, n),
                errors.stream().map(Predictability::leftOut).toList());
    }

    private static LeftOut leftOut(LeaveOneOut one) {
        boolean earlier = one.observation().trial().phase() == Phase.EARLIER;
        return new LeftOut(
                earlier ? null : one.observation().trial().number(),
                one.measured(),
                Digits.few(one.median()),
                Digits.few(one.low()),
                Digits.few(one.high()));
    }

    private static Trust trust(double q2, int trials) {
        String explains = q2 > 0.0
                ? String.format(
                        Locale.ROOT,
                        "predicting each of %d trials from the others explains %.0f %% of the differences",
                        trials,
                        100.0 * q2)
                : "predicting each of " + trials + " trials from the others is no better than their mean";
        if (trials < FEW) {
            return new Trust(
                    q2 >= FAIR ? Trust.Level.FAIR : Trust.Level.POOR, explains + "; few trials, so little is sure");
        }
        return new Trust(q2 >= GOOD ? Trust.Level.GOOD : q2 >= FAIR ? Trust.Level.FAIR : Trust.Level.POOR, explains);
    }
}
