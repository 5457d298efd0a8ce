package io.scoot.load;

import java.util.Optional;

/**
 * What one request met; times in seconds on the test's clock, 0 when the first request is due.
 *
 * @param intended when it was to be sent
 * @param sent when it was
 * @param ended when it was over: the answer's end, or when it failed or was given up
 * @param tokenTimes when each chunk with tokens came, see {@link io.scoot.load}; none if it failed before
 * @param inputTokens as the server counts them, otherwise as planned
 * @param outputTokens as {@code count} says
 * @param count who counted the output tokens
 * @param asked output tokens asked for
 * @param failure what went wrong, if anything did
 */
public record RequestResult(
        double intended,
        double sent,
        double ended,
        double[] tokenTimes,
        int inputTokens,
        int outputTokens,
        TokenCount count,
        int asked,
        Optional<Failure> failure) {

    /**
     * A failure.
     *
     * @param kind what it was
     * @param detail the server's or the client's own words
     */
    public record Failure(ErrorKind kind, String detail) {}

    /** One that ended with its last token and whose tokens the server counted, as many as were asked for. */
    public RequestResult(
            double intended,
            double sent,
            double[] tokenTimes,
            int inputTokens,
            int outputTokens,
            Optional<Failure> failure) {
        this(
                intended,
                sent,
                tokenTimes.length == 0 ? sent : tokenTimes[tokenTimes.length - 1],
                tokenTimes,
                inputTokens,
                outputTokens,
                TokenCount.SERVER,
                outputTokens,
                failure);
    }

    /** Whether the stream came to its end, with what was asked for. */
    public boolean succeeded() {
        return failure.isEmpty();
    }

    /** Whether it was given up for being slow; what it waited until then is a lower bound of what it would have waited. */
    public boolean slow() {
        return failure.map(f -> f.kind().slow()).orElse(false);
    }

    /** Time to first token in seconds, from {@code intended}; without one, how long it waited. */
    public double ttft() {
        return (tokenTimes.length == 0 ? ended : tokenTimes[0]) - intended;
    }

    /** End-to-end latency in seconds, from {@code intended} to the last token; of one given up, to when it was. */
    public double latency() {
        return (succeeded() ? tokenTimes[tokenTimes.length - 1] : ended) - intended;
    }

    /** Time per output token after the first in seconds; 0 for a single one, as for goodput in {@code vllm bench serve}. */
    public double tpot() {
        int last = tokenTimes.length - 1;
        return outputTokens > 1 && last > 0 ? (tokenTimes[last] - tokenTimes[0]) / (outputTokens - 1) : 0.0;
    }

    /** Inter-token latencies in seconds: the gaps between chunks. */
    public double[] gaps() {
        double[] gaps = new double[Math.max(0, tokenTimes.length - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = tokenTimes[i + 1] - tokenTimes[i];
        }
        return gaps;
    }
}
