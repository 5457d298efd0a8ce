package io.scoot.journal;

import io.scoot.Observation;
import io.scoot.SearchSpace;
import io.scoot.internal.study.EventLog;
import io.scoot.internal.study.StudyEvent;
import io.scoot.internal.study.StudyPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A study's events in a file, one checksummed JSON line each, forced to the disk before they count. One process writes at a
 * time; others may read. Not thread-safe: the study that owns it is.
 */
public final class Journal implements EventLog {

    private static final System.Logger LOG = System.getLogger(Journal.class.getName());

    private final FileChannel channel;
    private final List<StudyEvent> events;
    private final List<Observation> earlier;
    private int records;
    private String last; // crc
    private long length;
    private boolean broken;

    private Journal(FileChannel channel, Records read, List<StudyEvent> events, List<Observation> earlier) {
        this.channel = channel;
        this.events = events;
        this.earlier = earlier;
        this.records = read.events().size();
        this.last = read.last();
        this.length = read.length();
    }

    /**
     * Opens the journal of a study, or begins it where there is no file. An unfinished last record never counted; it is dropped
     * with a warning.
     *
     * @throws JournalException if another process writes it, it is of another study, or a finished record is damaged
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public static Journal open(Path file, StudyPlan plan) {
        try {
            return open(
                    FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    file.toString(),
                    plan);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be used: " + e, e);
        }
    }

    /** The same on a channel that is open for reading and writing; it is closed where this fails. */
    static Journal open(FileChannel channel, String name, StudyPlan plan) throws IOException {
        try {
            lock(channel, name);
            Records read = Records.of(content(channel), false);
            if (read.torn()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the journal {0} ends in an unfinished record, which never counted; its {1} bytes are dropped",
                        name,
                        channel.size() - read.length());
                channel.truncate(read.length());
            }
            if (read.events().isEmpty()) {
                Journal journal = new Journal(channel, read, List.of(), plan.earlier());
                journal.append(StudyHeader.of(plan).text());
                return journal;
            }
            StudyHeader header = StudyHeader.parse(read.events().get(0));
            header.requireContinuedBy(plan);
            EventJson json = new EventJson(plan.space());
            List<StudyEvent> events =
                    read.events().stream().skip(1).map(json::event).toList();
            List<Observation> earlier = json.observations(new Fields(header.values()).list("history"));
            return new Journal(channel, read, events, earlier);
        } catch (IOException | RuntimeException e) {
            close(channel, e);
            throw e;
        }
    }

    /**
     * What a journal holds now; others may be writing it.
     *
     * @param space of its study
     * @throws JournalException if a finished record is damaged, or does not fit {@code space}
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<StudyEvent> read(Path file, SearchSpace space) {
        try {
            EventJson json = new EventJson(space);
            return Records.of(Files.readAllBytes(file), false).events().stream()
                    .skip(1)
                    .map(json::event)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Copies the valid records at the beginning of a damaged journal to a new file.
     *
     * @return how many they are, the first one, which describes the study, included
     * @throws UncheckedIOException if it cannot be read, or {@code fresh} exists or cannot be written
     */
    public static int salvage(Path damaged, Path fresh) {
        try {
            byte[] file = Files.readAllBytes(damaged);
            Records valid = Records.of(file, true);
            try (FileChannel channel =
                    FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(channel, ByteBuffer.wrap(file, 0, (int) valid.length()));
                channel.force(true);
            }
            return valid.events().size();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + damaged + " cannot be copied to " + fresh + ": " + e, e);
        }
    }

    /** What had happened when the journal was opened, in order. */
    @Override
    public List<StudyEvent> events() {
        return events;
    }

    /** The observations of earlier studies that this one began with. */
    public List<Observation> earlier() {
        return earlier;
    }

    @Override
    public void append(StudyEvent event) {
        append(EventJson.of(event));
    }

    private void append(String event) {
        if (broken) {
            throw new UncheckedIOException(
                    new IOException("the journal could not be repaired after a failed write; open it anew to go on"));
        }
        String crc = Records.crc(last, records, event);
        byte[] line = Records.line(records, crc, event);
        try {
            channel.position(length);
            write(channel, ByteBuffer.wrap(line));
            channel.force(false);
            length += line.length;
            records++;
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
            channel.truncate(length);
            broken = false;
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Gives the file free for others. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void lock(FileChannel channel, String name) throws IOException {
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this process: the same answer
        }
        if (lock == null) {
            throw new JournalException(
                    "the journal " + name
                            + " is being written by another study; one writes at a time. Close that one, or choose another file.");
        }
    }

    private static byte[] content(FileChannel channel) throws IOException {
        channel.position(0);
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (channel.read(buffer) >= 0) {
            content.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return content.toByteArray();
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void close(FileChannel channel, Exception reason) {
        try {
            channel.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
