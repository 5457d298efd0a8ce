package io.scoot.report;

import io.scoot.Result;
import io.scoot.report.data.BatchPage;
import io.scoot.report.page.Page;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Studies of many services as one HTML file: a row each, with its verdict and a link to its own report. Immutable. */
public final class BatchReport {

    private static final List<String> SCRIPTS =
            List.of("echarts/echarts.min.js", "js/dom.js", "js/format.js", "js/chart.js", "js/batch.js");

    private final String title;
    private final List<Service> services;

    private BatchReport(String title, List<Service> services) {
        this.title = title;
        this.services = List.copyOf(services);
    }

    /**
     * One service.
     *
     * @param name for people
     * @param result what its study found; empty if it found nothing out
     * @param problem why its study did not finish; empty if it did
     * @param report its own page, linked relative to the batch's; empty for no link
     */
    public record Service(String name, Optional<Result> result, Optional<String> problem, Optional<Path> report) {

        /** Refuses a service of which nothing is known. */
        public Service {
            if (result.isEmpty() && problem.isEmpty()) {
                throw new IllegalArgumentException(
                        "service \"" + name + "\" has neither a result nor a problem; give one of them");
            }
        }

        /** A study that finished, with its report. */
        public static Service of(String name, Result result, Path report) {
            return new Service(name, Optional.of(result), Optional.empty(), Optional.of(report));
        }

        /** A study that failed without a result. */
        public static Service failed(String name, String problem) {
            return new Service(name, Optional.empty(), Optional.of(problem), Optional.empty());
        }
    }

    /** Of these services, in this order. */
    public static BatchReport of(String title, List<Service> services) {
        return new BatchReport(title, services);
    }

    /**
     * Writes the page; the file is there whole or not at all.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void write(Path html) {
        Path folder = html.toAbsolutePath().normalize().resolveSibling("");
        List<BatchPage.Row> rows = new ArrayList<>();
        services.forEach(service -> rows.add(BatchPage.Row.of(
                service.name(),
                service.result().orElse(null),
                service.problem().orElse(null),
                service.report().map(report -> link(folder, report)).orElse(null))));
        Page page = new Page(
                title + " · Scoot",
                List.of("style.css"),
                SCRIPTS,
                new BatchPage(title, Collections.unmodifiableList(rows)),
                OptionalInt.empty());
        WholeFile.write(html, page.html());
    }

    /** A relative reference: {@code ./chat%201.html}; the dot keeps a colon in a name from being a scheme. */
    private static String link(Path folder, Path report) {
        Path relative = folder.relativize(report.toAbsolutePath().normalize());
        List<String> names = new ArrayList<>();
        relative.forEach(name -> names.add(name.toString()));
        try {
            return new URI(null, null, "./" + String.join("/", names), null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("report " + report + " cannot be linked", e);
        }
    }
}
