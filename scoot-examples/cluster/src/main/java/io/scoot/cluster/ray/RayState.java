package io.scoot.cluster.ray;

import com.fasterxml.jackson.databind.JsonNode;
import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobResult;
import io.scoot.cluster.jobs.JobState;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What Ray says of a job, and what it means. */
final class RayState {

    /** Errors that are none of the command's. */
    static final Map<String, JobCause> CAUSES = Map.of(
            "JOB_ENTRYPOINT_COMMAND_START_ERROR", JobCause.NO_COMMAND,
            "JOB_SUPERVISOR_ACTOR_DIED", JobCause.NODE_LOST,
            "JOB_SUPERVISOR_ACTOR_START_FAILURE", JobCause.NODE_LOST,
            "JOB_SUPERVISOR_ACTOR_START_TIMEOUT", JobCause.REFUSED,
            "JOB_SUPERVISOR_ACTOR_UNKNOWN_FAILURE", JobCause.NODE_LOST,
            "JOB_SUPERVISOR_ACTOR_UNSCHEDULABLE", JobCause.REFUSED,
            "RUNTIME_ENV_SETUP_FAILURE", JobCause.REFUSED);

    private static final Set<String> OVER = Set.of("STOPPED", "SUCCEEDED", "FAILED");
    private static final int LATE = 124; // the status of timeout(1)
    private static final int MOST_WORDS = 200;
    private static final String RAYS_OWN = "Running entrypoint for job ";

    private RayState() {}

    static boolean isOver(JsonNode job) {
        return OVER.contains(job.path("status").asText());
    }

    /**
     * The state of a job.
     *
     * @param log of a job that is over, as far as it can be had
     * @param ran for how long it has been seen running
     */
    static JobState of(JsonNode job, String log, Duration ran) {
        String status = job.path("status").asText();
        if (status.equals("PENDING")) {
            return new JobState.Waiting(job.path("message").asText());
        }
        if (!isOver(job)) {
            return new JobState.Running(ran);
        }
        JobCause cause =
                switch (status) {
                    case "STOPPED" -> JobCause.CANCELLED;
                    case "SUCCEEDED" -> JobCause.COMPLETED;
                    default -> failed(job);
                };
        return new JobState.Ended(cause, detail(job, cause, log), JobResult.in(log), ran);
    }

    private static JobCause failed(JsonNode job) {
        JsonNode code = job.path("driver_exit_code"); // negative for a signal, as Python has it
        JobCause known = CAUSES.get(job.path("error_type").asText());
        if (known != null || !code.isInt()) {
            return known != null ? known : JobCause.NODE_LOST;
        }
        if (code.asInt() == LATE) {
            return JobCause.TIMEOUT;
        }
        return code.asInt() < 0 ? JobCause.ofSignal(-code.asInt()) : JobCause.ofStatus(code.asInt());
    }

    private static String detail(JsonNode job, JobCause cause, String log) {
        int code = job.path("driver_exit_code").asInt();
        return switch (cause) {
            case COMPLETED, CANCELLED, TIMEOUT -> "";
            case SIGNAL, STOPPED -> ((code < 0 ? -code : code - 128) + " " + last(log)).strip();
            case EXIT -> (code + " " + last(log)).strip();
            default -> log.isEmpty() ? last(job.path("message").asText()) : last(log);
        };
    }

    private static String last(String text) {
        String line = text.lines()
                .filter(l -> !l.isBlank() && !l.startsWith(RAYS_OWN) && !l.startsWith(JobResult.MARK))
                .reduce("", (before, l) -> l)
                .strip();
        return line.length() > MOST_WORDS ? line.substring(0, MOST_WORDS) + "…" : line;
    }
}
