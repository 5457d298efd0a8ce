package io.scoot.cluster.jobs;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One job to run.
 *
 * @param label by which it is found again
 * @param command program and arguments, never seen by a shell; it prints its result as {@link JobResult} says
 * @param limit of its running time, waiting not counted
 */
public record JobRequest(JobLabel label, List<String> command, Duration limit) {

    /** Refuses an empty command. */
    public JobRequest {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the command of trial " + label.trial() + " is empty");
        }
    }

    /** The command as a line for a POSIX shell, which reads the same words back, whatever is in them. */
    public String line() {
        return command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
