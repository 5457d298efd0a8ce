package io.scoot.engines.process;

import java.util.List;
import java.util.regex.Pattern;

/** The last words of a log. */
final class LogTail {

    private static final int REASON = 3; // lines that speak of an error
    private static final int WIDTH = 300; // characters of each
    private static final Pattern ERROR = Pattern.compile(
            "error|exception|out of memory|fatal|assert|signal|SIG[A-Z]{3,4}|fail|invalid", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOISE =
            Pattern.compile("\\b(INFO|DEBUG)\\b|\\braise \\w|root cause above|^Traceback|^File \"");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private LogTail() {}

    /** Without colours. */
    static String plain(String text) {
        return COLOUR.matcher(text).replaceAll("");
    }

    /** The last {@code count} lines. */
    static String last(String text, int count) {
        List<String> lines = plain(text).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    /** The last lines that speak of an error, otherwise the last lines. */
    static String reason(String text) {
        List<String> lines = plain(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> errors = lines.stream()
                .filter(line ->
                        ERROR.matcher(line).find() && !NOISE.matcher(line).find())
                .toList();
        List<String> chosen = errors.isEmpty() ? lines : errors;
        return String.join(
                " | ",
                chosen.subList(Math.max(0, chosen.size() - REASON), chosen.size()).stream()
                        .map(LogTail::shortened)
                        .toList());
    }

    static String shortened(String line) {
        return line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line;
    }
}
