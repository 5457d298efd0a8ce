package io.scoot.journal;

import io.scoot.JournalException;
import io.scoot.Observation;
import io.scoot.StudyLog;
import io.scoot.internal.records.RecordedStudy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A study's records in a file, one checksummed line each, forced to the disk before they count. One process writes at a time;
 * others may read. Not thread-safe: the study that owns it is.
 */
public final class Journal implements StudyLog {

    private static final System.Logger LOG = System.getLogger(Journal.class.getName());

    private final Storage storage;
    private final List<String> records;
    private int count;
    private String last; // crc
    private long length;
    private boolean broken;

    private Journal(Storage storage, Lines read) {
        this.storage = storage;
        this.records = read.records();
        this.count = records.size();
        this.last = read.last();
        this.length = read.length();
    }

    /**
     * Opens a journal, or begins one where there is no file. An unfinished last record never counted; it is dropped with a
     * warning. {@link io.scoot.Scoot.Builder#journal} does this.
     *
     * @throws JournalException if another study has it open, or a finished record is damaged
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public static Journal open(Path file) {
        try {
            return open(FileStorage.open(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be used: " + e, e);
        }
    }

    /** The same on what is open already; it is closed where this fails. */
    static Journal open(Storage storage, String name) throws IOException {
        try {
            byte[] content = storage.read();
            Lines read = Lines.of(content, false);
            if (read.length() < content.length) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the journal {0} ends in an unfinished record, which never counted; its {1} bytes are dropped",
                        name,
                        content.length - read.length());
                storage.truncate(read.length());
            }
            return new Journal(storage, read);
        } catch (IOException | RuntimeException e) {
            try {
                storage.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /**
     * The observations that a journal holds now, measured and crashed, of the space that it describes (without its constraints):
     * what {@link io.scoot.Scoot.Builder#history} takes, also where this study's space is another one. Others may be writing it.
     *
     * @throws JournalException if a finished record is damaged
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<Observation> observations(Path file) {
        return RecordedStudy.observations(read(file));
    }

    /**
     * The same of the records of a host's own log.
     *
     * @throws JournalException if a record says nothing
     */
    public static List<Observation> observations(List<String> records) {
        return RecordedStudy.observations(records);
    }

    /**
     * The study that a journal holds now, with its result, without its evaluator; others may be writing it.
     *
     * @throws JournalException if a finished record is damaged, or the journal is of a Scoot that did not write all that is needed
     * @throws UncheckedIOException if the file cannot be read
     */
    public static StudyRecord study(Path file) {
        return StudyRecord.of(read(file));
    }

    /**
     * The records that a journal holds now; others may be writing it.
     *
     * @throws JournalException if a finished record is damaged
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<String> read(Path file) {
        try {
            return Lines.of(Files.readAllBytes(file), false).records();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Copies the valid records at the beginning of a damaged journal to a new file. Line ends that were converted, by a mail or a
     * version control, are no damage here.
     *
     * @return how many they are, the first one, which describes the study, included
     * @throws UncheckedIOException if it cannot be read, or {@code fresh} exists or cannot be written
     */
    public static int salvage(Path damaged, Path fresh) {
        try {
            Lines valid = Lines.of(Files.readAllBytes(damaged), true);
            Files.write(
                    fresh,
                    valid.text().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            return valid.records().size();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + damaged + " cannot be copied to " + fresh + ": " + e, e);
        }
    }

    @Override
    public List<String> records() {
        return records;
    }

    @Override
    public void append(String record) {
        if (broken) {
            throw new UncheckedIOException(
                    new IOException("the journal could not be repaired after a failed write; open it anew to go on"));
        }
        String crc = Lines.crc(last, count, record);
        byte[] line = Lines.line(count, crc, record).getBytes(StandardCharsets.UTF_8);
        try {
            storage.write(length, line);
            length += line.length;
            count++;
            last = crc;
        } catch (IOException e) {
            repair(e);
            throw new UncheckedIOException("the journal could not record an event: " + e.getMessage(), e);
        }
    }

    /** Takes back what a failed write left behind. */
    private void repair(IOException failure) {
        broken = true;
        try {
            storage.truncate(length);
            broken = false;
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Gives the file free for others. */
    @Override
    public void close() {
        try {
            storage.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
