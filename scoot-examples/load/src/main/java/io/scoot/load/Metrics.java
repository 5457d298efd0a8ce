package io.scoot.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** The figures of a report. */
final class Metrics {

    private static final int[] PERCENTILES = {50, 90, 95, 99};
    private static final double HIGH = 99.0;

    private final LoadReport report;
    private final List<RequestResult> succeeded;
    private final List<RequestResult> measured;
    private final Map<String, Double> metrics = new LinkedHashMap<>();

    Metrics(LoadReport report) {
        this.report = report;
        this.succeeded = report.succeeded();
        this.measured =
                Stream.concat(succeeded.stream(), report.slow().stream()).toList();
    }

    Map<String, Double> byName() {
        double[] ttft = all(result -> true, RequestResult::ttft);
        double[] latency = all(result -> true, RequestResult::latency);
        double[] tpot = all(Metrics::hasTpot, RequestResult::tpot);
        if (tpot.length == 0) {
            tpot = all(RequestResult::slow, Metrics::waitedForOne); // nobody got a second token: what one waited for it
        }
        statistics("ttft", ttft);
        statistics("tpot", tpot);
        statistics(
                "itl",
                measured.stream().flatMapToDouble(r -> Arrays.stream(r.gaps())).toArray());
        statistics("latency", latency);
        withFailures("ttft", ttft);
        withFailures("tpot", tpot);
        withFailures("latency", latency);
        if (!measured.isEmpty()) {
            double[] late = all(result -> true, r -> r.sent() - r.intended());
            metrics.put("sent_ttft_ms", 1e3 * (StatUtils.mean(ttft) - StatUtils.mean(late)));
            metrics.put("sent_latency_ms", 1e3 * (StatUtils.mean(latency) - StatUtils.mean(late)));
            metrics.put("lateness_ms", 1e3 * StatUtils.max(late));
        }
        rates();
        counts();
        return metrics;
    }

    /** A stream cut off has a TPOT if it has had a gap. */
    private static boolean hasTpot(RequestResult result) {
        return result.outputTokens() > 1 && result.tokenTimes().length > (result.succeeded() ? 0 : 1);
    }

    private static double waitedForOne(RequestResult result) {
        double[] times = result.tokenTimes();
        return result.ended() - (times.length == 0 ? result.intended() : times[0]);
    }

    private double[] all(Predicate<RequestResult> which, ToDoubleFunction<RequestResult> measure) {
        return measured.stream().filter(which).mapToDouble(measure).toArray();
    }

    private void statistics(String name, double[] seconds) {
        if (seconds.length == 0) {
            return;
        }
        metrics.put(name + "_ms", 1e3 * StatUtils.mean(seconds));
        metrics.put("std_" + name + "_ms", 1e3 * Math.sqrt(StatUtils.populationVariance(seconds)));
        Percentile percentile = percentile(seconds);
        for (int p : PERCENTILES) {
            metrics.put("p" + p + "_" + name + "_ms", 1e3 * percentile.evaluate(p));
        }
    }

    private void withFailures(String name, double[] seconds) {
        if (seconds.length == 0) {
            return;
        }
        double worst = Math.max(report.limit(), StatUtils.max(seconds));
        double[] slowest =
                Arrays.copyOf(seconds, seconds.length + report.results().size() - measured.size());
        Arrays.fill(slowest, seconds.length, slowest.length, worst);
        metrics.put("p99_all_" + name + "_ms", 1e3 * percentile(slowest).evaluate(HIGH));
    }

    /** As numpy's default. */
    private static Percentile percentile(double[] values) {
        Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
        percentile.setData(values);
        return percentile;
    }

    private void rates() {
        double input =
                succeeded.stream().mapToDouble(RequestResult::inputTokens).sum();
        double output =
                succeeded.stream().mapToDouble(RequestResult::outputTokens).sum();
        double seconds = report.seconds();
        Slo slo = report.slo();
        metrics.put("throughput_rps", succeeded.size() / seconds);
        if (!slo.bounds().isEmpty()) {
            metrics.put("goodput_rps", succeeded.stream().filter(slo::met).count() / seconds);
        }
        metrics.put("input_tokens_per_s", input / seconds);
        metrics.put("output_tokens_per_s", output / seconds);
        metrics.put("total_tokens_per_s", (input + output) / seconds);
    }

    private void counts() {
        int all = report.results().size();
        metrics.put("completed_requests", (double) succeeded.size());
        metrics.put("failed_requests", (double) (all - succeeded.size()));
        metrics.put("unfinished_requests", (double) report.slow().size());
        metrics.put("failed_share", report.errorShare());
        metrics.put("short_answers", count(r -> r.outputTokens() < r.asked()));
        metrics.put("chunk_counted_answers", count(r -> r.count() == TokenCount.CHUNKS));
    }

    private double count(Predicate<RequestResult> which) {
        return succeeded.stream().filter(which).count();
    }
}
