package io.scoot.cluster.postgres;

import io.scoot.JournalException;
import io.scoot.cluster.postgres.StudyTable.Kept;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/** The checksums of a study's records: each covers the one before it, the number and the record, as in a journal file. */
final class RecordChain {

    private static final String NONE = "00000000";

    private RecordChain() {}

    /** The checksum of the n-th record after one with checksum {@code last}. */
    static String crc(String last, int n, String record) {
        CRC32C crc = new CRC32C();
        crc.update((last + n + record).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** The last one's checksum. */
    static String last(List<Kept> records) {
        return records.isEmpty() ? NONE : records.get(records.size() - 1).crc();
    }

    /**
     * Checks that nothing is missing, moved or changed.
     *
     * @throws JournalException naming the first record that is
     */
    static void check(String study, List<Kept> records, int count) {
        String before = NONE;
        for (int n = 0; n < count; n++) {
            if (n >= records.size()
                    || records.get(n).n() != n
                    || !records.get(n)
                            .crc()
                            .equals(crc(before, n, records.get(n).record()))) {
                throw new JournalException("record " + n + " of study " + study + " is missing or damaged; the " + n
                        + " records before it are valid");
            }
            before = records.get(n).crc();
        }
    }
}
