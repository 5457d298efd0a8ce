package io.scoot.load.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Margins as a non-increasing function of the rate: least squares by pooling adjacent violators (Ayer et al. 1955), so that one
 * lucky or unlucky step does not decide alone.
 *
 * @param steps by rate
 * @param fitted one margin for each of them
 */
record MonotoneFit(List<RateStep> steps, double[] fitted) {

    /** A saturated server's margin is unbounded; beyond this it says nothing more. */
    private static final double WORST = -2.0;

    static MonotoneFit of(List<RateStep> tried) {
        List<RateStep> sorted = tried.stream()
                .sorted(Comparator.comparingDouble(RateStep::rate))
                .toList();
        List<double[]> pools = new ArrayList<>(); // mean, count
        for (RateStep step : sorted) {
            pools.add(new double[] {Math.max(WORST, step.margin()), 1.0});
            while (pools.size() > 1 && pools.get(pools.size() - 2)[0] < pools.get(pools.size() - 1)[0]) {
                double[] last = pools.remove(pools.size() - 1);
                double[] before = pools.get(pools.size() - 1);
                double count = before[1] + last[1];
                before[0] = (before[0] * before[1] + last[0] * last[1]) / count;
                before[1] = count;
            }
        }
        double[] fitted = new double[sorted.size()];
        int i = 0;
        for (double[] pool : pools) {
            for (int k = 0; k < pool[1]; k++) {
                fitted[i++] = pool[0];
            }
        }
        return new MonotoneFit(sorted, fitted);
    }

    /** Index of the highest rate that is kept by the fit; −1 where none is. */
    int lastKept() {
        int last = -1;
        for (int i = 0; i < fitted.length && fitted[i] >= 0.0; i++) {
            last = i;
        }
        return last;
    }

    /** The rate between {@code lastKept()} and the next where the fit crosses 0, on a logarithmic scale. */
    double crossing() {
        int low = lastKept();
        double before = fitted[low];
        double after = fitted[low + 1];
        double share = before / (before - after);
        return Math.exp((1.0 - share) * Math.log(steps.get(low).rate())
                + share * Math.log(steps.get(low + 1).rate()));
    }
}
