package io.scoot.engines.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a log file that may still be written. */
final class LogTail {

    private static final int BYTES = 16 * 1024;
    private static final int REASON = 3; // lines of a crash's reason
    private static final int WIDTH = 300; // characters of each
    private static final Pattern ERROR = Pattern.compile(
            "error|exception|out of memory|fatal|assert|signal|SIG[A-Z]{3,4}|fail|invalid", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOISE =
            Pattern.compile("\\b(INFO|DEBUG)\\b|\\braise \\w|root cause above|^Traceback|^File \"");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private LogTail() {}

    /** Its last {@value #BYTES} bytes, from a line's beginning; empty if it cannot be read. */
    static String of(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0L, file.length() - BYTES);
            file.seek(start);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.readFully(bytes);
            String text =
                    COLOUR.matcher(new String(bytes, StandardCharsets.UTF_8)).replaceAll("");
            return start == 0L ? text : text.substring(text.indexOf('\n') + 1);
        } catch (IOException e) {
            return "";
        }
    }

    /** The last lines that speak of an error, otherwise the last lines. */
    static String reason(String tail) {
        List<String> lines =
                tail.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<String> errors = lines.stream()
                .filter(line ->
                        ERROR.matcher(line).find() && !NOISE.matcher(line).find())
                .toList();
        List<String> chosen = errors.isEmpty() ? lines : errors;
        return String.join(
                " | ",
                chosen.subList(Math.max(0, chosen.size() - REASON), chosen.size()).stream()
                        .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line)
                        .toList());
    }
}
