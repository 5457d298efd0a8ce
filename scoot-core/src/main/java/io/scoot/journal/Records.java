package io.scoot.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The records of a journal file, one JSON line each: {@code {"n":7,"crc":"0a1b2c3d","event":…}}. n counts from 0; crc is the
 * CRC-32C of the record before's crc, n and the event, so that no line can be changed, lost, repeated or moved unseen.
 *
 * @param events the JSON text of each record's event
 * @param last the crc of the last record
 * @param length of the valid records, in bytes
 * @param torn whether an unfinished record follows them, which never counted
 */
record Records(List<String> events, String last, long length, boolean torn) {

    private static final String NONE = "00000000";
    private static final Pattern LINE = Pattern.compile("\\{\"n\":(\\d+),\"crc\":\"([0-9a-f]{8})\",\"event\":(.*)}");

    /** The crc of the n-th event, after a record with crc {@code last}. */
    static String crc(String last, int n, String event) {
        CRC32C crc = new CRC32C();
        crc.update((last + n + event).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** The line of an event, its end included. */
    static byte[] line(int n, String crc, String event) {
        return ("{\"n\":" + n + ",\"crc\":\"" + crc + "\",\"event\":" + event + "}\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads all records.
     *
     * @param salvage whether a damaged record ends the reading, rather than being an error
     * @throws JournalException if a record that was finished is damaged, with its byte offset
     */
    static Records of(byte[] file, boolean salvage) {
        List<String> events = new ArrayList<>();
        String last = NONE;
        int start = 0;
        while (start < file.length) {
            int end = start;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            if (end == file.length) {
                break; // unfinished
            }
            Matcher line = LINE.matcher(new String(file, start, end - start, StandardCharsets.UTF_8));
            if (line.matches()
                    && line.group(1).equals(String.valueOf(events.size()))
                    && line.group(2).equals(crc(last, events.size(), line.group(3)))) {
                events.add(line.group(3));
                last = line.group(2);
                start = end + 1;
            } else if (salvage) {
                break;
            } else {
                throw new JournalException(
                        "record " + events.size() + " of the journal, at byte " + start
                                + ", is damaged; the " + events.size()
                                + " records before it are valid. Journal.salvage(damaged, fresh) copies those to a new journal.");
            }
        }
        return new Records(List.copyOf(events), last, start, start < file.length);
    }
}
