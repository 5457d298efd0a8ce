package io.scoot.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Server-sent events from chunks of bytes, cut anywhere: lines end in LF, CR or CRLF, lines that begin with a colon are comments,
 * {@code data} lines are joined by LF, an empty line ends an event, and what the end of the stream cuts off is no event (WHATWG
 * HTML, § 9.2.6). Only the data is kept: OpenAI's streams have no other fields. Not thread-safe.
 */
final class SseParser {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Consumer<String> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private boolean afterCarriageReturn;
    private boolean firstLine = true;

    /** Gives each event's data to {@code events} as soon as it is complete. */
    SseParser(Consumer<String> events) {
        this.events = events;
    }

    /** Takes all that remains in {@code bytes}. */
    void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            boolean second = afterCarriageReturn && next == '\n'; // CR and LF may come in different chunks
            afterCarriageReturn = next == '\r';
            if (second) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                endOfLine();
            } else {
                line.write(next);
            }
        }
    }

    private void endOfLine() {
        byte[] bytes = line.toByteArray();
        line.reset();
        int start = firstLine && startsWith(bytes, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        firstLine = false;
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            if (hasData) {
                events.accept(data.toString());
            }
            data.setLength(0);
            hasData = false;
            return;
        }
        int colon = text.indexOf(':');
        if ((colon < 0 ? text : text.substring(0, colon)).equals("data")) {
            String value = colon < 0 ? "" : text.substring(colon + 1);
            data.append(hasData ? "\n" : "").append(value.startsWith(" ") ? value.substring(1) : value);
            hasData = true;
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
