package io.scoot.cli.study;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** Spells out what a terminal without UTF-8 would garble. */
final class AsciiWriter extends FilterWriter {

    private static final int LAST = 0x7f;
    private static final Map<Character, String> SPELT =
            Map.of('Δ', "D", '…', "...", '×', "x", '←', "<-", '–', "-", '—', "-", '±', "+/-", '≤', "<=", '≥', ">=");

    AsciiWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        if (c <= LAST) {
            out.write(c);
        } else {
            out.write(SPELT.getOrDefault((char) c, "?"));
        }
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(buffer[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }
}
