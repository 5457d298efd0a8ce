package io.scoot.load;

import java.util.List;
import java.util.stream.Stream;

/** The names that {@link Metrics} gives figures. */
final class MetricNames {

    static final List<String> ALL = Stream.of(
                    Stream.of("ttft", "tpot", "itl", "latency")
                            .flatMap(name -> Stream.of("", "std_", "p50_", "p90_", "p95_", "p99_")
                                    .map(statistic -> statistic + name + "_ms")),
                    Stream.of("ttft", "tpot", "latency").map(name -> "p99_all_" + name + "_ms"),
                    Stream.of(
                            "sent_ttft_ms",
                            "sent_latency_ms",
                            "lateness_ms",
                            "throughput_rps",
                            "goodput_rps",
                            "input_tokens_per_s",
                            "output_tokens_per_s",
                            "total_tokens_per_s",
                            "completed_requests",
                            "failed_requests",
                            "unfinished_requests",
                            "failed_share",
                            "short_answers",
                            "chunk_counted_answers"))
            .flatMap(names -> names)
            .toList();

    private MetricNames() {}
}
