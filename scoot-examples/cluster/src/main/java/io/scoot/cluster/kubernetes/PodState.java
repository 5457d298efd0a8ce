package io.scoot.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobResult;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Kubernetes says of a Job and its pod, and what it means. */
final class PodState {

    /** Why a container waits that will never start. */
    static final Map<String, JobCause> WAITING = Map.of(
            "ImagePullBackOff", JobCause.IMAGE_NOT_FOUND,
            "ErrImageNeverPull", JobCause.IMAGE_NOT_FOUND,
            "InvalidImageName", JobCause.IMAGE_NOT_FOUND,
            "CreateContainerConfigError", JobCause.REFUSED,
            "CreateContainerError", JobCause.REFUSED);

    /** Reasons of a pod's failure, or of its disruption. Those that begin with {@code OutOf} are a node's that had no room after all. */
    static final Map<String, JobCause> REASONS = Map.ofEntries(
            Map.entry("Evicted", JobCause.EVICTED),
            Map.entry("EvictionByEvictionAPI", JobCause.EVICTED),
            Map.entry("TerminationByKubelet", JobCause.EVICTED),
            Map.entry("Preempting", JobCause.PREEMPTED),
            Map.entry("PreemptionByScheduler", JobCause.PREEMPTED),
            Map.entry("NodeLost", JobCause.NODE_LOST),
            Map.entry("NodeShutdown", JobCause.NODE_LOST),
            Map.entry("NodeAffinity", JobCause.NODE_LOST),
            Map.entry("Shutdown", JobCause.NODE_LOST),
            Map.entry("Terminated", JobCause.NODE_LOST),
            Map.entry("DeletionByTaintManager", JobCause.NODE_LOST),
            Map.entry("DeletionByPodGC", JobCause.NODE_LOST),
            Map.entry("UnexpectedAdmissionError", JobCause.NODE_LOST),
            Map.entry("DeadlineExceeded", JobCause.TIMEOUT));

    /** Reasons of a container's end. */
    static final Map<String, JobCause> ENDS = Map.of(
            "OOMKilled", JobCause.OUT_OF_MEMORY,
            "ContainerCannotRun", JobCause.NO_COMMAND,
            "StartError", JobCause.NO_COMMAND);

    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    private PodState() {}

    /** For how long a node may be away before nothing is expected of it any more. */
    private static final Duration AWAY = Duration.ofMinutes(2);

    /** The log of a pod; read only where it decides. Empty while its node cannot be asked. */
    interface Log {
        Optional<String> tail(Pod pod) throws IOException;
    }

    static JobState of(Job job, @Nullable Pod pod, Instant now, Log log) throws IOException {
        if (pod == null) {
            return withoutPod(job);
        }
        Optional<ContainerState> container = containers(pod).stream()
                .map(ContainerStatus::getState)
                .filter(state -> state != null)
                .findFirst();
        Optional<ContainerStateTerminated> terminated =
                container.map(ContainerState::getTerminated).filter(state -> state != null);
        String phase = text(pod.getStatus() == null ? null : pod.getStatus().getPhase());
        if (OVER.contains(phase) || terminated.isPresent()) {
            return ended(pod, terminated, now, log);
        }
        if (isOverdue(pod, now)) {
            return new JobState.Ended(
                    Optional.ofNullable(REASONS.get(conditionReason(pod, "DisruptionTarget")))
                            .orElse(JobCause.NODE_LOST),
                    "its node does not answer",
                    Optional.empty(),
                    Duration.ZERO);
        }
        String waits = container
                .map(ContainerState::getWaiting)
                .map(waiting -> text(waiting.getReason()))
                .orElse("");
        if (WAITING.containsKey(waits)) {
            return new JobState.Ended(WAITING.get(waits), waits, Optional.empty(), Duration.ZERO);
        }
        return container
                .map(ContainerState::getRunning)
                .<JobState>map(running -> new JobState.Running(between(running.getStartedAt(), now)))
                .orElseGet(() -> new JobState.Waiting(waits.isEmpty() ? condition(pod, "PodScheduled") : waits));
    }

