package io.scoot.cli.tune;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.engines.QualityCheck;
import io.scoot.load.LoadException;
import io.scoot.load.LoadPlan;
import io.scoot.load.LoadReport;
import io.scoot.load.LoadSeeds;
import io.scoot.load.LoadTest;
import io.scoot.load.RequestRecords;
import io.scoot.load.capacity.CapacityReport;
import io.scoot.load.capacity.LoadCapacity;
import io.scoot.load.capacity.MetricBound;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures an engine that already runs, once.
 *
 * @param plan the load
 * @param server its address
 * @param seed of arrivals and order
 * @param work folder for the requests' records
 * @param records whether they are wanted
 * @param bounds of which it is said whether they are kept
 * @param capacity looked for, if given, in place of one test at the plan's rate
 * @param quality asked afterwards, if given
 */
record ServerMeasurement(
        LoadPlan plan,
        URI server,
        long seed,
        Path work,
        boolean records,
        List<MetricBound> bounds,
        Optional<LoadCapacity> capacity,
        Optional<QualityCheck> quality) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Prints the figures, as one JSON object if asked; 0, or 1 if nothing was answered. */
    int print(PrintWriter out, boolean json) throws IOException, InterruptedException {
        long words = new SecureRandom().nextLong(); // the server still has the last run's prompts in its cache
        LoadSeeds seeds = new LoadSeeds(seed, words);
        LoadReport report;
        Map<String, Double> metrics;
        List<String> notes;
        try {
            if (capacity.isPresent()) {
                CapacityReport found = capacity.get().find(plan, server, seeds, () -> true);
                report = found.shown();
                metrics = new LinkedHashMap<>(found.metrics());
                notes = found.notes();
            } else {
                report = new LoadTest(plan, server).run(seeds, () -> true);
                metrics = new LinkedHashMap<>(report.metrics());
                notes = report.notes();
            }
            if (quality.isPresent()) {
                metrics.put(QualityCheck.METRIC, quality.get().ask(server, plan));
            }
        } catch (LoadException e) {
            return failed(out, json, e.reason());
        } catch (IOException e) {
            return failed(out, json, String.valueOf(e.getMessage()));
        }
        Optional<Path> file = Optional.empty();
        if (records) {
            Files.createDirectories(work);
            file = Optional.of(work.resolve("server.requests.jsonl"));
            RequestRecords.write(report, file.get());
        }
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("metrics", metrics);
            object.put("bounds", bounds(metrics));
            object.put("notes", notes);
            file.ifPresent(path -> object.put("requests", path.toString()));
            out.println(JSON.writeValueAsString(object));
        } else {
            metrics.forEach((name, value) -> out.println(String.format(Locale.ROOT, "%-24s %14.3f", name, value)));
            bounds(metrics).forEach((bound, kept) -> out.println("Bound: " + bound + (kept ? ", kept" : ", broken")));
            notes.forEach(note -> out.println("Note: " + note));
            file.ifPresent(path -> out.println("Requests: " + path));
        }
        return report.succeeded().isEmpty() ? 1 : 0;
    }

    private static int failed(PrintWriter out, boolean json, String reason) throws IOException {
        out.println(json ? JSON.writeValueAsString(Map.of("failure", reason)) : reason);
        return 1;
    }

    private Map<String, Boolean> bounds(Map<String, Double> metrics) {
        Map<String, Boolean> kept = new LinkedHashMap<>();
        for (MetricBound bound : bounds) {
            if (metrics.containsKey(bound.metric())) {
                kept.put(bound.toString(), metrics.getOrDefault(bound.metric(), Double.NaN) <= bound.most());
            }
        }
        return kept;
    }
}
