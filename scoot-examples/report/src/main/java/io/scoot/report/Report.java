package io.scoot.report;

import io.scoot.Configuration;
import io.scoot.Result;
import io.scoot.journal.StudyRecord;
import io.scoot.report.data.Source;
import io.scoot.report.data.StudyPage;
import io.scoot.report.page.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A study as one HTML file that opens offline: {@code Report.of(journal).title("chat").write(html)}. Immutable. The page's models are
 * those of Scoot's default mode, whoever suggested; a result that no study made has none, and the page says so.
 */
public final class Report {

    private static final List<String> STYLES = List.of("style.css");
    private static final List<String> SCRIPTS = List.of(
            "echarts/echarts.min.js",
            "js/dom.js",
            "js/format.js",
            "js/chart.js",
            "js/trials.js",
            "js/headline.js",
            "js/health.js",
            "js/progress.js",
            "js/tradeoff.js",
            "js/parallel.js",
            "js/effects.js",
            "js/crashes.js",
            "js/runs.js",
            "js/table.js",
            "js/study.js");

    private final Supplier<Source> source;
    private final Optional<Path> journal;
    private final Optional<String> title;
    private final Optional<Function<Configuration, List<String>>> words;

    private Report(
            Supplier<Source> source,
            Optional<Path> journal,
            Optional<String> title,
            Optional<Function<Configuration, List<String>>> words) {
        this.source = source;
        this.journal = journal;
        this.title = title;
        this.words = words;
    }

    /** Of a result. */
    public static Report of(Result result) {
        Source known = Source.of(result);
        return new Report(() -> known, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Of a recorded study: says how it was set up, too. */
    public static Report of(StudyRecord record) {
        Source known = Source.of(record);
        return new Report(() -> known, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Of a journal, which is read when the report is written; another process may be writing it. */
    public static Report of(Path journal) {
        return new Report(() -> Source.of(journal), Optional.of(journal), Optional.empty(), Optional.empty());
    }

    /** {@code of(result).write(html)}. */
    public static void write(Result result, Path html) {
        of(result).write(html);
    }

    /** {@code of(journal).write(html)}. */
    public static void write(Path journal, Path html) {
        of(journal).write(html);
    }

    /** With a title; else the context's service or model, or "Study". */
    public Report title(String text) {
        return new Report(source, journal, Optional.of(text), words);
    }

    /** With the engine's command line, in words, for a configuration; else each parameter is {@code --name value}. */
    public Report command(Function<Configuration, List<String>> wordsOf) {
        return new Report(source, journal, title, Optional.of(wordsOf));
    }

    /**
     * Writes the page; the file is there whole or not at all.
     *
     * @throws io.scoot.JournalException if the journal is damaged or holds no study
     * @throws UncheckedIOException if the journal cannot be read, or the file not be written
     */
    public void write(Path html) {
        WholeFile.write(html, html(OptionalInt.empty()));
    }

    /** The page's text. */
    public String html() {
        return html(OptionalInt.empty());
    }

    /**
     * Rewrites the page whenever the journal has grown, and lets browsers reload it, until {@code done} or until this thread is
     * interrupted; then writes it a last time, without reloading. The journal may be begun later.
     *
     * @param every how often the journal is looked at; at least a second
     * @throws IllegalStateException if this is no report of a journal
     * @throws IllegalArgumentException if {@code every} is shorter
     * @throws io.scoot.JournalException as {@link #write(Path)}
     * @throws UncheckedIOException likewise
     */
    public void follow(Path html, Duration every, BooleanSupplier done) {
        Path followed = journal.orElseThrow(
                () -> new IllegalStateException("only the report of a journal can follow it; this one is of a result"));
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("every " + every + " is too often; at least 1 s");
        }
        Optional<FileTime> written = Optional.empty();
        try {
            while (!done.getAsBoolean()) {
                Optional<FileTime> now = begun(followed);
                if (now.isPresent() && !now.equals(written)) {
                    WholeFile.write(html, html(OptionalInt.of((int) every.toSeconds())));
                    written = now;
                }
                Thread.sleep(every.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (begun(followed).isPresent()) {
            write(html);
        }
    }

    private static Optional<FileTime> begun(Path journal) {
        try {
            return Files.exists(journal) && Files.size(journal) > 0
                    ? Optional.of(Files.getLastModifiedTime(journal))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + journal + " cannot be read: " + e, e);
        }
    }

    private String html(OptionalInt reloadSeconds) {
        Source known = source.get();
        String name = title.orElseGet(() -> title(known));
        return new Page(name + " · Scoot", STYLES, SCRIPTS, StudyPage.of(known, name, words), reloadSeconds).html();
    }

    private static String title(Source known) {
        return known.record()
                .flatMap(record -> List.of("service", "model", "engine").stream()
                        .map(record.context()::get)
                        .flatMap(value -> Optional.ofNullable(value).stream())
                        .findFirst())
                .orElse("Study");
    }
}
