package io.scoot.load;

import java.util.Optional;

/**
 * What one request met; times in seconds on the test's clock, 0 when the first request is due.
 *
 * @param intended when it was to be sent
 * @param sent when it was
 * @param tokenTimes when each chunk with a choice came, the first even if its text was empty; none if it failed before
 * @param inputTokens as the server counts them, otherwise as planned
 * @param outputTokens as the server counts them, otherwise the chunks with a choice
 * @param failure what went wrong, if anything did
 */
public record RequestResult(
        double intended,
        double sent,
        double[] tokenTimes,
        int inputTokens,
        int outputTokens,
        Optional<Failure> failure) {

    /**
     * A failure.
     *
     * @param kind what it was
     * @param detail the server's or the client's own words
     */
    public record Failure(ErrorKind kind, String detail) {}

    /** Whether the stream came to its end. */
    public boolean succeeded() {
        return failure.isEmpty();
    }

    /** Time to first token in seconds, from {@code intended}. */
    public double ttft() {
        return tokenTimes[0] - intended;
    }

    /** End-to-end latency in seconds, from {@code intended} to the last token. */
    public double latency() {
        return tokenTimes[tokenTimes.length - 1] - intended;
    }

    /** Time per output token after the first in seconds; 0 for a single one, as for goodput in {@code vllm bench serve}. */
    public double tpot() {
        return outputTokens > 1 ? (latency() - ttft()) / (outputTokens - 1) : 0.0;
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
