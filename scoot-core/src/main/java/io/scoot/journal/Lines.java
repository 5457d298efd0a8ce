package io.scoot.journal;

import io.scoot.JournalException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The lines of a journal: {@code {"n":3,"crc":"0a1b2c3d","event":…}}. Each checksum covers the one before it, the number and the
 * record, so that a line that is missing, moved or changed is noticed.
 *
 * @param records of the valid lines, in order
 * @param last the last one's checksum
 * @param length their bytes in the file
 */
record Lines(List<String> records, String last, long length) {

    private static final String NONE = "00000000";

    /** Separators of lines that are no line ends of ours may be in records of format 1. */
    private static final Pattern LINE =
            Pattern.compile("\\{\"n\":(\\d+),\"crc\":\"([0-9a-f]{8})\",\"event\":(.*)}", Pattern.DOTALL);

    /** The checksum of the n-th record, after one with checksum {@code last}. */
    static String crc(String last, int n, String record) {
        CRC32C crc = new CRC32C();
        crc.update((last + n + record).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** The line of a record, its end included. */
    static String line(int n, String crc, String record) {
        return "{\"n\":" + n + ",\"crc\":\"" + crc + "\",\"event\":" + record + "}\n";
    }

    /** The valid lines, as they are written. */
    String text() {
        StringBuilder text = new StringBuilder();
        String before = NONE;
        for (int n = 0; n < records.size(); n++) {
            before = crc(before, n, records.get(n));
            text.append(line(n, before, records.get(n)));
        }
        return text.toString();
    }

    /**
     * Reads all lines that have an end.
     *
     * @param salvage whether a damaged one ends the reading, rather than being an error, and converted line ends are none
     * @throws JournalException if a line is damaged, with its byte offset
     */
    static Lines of(byte[] file, boolean salvage) {
        List<String> records = new ArrayList<>();
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
            int stop = salvage && end > start && file[end - 1] == '\r' ? end - 1 : end;
            Matcher line = LINE.matcher(new String(file, start, stop - start, StandardCharsets.UTF_8));
            if (line.matches()
                    && line.group(1).equals(String.valueOf(records.size()))
                    && line.group(2).equals(crc(last, records.size(), line.group(3)))) {
                records.add(line.group(3));
                last = line.group(2);
                start = end + 1;
            } else if (salvage) {
                break;
            } else {
                throw new JournalException(
                        "record " + records.size() + " of the journal, at byte " + start
                                + ", is damaged; the " + records.size()
                                + " records before it are valid. Journal.salvage(damaged, fresh) copies those to a new journal.");
            }
        }
        return new Lines(List.copyOf(records), last, start);
    }
}
