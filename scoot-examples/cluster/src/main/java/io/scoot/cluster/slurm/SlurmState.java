package io.scoot.cluster.slurm;

import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobResult;
import io.scoot.cluster.jobs.JobState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Slurm says of a job, and what it means. */
final class SlurmState {

    private static final Set<String> WAITING = Set.of(
            "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT", "RESV_DEL_HOLD");
    private static final Set<String> RUNNING =
            Set.of("RUNNING", "COMPLETING", "SUSPENDED", "STOPPED", "SIGNALING", "STAGE_OUT", "RESIZING");

    /** States that say all. A {@code FAILED} or {@code COMPLETED} job's exit status says the rest. */
    static final Map<String, JobCause> CAUSES = Map.of(
            "BOOT_FAIL", JobCause.NODE_LOST,
            "CANCELLED", JobCause.CANCELLED,
            "DEADLINE", JobCause.TIMEOUT,
            "NODE_FAIL", JobCause.NODE_LOST,
            "OUT_OF_MEMORY", JobCause.OUT_OF_MEMORY,
            "PREEMPTED", JobCause.PREEMPTED,
            "REVOKED", JobCause.CANCELLED,
            "TIMEOUT", JobCause.TIMEOUT);

    /** Why a job will never start, although it waits. */
    static final Set<String> HOPELESS = Set.of(
            "BadConstraints",
            "InvalidAccount",
            "InvalidQOS",
            "JobHeldAdmin",
            "JobHeldUser",
            "PartitionTimeLimit",
            "QOSMaxGRESPerJob",
            "QOSMaxWallDurationPerJobLimit");

    private SlurmState() {}

    /** Whether the word says more than {@code COMPLETED} or {@code FAILED} does. */
    static boolean isKnown(String word) {
        return WAITING.contains(word) || RUNNING.contains(word) || CAUSES.containsKey(word);
    }

    static boolean isRunning(String word) {
        return RUNNING.contains(word);
    }

    /**
     * The state of a job.
     *
     * @param state as {@code squeue} and {@code sacct} name it, a {@code CANCELLED by 0} included
     * @param exit status and signal
     * @param reason of waiting or of its end
     * @param comment what {@code job.sh} left
     */
    static JobState of(String state, int exit, int signal, String reason, Duration elapsed, String comment) {
        String word = state.split(" ", 2)[0];
        if (HOPELESS.contains(reason) && WAITING.contains(word)) {
            return new JobState.Ended(JobCause.REFUSED, reason, Optional.empty(), Duration.ZERO);
        }
        if (WAITING.contains(word)) {
            return new JobState.Waiting(reason);
        }
        if (RUNNING.contains(word)) {
            return new JobState.Running(elapsed);
        }
        Optional<String> result = JobResult.in(comment);
        JobCause cause = CAUSES.getOrDefault(word, signal != 0 ? JobCause.ofSignal(signal) : JobCause.ofStatus(exit));
        boolean notStarted = word.equals("FAILED") && exit == 0 && signal == 0;
        return new JobState.Ended(
                notStarted ? JobCause.NODE_LOST : cause,
                notStarted ? reason : detail(cause, exit, signal, comment),
                result,
                elapsed);
    }

    private static String detail(JobCause cause, int exit, int signal, String comment) {
        int number = signal != 0 ? signal : exit > 128 ? exit - 128 : exit;
        String words = comment.equals("(null)") || comment.startsWith(JobResult.MARK) ? "" : comment.strip();
        boolean numbered = cause == JobCause.EXIT || cause == JobCause.SIGNAL || cause == JobCause.STOPPED;
        return numbered ? (number + " " + words).strip() : cause == JobCause.TIMEOUT ? "" : words;
    }

    /** {@code 1-02:03:04}, {@code 02:03:04} or {@code 03:04}. */
    static Duration elapsed(String text) {
        String[] days = text.strip().split("-", 2);
        String[] parts = days[days.length - 1].split(":", -1);
        long seconds = 0;
        try {
            for (String part : parts) {
                seconds = 60 * seconds + Long.parseLong(part);
            }
            return Duration.ofSeconds(seconds).plusDays(days.length == 2 ? Long.parseLong(days[0]) : 0);
        } catch (NumberFormatException e) {
            return Duration.ZERO; // INVALID, of a job that has not begun
        }
    }
}
