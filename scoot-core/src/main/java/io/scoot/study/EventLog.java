package io.scoot.study;

/** Where events go before they count: nothing, or a journal that outlives the process. */
@FunctionalInterface
public interface EventLog {

    /** Keeps nothing. */
    EventLog NONE = event -> {};

    /**
     * Records an event durably before it is applied.
     *
     * @throws java.io.UncheckedIOException if it could not be recorded; the study is then unchanged
     */
    void append(StudyEvent event);
}
