package io.scoot.benchmarks.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Files of runs, one JSON line each, plain or compressed (.gz). */
final class Runs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Runs() {}

    /** What a file has already. */
    static Set<String> keys(Path file) throws IOException {
        return read(file).stream().map(Run::key).collect(Collectors.toSet());
    }

    /** The runs of a file; none if there is no such file. */
    static List<Run> read(Path file) throws IOException {
        List<Run> runs = new ArrayList<>();
        if (!Files.exists(file)) {
            return runs;
        }
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                runs.add(JSON.readValue(line, Run.class));
            }
        }
        return runs;
    }
}
