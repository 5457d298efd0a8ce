package io.scoot.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text, true);

    @Test
    void withoutATerminalLinesAreAll() {
        try (Screen screen = Screen.of(out, Map.of("TERM", "dumb"))) {
            screen.status(List.of("[===   ]"));
            screen.line("one", Screen.Style.GOOD);
            screen.line("two");
            assertThat(screen.live()).isFalse();
        }
        assertThat(text.toString()).isEqualTo(String.format("one%ntwo%n"));
    }

    @Test
    void whatIsBelowIsTakenAwayBeforeALineIsWritten() {
        int[] columns = {80};
        try (Screen screen = Screen.live(out, () -> columns[0], false)) {
            screen.status(List.of("bar", "trial 1"));
            screen.line("a line");
            columns[0] = 5;
            screen.status(List.of("much too long"));
            assertThat(screen.width()).isEqualTo(60);
        }
        assertThat(text.toString())
                .isEqualTo("bar\ntrial 1"
                        + "\r\u001b[1A\u001b[Ja line" + System.lineSeparator() + "bar\ntrial 1"
                        + "\r\u001b[1A\u001b[Jmuc…"
                        + "\r\u001b[J");
    }

    @Test
    void coloursCanBeHadWithout() {
        try (Screen screen = Screen.live(out, () -> 80, true)) {
            screen.line("bad", Screen.Style.BAD);
            screen.line("as it is");
        }
        assertThat(text.toString()).startsWith("\u001b[31mbad\u001b[0m").contains("\nas it is");
    }

    @Test
    void aLocaleWithoutUtf8GetsAscii() {
        assertThat(Console.plain(Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8"))).isTrue();
        assertThat(Console.plain(Map.of("LC_ALL", "", "LANG", "de_DE.utf8"))).isFalse();
        assertThat(Console.plain(Map.of("LANG", "POSIX"))).isTrue();
        assertThat(Console.plain(Map.of())).isFalse();
        StringWriter plain = new StringWriter();
        PrintWriter ascii = new PrintWriter(new AsciiWriter(plain), true);
        ascii.print("Δ 2 × 3 … ← ü");
        ascii.print('≤');
        ascii.flush();
        assertThat(plain.toString()).isEqualTo("D 2 x 3 ... <- ?<=");
    }
}
