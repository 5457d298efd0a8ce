package io.scoot.cli.tune;

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

    /** Prints the figures; 0, or 1 if nothing was answered. */
    int print(PrintWriter out) throws IOException, InterruptedException {
        long words = new SecureRandom().nextLong(); // the server still has the last run's prompts in its cache
        LoadSeeds seeds = new LoadSeeds(seed, words);
        LoadReport report;
        try {
            if (capacity.isPresent()) {
                CapacityReport found = capacity.get().find(plan, server, seeds, () -> true);
                report = found.shown();
                print(out, found.metrics(), found.notes());
            } else {
                report = new LoadTest(plan, server).run(seeds, () -> true);
                print(out, report.metrics(), report.notes());
            }
        } catch (LoadException e) {
            out.println(e.reason());
            return 1;
        }
        if (quality.isPresent()) {
            try {
                print(out, Map.of(QualityCheck.METRIC, quality.get().ask(server, plan)), List.of());
            } catch (IOException e) {
                out.println(e.getMessage());
                return 1;
            }
        }
        if (records) {
            Files.createDirectories(work);
            Path file = work.resolve("server.requests.jsonl");
            RequestRecords.write(report, file);
            out.println("Requests: " + file);
        }
        return report.succeeded().isEmpty() ? 1 : 0;
    }

    private void print(PrintWriter out, Map<String, Double> metrics, List<String> notes) {
        metrics.forEach((name, value) -> out.println(String.format(Locale.ROOT, "%-24s %14.3f", name, value)));
        for (MetricBound bound : bounds) {
            if (metrics.containsKey(bound.metric())) {
                boolean kept = metrics.getOrDefault(bound.metric(), Double.NaN) <= bound.most();
                out.println("Bound: " + bound + (kept ? ", kept" : ", broken"));
            }
        }
        notes.forEach(note -> out.println("Note: " + note));
    }
}