    /** Whether the node should have ended it long ago, and has not said so: it is away, and may be for ever. */
    private static boolean isOverdue(Pod pod, Instant now) {
        return instant(pod.getMetadata().getDeletionTimestamp()) // with the grace that it was given
                .filter(due -> due.plus(AWAY).isBefore(now))
                .isPresent();
    }

    private static JobState withoutPod(Job job) {
        boolean failed = job.getStatus() != null
                && job.getStatus().getConditions() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(c ->
                                c.getType().equals("Failed") && c.getStatus().equals("True"));
        if (!failed) {
            return new JobState.Waiting("no pod yet");
        }
        boolean late = job.getStatus().getConditions().stream().anyMatch(c -> "DeadlineExceeded".equals(c.getReason()));
        return new JobState.Ended(
                late ? JobCause.TIMEOUT : JobCause.NODE_LOST,
                late ? "" : "its pod is gone",
                Optional.empty(),
                Duration.ZERO);
    }

    private static JobState ended(Pod pod, Optional<ContainerStateTerminated> terminated, Instant now, Log log)
            throws IOException {
        String message = terminated.map(end -> text(end.getMessage())).orElse("");
        Instant finished =
                terminated.flatMap(end -> instant(end.getFinishedAt())).orElse(Instant.EPOCH);
        Duration ran =
                terminated.map(end -> between(end.getStartedAt(), finished)).orElse(Duration.ZERO);
        Optional<String> result = JobResult.in(message);
        if (result.isEmpty() && terminated.isPresent()) {
            Optional<String> tail = log.tail(pod);
            if (tail.isEmpty() && now.isBefore(finished.plus(AWAY))) {
                return new JobState.Running(ran); // what it found is still to be had
            }
            result = JobResult.in(tail.orElse(""));
        }
        JobCause cause = cause(pod, terminated);
        return new JobState.Ended(cause, detail(cause, pod, terminated, message), result, ran);
    }

    private static JobCause cause(Pod pod, Optional<ContainerStateTerminated> terminated) {
        String reason = text(pod.getStatus().getReason());
        if (reason.startsWith("OutOf")) {
            return JobCause.NODE_LOST;
        }
        JobCause known = REASONS.get(reason);
        if (known == null) {
            known = REASONS.get(conditionReason(pod, "DisruptionTarget"));
        }
        if (known != null) {
            return known;
        }
        if (terminated.isEmpty()) {
            return JobCause.NODE_LOST;
        }
        ContainerStateTerminated end = terminated.get();
        JobCause byReason = ENDS.get(text(end.getReason()));
        if (byReason != null) {
            return byReason;
        }
        return end.getSignal() != null && end.getSignal() != 0
                ? JobCause.ofSignal(end.getSignal())
                : JobCause.ofStatus(end.getExitCode());
    }

    private static String detail(
            JobCause cause, Pod pod, Optional<ContainerStateTerminated> terminated, String message) {
        int status = terminated.map(ContainerStateTerminated::getExitCode).orElse(0);
        return switch (cause) {
            case EXIT -> (status + " " + last(message)).strip();
            case SIGNAL, STOPPED -> (status > 128 ? status - 128 : status) + "";
            case TIMEOUT, COMPLETED, OUT_OF_MEMORY -> "";
            default -> last(text(pod.getStatus().getMessage()) + "\n" + message);
        };
    }

    private static String last(String text) {
        String line = text.lines().filter(l -> !l.isBlank()).reduce("", (before, l) -> l);
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static List<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                ? List.of()
                : pod.getStatus().getContainerStatuses();
    }

    private static String condition(Pod pod, String type) {
        String reason = conditionReason(pod, type);
        return reason.isEmpty() ? "starting" : reason;
    }

    private static String conditionReason(Pod pod, String type) {
        if (pod.getStatus() == null || pod.getStatus().getConditions() == null) {
            return "";
        }
        return pod.getStatus().getConditions().stream()
                .filter(c -> c.getType().equals(type))
                .map(c -> text(c.getReason()))
                .findFirst()
                .orElse("");
    }

    private static Duration between(@Nullable String start, Instant end) {
        Duration span = instant(start).map(from -> Duration.between(from, end)).orElse(Duration.ZERO);
        return span.isNegative() ? Duration.ZERO : span; // two machines' clocks
    }

    private static Optional<Instant> instant(@Nullable String time) {
        try {
            return time == null || time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
