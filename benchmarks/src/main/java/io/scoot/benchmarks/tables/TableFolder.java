package io.scoot.benchmarks.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.benchmarks.problems.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The problems of a folder of tables: {@code *.csv} with {@code +} and {@code -} columns ({@link CsvTable}), {@code *.json} of
 * Kernel Tuner, the LLM serving sample, each plain or compressed (.gz). A problem has its file's name.
 */
public final class TableFolder {

    private TableFolder() {}

    /** All problems of a folder, by their files' names; what is no table is left out. */
    public static List<Problem> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Problem> problems = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                tables(file).forEach(table -> problems.add(TableProblem.of(table)));
            }
            return problems;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tasks of the LLM serving sample under a bound; see {@link BoundedSample}. */
    public static List<Problem> bounded(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Problem> problems = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().replaceFirst("\\.gz$", "").endsWith(".csv")) {
                    List<String> lines = lines(file);
                    if (ServingSample.is(lines.get(0))) {
                        ServingSample.of(lines, ServingSample.LEAST_BOUNDED)
                                .forEach(table -> problems.add(BoundedSample.of(table)));
                    }
                }
            }
            return problems;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MeasuredTable> tables(Path file) throws IOException {
        String plain = file.getFileName().toString().replaceFirst("\\.gz$", "");
        String name = plain.replaceFirst("\\.[a-z]+$", "");
        if (plain.endsWith(".json")) {
            try (InputStream in = open(file)) {
                return List.of(KernelTunerCache.of(name, new ObjectMapper().readTree(in)));
            }
        }
        if (!plain.endsWith(".csv")) {
            return List.of();
        }
        List<String> lines = lines(file);
        return ServingSample.is(lines.get(0))
                ? ServingSample.of(lines, ServingSample.LEAST)
                : List.of(CsvTable.of(name, lines));
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
