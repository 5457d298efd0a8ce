package io.scoot.load.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Prompt and output lengths from a CSV file with a header. */
public final class TraceCsv {

    private TraceCsv() {}

    /** One of the traces that Scoot brings along, {@code azure2023_conv_5000.csv} or {@code azure2023_code_5000.csv}. */
    public static List<Lengths> resource(String name) {
        try (InputStream in = Objects.requireNonNull(TraceCsv.class.getResourceAsStream(name), name)) {
            return TraceFiles.csv(
                            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)),
                            name,
                            Optional.empty())
                    .lengths();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A user's own trace.
     *
     * @throws IllegalArgumentException naming the column or the line that is wrong
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<Lengths> file(Path path, String inputColumn, String outputColumn) {
        return TraceFiles.read(path, new TraceColumns(inputColumn, outputColumn, Optional.empty(), false))
                .lengths();
    }
}
