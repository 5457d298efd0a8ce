package io.scoot.cluster.jobs;

import io.scoot.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * How a study's trials become jobs.
 *
 * @param study its name, as {@link JobLabel} takes it
 * @param command of a trial: the engine in the trial's configuration, and its load test
 * @param gpus of each job, for its cost
 * @param running how long a job may run; longer is a crash, reason "timeout"
 * @param waiting how long it may wait in the queue; longer is a failure
 * @param poll how often the scheduler is asked, once for all jobs
 */
public record JobPlan(
        String study,
        Function<Trial, List<String>> command,
        int gpus,
        Duration running,
        Duration waiting,
        Duration poll) {

    /** Refuses negative numbers and spans that are not positive. */
    public JobPlan {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(command, "command");
        if (gpus < 0) {
            throw new IllegalArgumentException("gpus " + gpus + " must not be negative");
        }
        for (Duration span : List.of(running, waiting, poll)) {
            if (span.isNegative() || span.isZero()) {
                throw new IllegalArgumentException(
                        "running " + running + ", waiting " + waiting + " and poll " + poll + " must be positive");
            }
        }
    }
}
