package io.scoot.load;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * What a stress test measured.
 *
 * @param results every request's, by intended time
 * @param seconds from the first due time to the end of the last answer
 * @param slo what counted as goodput
 */
public record LoadReport(List<RequestResult> results, double seconds, Slo slo) {

    private static final int[] PERCENTILES = {50, 90, 95, 99};

    /** Copies the results. */
    public LoadReport {
        results = List.copyOf(results);
    }

    /** Requests that succeeded. */
    public List<RequestResult> succeeded() {
        return results.stream().filter(RequestResult::succeeded).toList();
    }

    /** Failures by kind; empty if there was none. */
    public Map<ErrorKind, Integer> errors() {
        Map<ErrorKind, Integer> errors = new EnumMap<>(ErrorKind.class);
        results.forEach(result -> result.failure().ifPresent(failure -> errors.merge(failure.kind(), 1, Integer::sum)));
        return errors;
    }

    /** Share of requests that failed, 0 … 1; 0 without any. */
    public double errorShare() {
        return results.isEmpty() ? 0.0 : 1.0 - (double) succeeded().size() / results.size();
    }

    /** Failures for people: how many of each kind, and the first one's words. */
    public String errorSummary() {
        String kinds = errors().entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", "));
        Optional<RequestResult.Failure> first =
                results.stream().flatMap(r -> r.failure().stream()).findFirst();
        return results.size() - succeeded().size() + " of " + results.size() + " requests failed: " + kinds
                + first.map(failure -> "; the first: " + failure.detail()).orElse("");
    }

    /**
     * By name, over the requests that succeeded. {@code ttft_ms}, {@code tpot_ms}, {@code itl_ms} and {@code latency_ms} are
     * means in milliseconds; {@code std_…} their standard deviations, and {@code p50_…}, {@code p90_…}, {@code p95_…} and
     * {@code p99_…} their percentiles, linearly interpolated. TPOT has the requests of two tokens and more, ITL all gaps of all
     * requests. {@code sent_ttft_ms} and {@code sent_latency_ms} count from the actual sending, and {@code lateness_ms} is how
     * late the worst request was sent. Then {@code throughput_rps}, {@code goodput_rps}, {@code input_tokens_per_s},
     * {@code output_tokens_per_s}, {@code total_tokens_per_s}, and the counts {@code completed_requests} and
     * {@code failed_requests}. What cannot be had, such as a TPOT of single tokens, is missing.
     */
    public Map<String, Double> metrics() {
        List<RequestResult> succeeded = succeeded();
        Map<String, Double> metrics = new LinkedHashMap<>();
        double[] ttft = succeeded.stream().mapToDouble(RequestResult::ttft).toArray();
        double[] latency =
                succeeded.stream().mapToDouble(RequestResult::latency).toArray();
        double[] late =
                succeeded.stream().mapToDouble(r -> r.sent() - r.intended()).toArray();
        statistics(metrics, "ttft", ttft);
        statistics(
                metrics,
                "tpot",
                succeeded.stream()
                        .filter(r -> r.outputTokens() > 1)
                        .mapToDouble(RequestResult::tpot)
                        .toArray());
        statistics(
                metrics,
                "itl",
                succeeded.stream().flatMapToDouble(r -> Arrays.stream(r.gaps())).toArray());
        statistics(metrics, "latency", latency);
        if (!succeeded.isEmpty()) {
            metrics.put("sent_ttft_ms", 1e3 * (StatUtils.mean(ttft) - StatUtils.mean(late)));
            metrics.put("sent_latency_ms", 1e3 * (StatUtils.mean(latency) - StatUtils.mean(late)));
            metrics.put("lateness_ms", 1e3 * StatUtils.max(late));
        }
        double input =
                succeeded.stream().mapToDouble(RequestResult::inputTokens).sum();
        double output =
                succeeded.stream().mapToDouble(RequestResult::outputTokens).sum();
        metrics.put("throughput_rps", succeeded.size() / seconds);
        metrics.put("goodput_rps", succeeded.stream().filter(slo::met).count() / seconds);
        metrics.put("input_tokens_per_s", input / seconds);
        metrics.put("output_tokens_per_s", output / seconds);
        metrics.put("total_tokens_per_s", (input + output) / seconds);
        metrics.put("completed_requests", (double) succeeded.size());
        metrics.put("failed_requests", (double) (results.size() - succeeded.size()));
        return metrics;
    }

    private static void statistics(Map<String, Double> metrics, String name, double[] seconds) {
        if (seconds.length == 0) {
            return;
        }
        metrics.put(name + "_ms", 1e3 * StatUtils.mean(seconds));
        metrics.put("std_" + name + "_ms", 1e3 * Math.sqrt(StatUtils.populationVariance(seconds)));
        Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
        percentile.setData(seconds);
        for (int p : PERCENTILES) {
            metrics.put("p" + p + "_" + name + "_ms", 1e3 * percentile.evaluate(p));
        }
    }
}
