package io.scoot.cluster.jobs;

import java.time.Duration;
import java.util.Optional;

/** How a job is. */
public sealed interface JobState {

    /** In the queue, or being started; it costs nothing yet. */
    record Waiting(String why) implements JobState {}

    /** For so long. */
    record Running(Duration elapsed) implements JobState {}

    /**
     * It is over.
     *
     * @param cause why
     * @param detail for people: a status, a node, the log's last line; may be empty
     * @param result what it left after {@link JobResult#MARK}, if anything
     * @param ran for how long
     */
    record Ended(JobCause cause, String detail, Optional<String> result, Duration ran) implements JobState {}
}
