package io.scoot.cli.study;

import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the command line writes.
 *
 * @param out what was asked for
 * @param err what went wrong
 * @param typed how the program was called
 * @param screen a new one, for what is updated in place
 */
public record Console(PrintWriter out, PrintWriter err, Typed typed, Supplier<Screen> screen) {

    /** This process's own: in UTF-8 unless the locale says that it shows none. */
    public static Console ofProcess(Typed typed) {
        boolean ascii = plain(System.getenv());
        PrintWriter out = writer(System.out, ascii);
        return new Console(out, writer(System.err, ascii), typed, () -> Screen.of(out, System.getenv()));
    }

    /** Writers without a terminal. */
    public static Console of(PrintWriter out, PrintWriter err, Typed typed) {
        return new Console(out, err, typed, () -> Screen.none(out));
    }

    /** Whether the locale is one without UTF-8; nobody's saying so means that it is not known. */
    static boolean plain(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .filter(value ->
                        !value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
                .isPresent();
    }

    private static PrintWriter writer(PrintStream stream, boolean ascii) {
        Writer encoded = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        return new PrintWriter(ascii ? new AsciiWriter(encoded) : encoded, true);
    }
}
