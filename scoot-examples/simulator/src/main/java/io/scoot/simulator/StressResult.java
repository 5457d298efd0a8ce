package io.scoot.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the stress test measured.
 *
 * @param ttftMs mean time to first token, milliseconds
 * @param tpotMs mean time per output token after the first, over requests of two or more; empty without such
 * @param p95LatencyMs 95th percentile of the time to the last token
 * @param throughput requests per second, from the first arrival to the last token
 * @param makespan seconds until the last token
 * @param finished requests answered
 * @param ignored requests refused
 * @param preemptions recomputations
 */
record StressResult(
        double ttftMs,
        OptionalDouble tpotMs,
        double p95LatencyMs,
        double throughput,
        double makespan,
        int finished,
        int ignored,
        int preemptions) {

    static StressResult of(List<Sequence> sequences, Scheduler scheduler, double end) {
        List<Sequence> answered = sequences.stream().filter(Sequence::finished).toList();
        double[] latencies = answered.stream()
                .mapToDouble(s -> s.lastToken - s.request.arrival())
                .sorted()
                .toArray();
        double ttft = answered.stream()
                .mapToDouble(s -> s.firstToken - s.request.arrival())
                .average()
                .orElse(Double.NaN);
        OptionalDouble tpot = answered.stream()
                .filter(s -> s.request.output() > 1)
                .mapToDouble(s -> 1e3 * (s.lastToken - s.firstToken) / (s.request.output() - 1))
                .average();
        double first = sequences.isEmpty() ? 0.0 : sequences.get(0).request.arrival();
        return new StressResult(
                1e3 * ttft,
                tpot,
                1e3 * quantile(latencies, 0.95),
                answered.size() / (end - first),
                end,
                answered.size(),
                scheduler.ignored().size(),
                scheduler.preemptions());
    }

    /** By linear interpolation between order statistics. */
    private static double quantile(double[] sorted, double p) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    @Override
    public String toString() {
        return Arrays.asList(ttftMs, tpotMs, p95LatencyMs, throughput, makespan, finished, ignored, preemptions)
                .toString();
    }
}
