package io.scoot.internal.study;

import java.util.List;

/** Where events go before they count: nowhere, or to storage that outlives the process. Used by one study at a time. */
public interface EventLog extends AutoCloseable {

    /** Keeps nothing. */
    EventLog NONE = new EventLog() {
        @Override
        public List<StudyEvent> events() {
            return List.of();
        }

        @Override
        public void append(StudyEvent event) {}

        @Override
        public void close() {}
    };

    /** What had been recorded when the log was opened, in order. */
    List<StudyEvent> events();

    /**
     * Records an event durably before it is applied.
     *
     * @throws java.io.UncheckedIOException if it could not be recorded; the study is then unchanged
     */
    void append(StudyEvent event);

    /** Lets another study have the storage; nothing can be appended any more. */
    @Override
    void close();
}
