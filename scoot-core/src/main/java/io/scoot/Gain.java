package io.scoot;

import java.util.Locale;

/**
 * What a configuration changes in one metric against another, as the best against the default, from runs of both under the same
 * arrival orders: relative to the other's value, positive where it is better. The first readings, among which the best was chosen, are not in it.
 *
 * @param metric its name
 * @param mean over the pairs; of one pair, its own value
 * @param low lower end of the interval; −∞ of one pair
 * @param high upper end; +∞ of one pair
 * @param pairs how many there are, at least one
 */
public record Gain(String metric, double mean, double low, double high, int pairs) {

    /** Whether the metric is better beyond what the noise explains, and by more than {@code tolerance}. */
    public boolean better(double tolerance) {
        return low > 0.0 && mean >= tolerance;
    }

    /** Whether a gain of {@code tolerance} or more can be excluded. */
    public boolean negligible(double tolerance) {
        return high < tolerance;
    }

    /** For people, in percent: {@code ttft_ms +4.1 % (+2.0 to +6.2, 3 pairs)}. */
    @Override
    public String toString() {
        return pairs > 1
                ? String.format(
                        Locale.ROOT,
                        "%s %+.1f %% (%+.1f to %+.1f, %d pairs)",
                        metric,
                        100.0 * mean,
                        100.0 * low,
                        100.0 * high,
                        pairs)
                : String.format(Locale.ROOT, "%s %+.1f %% (one pair)", metric, 100.0 * mean);
    }

    /** Whether the metric may have become worse by more than {@code tolerance}. */
    public boolean maybeWorse(double tolerance) {
        return low < -tolerance;
    }
}
