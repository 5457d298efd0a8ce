package io.scoot.load.trace;

import java.util.List;
import java.util.Optional;

/**
 * Which columns of a CSV file mean what.
 *
 * @param input prompt tokens
 * @param output generated tokens
 * @param time when the request came; none if the trace does not tell
 * @param zeroMeansFailed whether rows of no tokens are requests that failed, and are passed over
 */
public record TraceColumns(String input, String output, Optional<String> time, boolean zeroMeansFailed) {

    private static final List<TraceColumns> KNOWN = List.of(
            new TraceColumns("input_tokens", "output_tokens", Optional.empty(), false),
            new TraceColumns("ContextTokens", "GeneratedTokens", Optional.of("TIMESTAMP"), true), // Azure
            new TraceColumns("Request tokens", "Response tokens", Optional.of("Timestamp"), true)); // BurstGPT

    /**
     * Those of a known form.
     *
     * @throws IllegalArgumentException if the header is of none
     */
    static TraceColumns of(List<String> header, String name) {
        return KNOWN.stream()
                .filter(columns -> header.contains(columns.input()) && header.contains(columns.output()))
                .map(columns -> columns.time().filter(header::contains).isPresent()
                        ? columns
                        : new TraceColumns(
                                columns.input(), columns.output(), Optional.empty(), columns.zeroMeansFailed()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the trace " + name + " has the columns " + header
                        + ": none of the known forms, such as input_tokens and output_tokens; name its columns"));
    }

    void require(List<String> header, String name) {
        for (String column : time.isPresent() ? List.of(input, output, time.get()) : List.of(input, output)) {
            if (!header.contains(column)) {
                throw new IllegalArgumentException(
                        "the trace " + name + " has no column \"" + column + "\"; it has " + header);
            }
        }
    }
}
