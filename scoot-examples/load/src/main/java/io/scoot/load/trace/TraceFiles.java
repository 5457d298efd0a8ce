package io.scoot.load.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Traces from files: CSV as BurstGPT, Azure (2023 and 2024) or a user has it, and Mooncake's JSON lines. Rows that are ragged or
 * absurd are refused by their line.
 */
public final class TraceFiles {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 10_000_000; // tokens

    private TraceFiles() {}

    /**
     * A file whose form its name and its header tell.
     *
     * @throws IllegalArgumentException naming the column or the line that is wrong
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Trace read(Path path) {
        return read(path, Optional.empty());
    }

    /**
     * A CSV file of a user's own form.
     *
     * @throws IllegalArgumentException naming the column or the line that is wrong
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Trace read(Path path, TraceColumns columns) {
        return read(path, Optional.of(columns));
    }

    private static Trace read(Path path, Optional<TraceColumns> columns) {
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            boolean lines = columns.isEmpty() && path.toString().endsWith(".jsonl");
            return lines ? mooncake(reader, path.toString()) : csv(reader, path.toString(), columns);
        } catch (IOException e) {
            throw new UncheckedIOException("the trace " + path + " cannot be read", e);
        }
    }

    static Trace csv(Reader reader, String name, Optional<TraceColumns> given) throws IOException {
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES)
                .build();
        List<Trace.Row> rows = new ArrayList<>();
        try (MappingIterator<String[]> records =
                mapper.readerFor(String[].class).readValues(reader)) {
            if (!records.hasNext()) {
                throw new IllegalArgumentException("the trace " + name + " is empty");
            }
            List<String> header = header(records.next());
            TraceColumns columns = given.orElseGet(() -> TraceColumns.of(header, name));
            columns.require(header, name);
            while (records.hasNext()) {
                String[] cells = records.next();
                long line = records.getCurrentLocation().getLineNr() - 1L;
                if (cells.length != header.size()) {
                    throw wrong(name, line, cells.length + " cells, but the header has " + header.size());
                }
                row(columns, header, cells, name, line).ifPresent(rows::add);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the trace " + name + ": " + e.getOriginalMessage(), e);
        }
        return whole(rows, name);
    }

    /** Without a byte-order mark, which Azure's files begin with. */
    private static List<String> header(String[] cells) {
        List<String> header =
                new ArrayList<>(Arrays.stream(cells).map(String::strip).toList());
        header.set(0, header.get(0).replace("\uFEFF", "").replaceAll("^\"|\"$", ""));
        return header;
    }

    private static Optional<Trace.Row> row(
            TraceColumns columns, List<String> header, String[] cells, String name, long line) {
        String input = cells[header.indexOf(columns.input())].strip();
        String output = cells[header.indexOf(columns.output())].strip();
        if (columns.zeroMeansFailed() && (input.equals("0") || output.equals("0"))) {
            return Optional.empty();
        }
        double seconds = 0.0;
        if (columns.time().isPresent()) {
            String time = cells[header.indexOf(columns.time().get())].strip();
            seconds = TraceTimes.seconds(time).orElseThrow(() -> wrong(name, line, "\"" + time + "\" is no time"));
        }
        return Optional.of(
                new Trace.Row(seconds, new Lengths(tokens(input, name, line), tokens(output, name, line)), List.of()));
    }

    private static Trace mooncake(BufferedReader reader, String name) throws IOException {
        List<Trace.Row> rows = new ArrayList<>();
        long line = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            JsonNode row;
            try {
                row = JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("the trace " + name + ", line " + line + " is no JSON", e);
            }
            JsonNode time = row.path("timestamp");
            if (!time.isNumber() || !(time.asDouble() >= 0.0)) {
                throw wrong(name, line, "\"timestamp\" is " + time + "; it must be milliseconds, 0 or more");
            }
            Lengths lengths = new Lengths(
                    tokens(row.path("input_length").asText(), name, line),
                    tokens(row.path("output_length").asText(), name, line));
            List<Long> blocks = new ArrayList<>();
            row.path("hash_ids").forEach(id -> blocks.add(id.asLong()));
            rows.add(new Trace.Row(time.asDouble() * 1e-3, lengths, blocks));
        }
        return whole(rows, name);
    }

    private static Trace whole(List<Trace.Row> rows, String name) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the trace " + name + " has no rows");
        }
        return new Trace(rows);
    }

    private static int tokens(String cell, String name, long line) {
        double tokens;
        try {
            tokens = Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the trace " + name + ", line " + line + ": \"" + cell + "\" is no number of tokens", e);
        }
        if (!(tokens >= 1.0 && tokens <= LONGEST) || tokens != Math.rint(tokens)) {
            throw wrong(name, line, "\"" + cell + "\" tokens; it must be a whole number of 1 … " + LONGEST);
        }
        return (int) tokens;
    }

    private static IllegalArgumentException wrong(String name, long line, String what) {
        return new IllegalArgumentException("the trace " + name + ", line " + line + ": " + what);
    }
}
