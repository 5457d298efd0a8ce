package io.scoot.cli.study;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** Lines that scroll, and on a terminal some below them that are updated in place. Thread-safe. */
public final class Screen implements AutoCloseable {

    private static final int WIDEST = 200;
    private static final int NARROWEST = 60;
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final IntSupplier columns;
    private final boolean live;
    private final boolean coloured;
    private List<String> status = List.of();
    private int shown; // lines below, now

    private Screen(PrintWriter out, IntSupplier columns, boolean live, boolean coloured) {
        this.out = out;
        this.columns = columns;
        this.live = live;
        this.coloured = coloured;
    }

    /** Without a terminal. */
    static Screen none(PrintWriter out) {
        return new Screen(out, () -> Integer.MAX_VALUE, false, false);
    }

    /** A terminal of so many columns. */
    static Screen live(PrintWriter out, IntSupplier columns, boolean coloured) {
        return new Screen(out, columns, true, coloured);
    }

    /** This process's terminal, if its output is one that can move its cursor. */
    static Screen of(PrintWriter out, Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        if (type.isEmpty() || type.equals("dumb")) {
            return none(out);
        }
        try {
            TerminalProvider system = TerminalProvider.load("jni");
            return system.isSystemStream(SystemStream.Output)
                    ? live(
                            out,
                            () -> system.systemStreamWidth(SystemStream.Output),
                            environment.getOrDefault("NO_COLOR", "").isEmpty())
                    : none(out);
        } catch (IOException | LinkageError e) {
            return none(out); // a system that JLine has no library for
        }
    }

    /** Whether anything can be updated in place. */
    public boolean live() {
        return live;
    }

    /** Columns, of a terminal 60 to 200; without one there is no limit. */
    public int width() {
        return live ? Math.max(NARROWEST, Math.min(WIDEST, columns.getAsInt())) : Integer.MAX_VALUE;
    }

    /** A line that stays. */
    public void line(String text) {
        line(text, Style.PLAIN);
    }

    /** A line that stays, in a colour where there are any. */
    public synchronized void line(String text, Style style) {
        String line = coloured ? style.of(text.stripTrailing()) : text.stripTrailing();
        out.println(cleared() + line);
        draw();
    }

    /** What is shown below, until the next; nothing without a terminal. */
    public synchronized void status(List<String> lines) {
        if (live) {
            status = List.copyOf(lines);
            out.print(cleared());
            draw();
        }
    }

    private String cleared() {
        String up = shown > 1 ? "\u001b[" + (shown - 1) + "A" : "";
        String clear = shown > 0 ? "\r" + up + CLEAR_BELOW : "";
        shown = 0;
        return clear;
    }

    private void draw() {
        int room = Math.max(1, columns.getAsInt() - 1);
        out.print(String.join(
                "\n", status.stream().map(line -> Text.cut(line, room)).toList()));
        out.flush();
        shown = status.size();
    }

    /** Leaves the cursor below the last line. */
    @Override
    public void close() {
        status(List.of());
    }

    /** Colours that say what the words say, too. */
    public enum Style {
        /** As it is. */
        PLAIN(""),
        /** What is better than all before. */
        GOOD("\u001b[32m"),
        /** What did not work. */
        BAD("\u001b[31m");

        private final String code;

        Style(String code) {
            this.code = code;
        }

        String of(String text) {
            return code.isEmpty() ? text : code + text + "\u001b[0m";
        }
    }
}
