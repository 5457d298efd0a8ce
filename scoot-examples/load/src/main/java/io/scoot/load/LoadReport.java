package io.scoot.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a stress test measured.
 *
 * @param results every request's, by intended time
 * @param seconds from the first due time to the end of the last answer
 * @param slo what counted as goodput
 * @param limit seconds that a request was given
 * @param stopped why the test ended before all was sent or answered, if it did
 * @param repeated requests whose given prompt the test had asked before, warm-up included
 */
public record LoadReport(
        List<RequestResult> results, double seconds, Slo slo, double limit, Optional<String> stopped, int repeated) {

    /** Copies the results. */
    public LoadReport {
        results = List.copyOf(results);
    }

    /** A test that went on to its end and had no limit. */
    public LoadReport(List<RequestResult> results, double seconds, Slo slo) {
        this(results, seconds, slo, 0.0, Optional.empty(), 0);
    }

    /** Requests that succeeded. */
    public List<RequestResult> succeeded() {
        return results.stream().filter(RequestResult::succeeded).toList();
    }

    /** Requests that were given up for being slow. */
    public List<RequestResult> slow() {
        return results.stream().filter(RequestResult::slow).toList();
    }

    /** Failures by kind; empty if there was none. */
    public Map<ErrorKind, Integer> errors() {
        Map<ErrorKind, Integer> errors = new EnumMap<>(ErrorKind.class);
        results.forEach(result -> result.failure().ifPresent(failure -> errors.merge(failure.kind(), 1, Integer::sum)));
        return errors;
    }

    /** Share of requests that failed, 0 … 1; 0 without any. */
    public double errorShare() {
        return share(results.size() - succeeded().size());
    }

    /** Share of requests that failed other than by being slow, 0 … 1. */
    public double faultShare() {
        return share(results.size() - succeeded().size() - slow().size());
    }

    /** Share of requests that were given up for being slow, 0 … 1. */
    public double slowShare() {
        return share(slow().size());
    }

    private double share(int count) {
        return results.isEmpty() ? 0.0 : (double) count / results.size();
    }

    /** Failures for people: how many of each kind, and the first one's words. */
    public String errorSummary() {
        Optional<RequestResult.Failure> first =
                results.stream().flatMap(r -> r.failure().stream()).findFirst();
        return results.size() - succeeded().size() + " of " + results.size() + " requests failed: " + kinds(errors())
                + first.map(failure -> "; the first: " + failure.detail()).orElse("");
    }

    private static String kinds(Map<ErrorKind, Integer> errors) {
        return errors.entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** What a reader of the figures should know; empty if nothing. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        stopped.ifPresent(reason -> notes.add("the test was ended early: " + reason));
        if (!errors().isEmpty()) {
            notes.add(errorSummary());
        }
        if (repeated > 0) {
            notes.add("there are fewer prompts than requests: " + repeated + " of " + results.size()
                    + " asked what had been asked before, which a prefix cache answers faster");
        }
        long chunks = succeeded().stream()
                .filter(result -> result.count() == TokenCount.CHUNKS)
                .count();
        if (chunks > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "the server gave no usage for %d of %d answers: their output tokens are counted in chunks, "
                            + "each of which may carry several",
                    chunks,
                    succeeded().size()));
        }
        succeeded().stream()
                .filter(result -> result.outputTokens() < result.asked())
                .findFirst()
                .ifPresent(first -> {
                    long count = succeeded().stream()
                            .filter(result -> result.outputTokens() < result.asked())
                            .count();
                    notes.add(
                            count + " of " + succeeded().size() + " answers are shorter than asked for; the first has "
                                    + first.outputTokens() + " of " + first.asked() + " tokens");
                });
        return List.copyOf(notes);
    }

    /**
     * By name, over the requests that succeeded, and those that were given up for being slow with what they had waited until
     * then, which is a lower bound; without such requests the figures are those of {@code vllm bench serve}.
     *
     * <p>{@code ttft_ms}, {@code tpot_ms}, {@code itl_ms} and {@code latency_ms} are means in milliseconds; {@code std_…} their
     * standard deviations, and {@code p50_…}, {@code p90_…}, {@code p95_…} and {@code p99_…} their percentiles, linearly
     * interpolated. TPOT has the requests of two tokens and more, ITL all gaps of all requests. {@code p99_all_ttft_ms},
     * {@code p99_all_tpot_ms} and {@code p99_all_latency_ms} are over all requests, where one that failed counts as the worst:
     * the time that a request was given, or the longest seen if that is longer. {@code sent_ttft_ms} and
     * {@code sent_latency_ms} count from the actual sending, and {@code lateness_ms} is how late the worst request was sent.
     *
     * <p>Then {@code throughput_rps}, {@code goodput_rps} if a bound was given, {@code input_tokens_per_s},
     * {@code output_tokens_per_s}, {@code total_tokens_per_s} over those that succeeded; the counts {@code completed_requests},
     * {@code failed_requests} (all others), {@code unfinished_requests} (those of them that were slow), {@code short_answers}
     * (succeeded with fewer tokens than asked for) and {@code chunk_counted_answers} (see {@link TokenCount#CHUNKS}); and
     * {@code failed_share}, 0 … 1. What cannot be had, such as a TPOT of single tokens, is missing.
     */
    public Map<String, Double> metrics() {
        return new Metrics(this).byName();
    }

    /** Every name that {@link #metrics()} may have. */
    public static List<String> metricNames() {
        return MetricNames.ALL;
    }
}
