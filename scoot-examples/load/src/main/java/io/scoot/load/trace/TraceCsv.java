package io.scoot.load.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Prompt and output lengths from a CSV file with a header. */
public final class TraceCsv {

    private TraceCsv() {}

    /** One of the traces that Scoot brings along, {@code azure2023_conv_5000.csv} or {@code azure2023_code_5000.csv}. */
    public static List<Lengths> resource(String name) {
        try (InputStream in = Objects.requireNonNull(TraceCsv.class.getResourceAsStream(name), name)) {
            return parse(
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)),
                    name,
                    "input_tokens",
                    "output_tokens");
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
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            return parse(reader, path.toString(), inputColumn, outputColumn);
        } catch (IOException e) {
            throw new UncheckedIOException("the trace " + path + " cannot be read", e);
        }
    }

    private static List<Lengths> parse(BufferedReader reader, String name, String inputColumn, String outputColumn)
            throws IOException {
        String header = reader.readLine();
        if (header == null) {
            throw new IllegalArgumentException("the trace " + name + " is empty");
        }
        List<String> columns =
                Arrays.stream(header.split(",", -1)).map(String::strip).toList();
        int input = column(columns, inputColumn, name);
        int output = column(columns, outputColumn, name);
        List<Lengths> rows = new ArrayList<>();
        int line = 1;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            if (!text.isBlank()) {
                String[] cells = text.split(",", -1);
                rows.add(new Lengths(tokens(cells, input, name, line), tokens(cells, output, name, line)));
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the trace " + name + " has no rows");
        }
        return rows;
    }

    private static int column(List<String> columns, String wanted, String name) {
        int index = columns.indexOf(wanted);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "the trace " + name + " has no column \"" + wanted + "\"; it has " + columns);
        }
        return index;
    }

    private static int tokens(String[] cells, int column, String name, int line) {
        String cell = column < cells.length ? cells[column].strip() : "";
        try {
            int tokens = (int) Double.parseDouble(cell);
            if (tokens >= 1) {
                return tokens;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the trace " + name + ", line " + line + ": \"" + cell + "\" is no number of tokens", e);
        }
        throw new IllegalArgumentException(
                "the trace " + name + ", line " + line + ": \"" + cell + "\" tokens, but at least 1 is needed");
    }
}
