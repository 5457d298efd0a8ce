package io.scoot.cli;

import io.scoot.load.LoadException;
import io.scoot.load.LoadPlan;
import io.scoot.load.LoadReport;
import io.scoot.load.LoadSeeds;
import io.scoot.load.LoadTest;
import io.scoot.load.RequestRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Measures an engine that already runs, once.
 *
 * @param plan the load
 * @param server its address
 * @param seed of arrivals and order
 * @param work folder for the requests' records
 * @param records whether they are wanted
 */
record ServerMeasurement(LoadPlan plan, URI server, long seed, Path work, boolean records) {

    /** Prints the figures; 0, or 1 if nothing was answered. */
    int print(PrintWriter out) throws IOException, InterruptedException {
        long words = new SecureRandom().nextLong(); // the server still has the last run's prompts in its cache
        LoadReport report;
        try {
            report = new LoadTest(plan, server).run(new LoadSeeds(seed, words), () -> true);
        } catch (LoadException e) {
            out.println(e.reason());
            return 1;
        }
        report.metrics().forEach((name, value) -> out.println(String.format(Locale.ROOT, "%-24s %14.3f", name, value)));
        report.notes().forEach(note -> out.println("Note: " + note));
        if (records) {
            Files.createDirectories(work);
            Path file = work.resolve("server.requests.jsonl");
            RequestRecords.write(report, file);
            out.println("Requests: " + file);
        }
        return report.succeeded().isEmpty() ? 1 : 0;
    }
}
