package io.scoot.load.capacity;

import io.scoot.load.LoadReport;
import io.scoot.load.Progress;
import io.scoot.load.RequestResult;
import io.scoot.load.Slo.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A percentile that a server must keep to take a rate: {@code ttft_p95=500}.
 *
 * @param measure of each request
 * @param percentile 50, 90, 95 or 99
 * @param most milliseconds that it may be, positive
 */
public record MetricBound(Measure measure, int percentile, double most) {

    private static final List<Integer> PERCENTILES = List.of(50, 90, 95, 99); // that a report has
    private static final Pattern TEXT = Pattern.compile(
            "(?:(ttft|tpot|e2el|latency)_p(\\d+)|p(\\d+)_(ttft|tpot|e2el|latency)_ms)(?:<=|=|:)([^<=:]+)");

    /** Checks all three. */
    public MetricBound {
        if (!PERCENTILES.contains(percentile)) {
            throw new IllegalArgumentException(
                    "percentile " + percentile + " of " + measure + " must be one of " + PERCENTILES);
        }
        if (!(most > 0.0) || Double.isInfinite(most)) {
            throw new IllegalArgumentException("bound " + most + " ms of " + measure + " must be positive and finite");
        }
    }

    /** Whether a text is meant as a bound on a percentile, rather than on each request. */
    public static boolean looksLike(String text) {
        return text.matches("(?i).*(_p\\d|p\\d+_).*");
    }

    /**
     * From text: {@code ttft_p95=500 tpot_p99=50 e2el_p95=5000}, separated by spaces or commas; {@code p95_ttft_ms<=500} says the
     * same.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static List<MetricBound> parse(String text) {
        List<MetricBound> bounds = new ArrayList<>();
        for (String part : text.strip().split("[\\s,]+", -1)) {
            Matcher matcher = TEXT.matcher(part.toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw wrong(part);
            }
            boolean first = matcher.group(1) != null;
            bounds.add(new MetricBound(
                    measure(matcher.group(first ? 1 : 4)),
                    Integer.parseInt(matcher.group(first ? 2 : 3)),
                    milliseconds(matcher.group(5), part)));
        }
        return bounds;
    }

    private static Measure measure(String name) {
        return name.equals("latency") ? Measure.E2EL : Measure.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static double milliseconds(String text, String part) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(part);
        }
    }

    private static IllegalArgumentException wrong(String part) {
        return new IllegalArgumentException("SLO \"" + part
                + "\": give ttft_p95=MS, tpot_p99=MS or e2el_p95=MS; there are the percentiles " + PERCENTILES);
    }

    /** Its name in {@link LoadReport#metrics()}, such as {@code p95_ttft_ms}. */
    public String metric() {
        String name = measure == Measure.E2EL ? "latency" : measure.name().toLowerCase(Locale.ROOT);
        return "p" + percentile + "_" + name + "_ms";
    }

    /** Share of all requests that may be beyond it: 0.05 of a 95th percentile. */
    public double allowedShare() {
        return 1.0 - percentile / 100.0;
    }

    /**
     * How far it is kept, in units of the bound; negative where it is broken. Where no request has such a figure, a time per token
     * is kept, for answers may have one token each; nothing else is.
     */
    public double margin(Map<String, Double> metrics) {
        Double measured = metrics.get(metric());
        if (measured == null) {
            return measure == Measure.TPOT ? 1.0 : -1.0;
        }
        return (most - measured) / most;
    }

    /** How many requests are beyond it already, whatever becomes of those that are open. */
    long beyond(Progress progress) {
        ToDoubleFunction<RequestResult> seconds =
                switch (measure) {
                    case TTFT -> RequestResult::ttft;
                    case TPOT -> result -> result.succeeded() ? result.tpot() : 0.0; // of an open one it may yet fall
                    case E2EL -> RequestResult::latency;
                };
        return progress.results().stream()
                .filter(result -> result.succeeded() || result.slow())
                .filter(result -> 1e3 * seconds.applyAsDouble(result) > most)
                .count();
    }

    /** As it is parsed. */
    @Override
    public String toString() {
        return metric() + " <= " + (most == Math.rint(most) ? String.valueOf((long) most) : String.valueOf(most));
    }
}
