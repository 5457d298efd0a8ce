package io.scoot.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every request of a report in a file, one JSON object a line, for whoever wants to compute other figures. */
public final class RequestRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestRecords() {}

    /**
     * Writes them: times in seconds on the test's clock, as {@link RequestResult} has them.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(LoadReport report, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            for (RequestResult result : report.results()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("intended", result.intended());
                row.put("sent", result.sent());
                row.put("ended", result.ended());
                row.put("tokenTimes", result.tokenTimes());
                row.put("inputTokens", result.inputTokens());
                row.put("outputTokens", result.outputTokens());
                row.put("countedBy", result.count().toString());
                row.put("asked", result.asked());
                result.failure().ifPresent(failure -> {
                    row.put("failed", failure.kind().toString());
                    row.put("detail", failure.detail());
                });
                out.write(JSON.writeValueAsString(row));
                out.write('\n');
            }
        }
    }
}
