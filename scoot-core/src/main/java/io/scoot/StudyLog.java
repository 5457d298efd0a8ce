package io.scoot;

import java.util.List;

/**
 * Where a study's records are kept, so that they outlive the process: a file ({@link io.scoot.journal.Journal}) or what a host
 * has. Records are lines of printable ASCII without line ends, a few hundred bytes to some kilobytes each; what they say is
 * Scoot's concern. One study appends at a time; the study calls it from one thread at a time.
 */
public interface StudyLog extends AutoCloseable {

    /** All records in the order of their appending; empty for a new study. Read once, when the study opens. */
    List<String> records();

    /**
     * Keeps a record: when this returns, the record survives the death of the process and of the machine. It must not fail for
     * the calling thread's being interrupted, and must leave the interruption as it was.
     *
     * @throws java.io.UncheckedIOException if it could not be kept; then it must not be there later either
     */
    void append(String record);

    /** Lets another have the study; nothing is appended any more. */
    @Override
    void close();
}
