package io.scoot.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.scoot.Result;
import io.scoot.journal.StudyRecord;
import io.scoot.report.data.Source;
import io.scoot.report.data.StudyTree;
import io.scoot.report.data.TrialRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A study's data for other tools: every trial with its configuration, outcome, metrics, times, and what was predicted of it.
 * Numbers are written so that they read back the same.
 */
public final class Export {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Source source;

    private Export(Source source) {
        this.source = source;
    }

    /** Of a result. */
    public static Export of(Result result) {
        return new Export(Source.of(result));
    }

    /** Of a recorded study: says how it was set up, too. */
    public static Export of(StudyRecord record) {
        return new Export(Source.of(record));
    }

    /**
     * Of a journal; another process may be writing it.
     *
     * @throws io.scoot.JournalException if it is damaged or holds no study
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static Export of(Path journal) {
        return new Export(Source.of(journal));
    }

    /**
     * RFC 4180 with a header: one row per trial, confirmations and failures too. What is not known is an empty cell. A text that a
     * spreadsheet would take for a formula begins with an apostrophe.
     */
    public String csv() {
        TrialRows rows = TrialRows.of(source);
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        rows.columns().forEach(schema::addColumn);
        try {
            List<Map<String, Object>> safe =
                    rows.rows().stream().map(TrialRows::safeForSpreadsheets).toList();
            return new CsvMapper().writer(schema.build()).writeValueAsString(safe);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same trials, and the study: set-up, objectives, bounds, verdict, best, front. README.md describes the fields. */
    public String json() {
        try {
            return JSON.writeValueAsString(StudyTree.of(source)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes {@link #csv()}; the file is there whole or not at all.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void writeCsv(Path file) {
        WholeFile.write(file, csv());
    }

    /**
     * Writes {@link #json()}; the file is there whole or not at all.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void writeJson(Path file) {
        WholeFile.write(file, json());
    }
}
