package io.scoot.cluster.ray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobScheduler;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Jobs of Ray by its Jobs API. A job's submission id comes from its label, so that the server itself refuses a second one; the label
 * is in its metadata, its result in its log, which is read whole. Ray does not tell when a job began to run, only when it was
 * submitted: running time is what this object has seen of it, and none of a job that was over when it was looked at first. The limit
 * is held by {@code timeout(1)}, too, which a job's node must have.
 */
public final class RayScheduler implements JobScheduler {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TAIL = 20; // lines
    private static final int GRACE = 60; // seconds beyond the limit, which the evaluator holds by itself
    private static final Duration AWAY = Duration.ofMinutes(2); // so long a log is asked for whose node does not answer
    private static final Set<String> OWN = Set.of("submission_id", "job_id", "entrypoint", "metadata");
    private static final String STUDY = "scoot.study";
    private static final String TRIAL = "scoot.trial";
    private static final String ATTEMPT = "scoot.attempt";
    private static final String FINGERPRINT = "scoot.fingerprint";

    private final RayServer server;
    private final Map<String, Object> fields;
    private final Clock clock;
    private final Map<String, Long> began = new ConcurrentHashMap<>(); // nanoTime, by id

    /**
     * Jobs with those fields of a submission, such as {@code entrypoint_num_gpus}, {@code entrypoint_resources} or
     * {@code runtime_env}.
     *
     * @param clock by which it is seen how long ago the server says that a job ended
     * @throws IllegalArgumentException if a field is one that a trial's job has of its own
     */
    public RayScheduler(RayServer server, Map<String, Object> fields, Clock clock) {
        this.server = server;
        this.fields = Map.copyOf(fields);
        this.clock = clock;
        for (String field : fields.keySet()) {
            if (OWN.contains(field)) {
                throw new IllegalArgumentException(
                        "field \"" + field + "\" cannot be given: a trial's job has its own. So it is with " + OWN);
            }
        }
    }

    @Override
    public String submit(JobRequest request) throws IOException {
        JobLabel label = request.label();
        String id = id(label);
        ObjectNode body = JSON.createObjectNode();
        fields.forEach((field, value) -> body.set(field, JSON.valueToTree(value)));
        body.put("submission_id", id);
        body.put("entrypoint", "timeout -k 30 " + (request.limit().toSeconds() + GRACE) + " " + request.line());
        body.putObject("metadata")
                .put(STUDY, label.study())
                .put(TRIAL, String.valueOf(label.trial()))
                .put(ATTEMPT, String.valueOf(label.attempt()))
                .put(FINGERPRINT, label.fingerprint());
        try {
            if (server.post("", body).isEmpty()) {
                throw new IOException("no Jobs API at " + server.address());
            }
        } catch (RayServer.Refusal e) {
            Optional<JobLabel> there = server.get(id).flatMap(RayScheduler::label);
            if (!there.equals(Optional.of(label))) {
                throw e;
            }
        } // or it was sent before, and the reply lost
        return id;
    }

    @Override
    public List<Job> find(String study, int trial) throws IOException {
        List<Job> found = new ArrayList<>();
        for (JsonNode job : list()) {
            label(job)
                    .filter(label -> label.study().equals(study) && label.trial() == trial)
                    .ifPresent(
                            label -> found.add(new Job(job.path("submission_id").asText(), label)));
        }
        return found;
    }

    @Override
    public Map<String, JobState> states(Collection<String> ids) throws IOException {
        Map<String, JobState> states = new HashMap<>();
        if (ids.isEmpty()) {
            return states;
        }
        for (JsonNode job : list()) {
            String id = job.path("submission_id").asText();
            if (ids.contains(id)) {
                states.put(id, state(id, job));
            }
        }
        return states;
    }

    private JobState state(String id, JsonNode job) throws IOException {
        if (!RayState.isOver(job)) {
            boolean running = job.path("status").asText().equals("RUNNING");
            return RayState.of(
                    job, "", running ? since(began.computeIfAbsent(id, key -> System.nanoTime())) : Duration.ZERO);
        }
        Optional<String> log = log(id);
        Long start = began.get(id);
        Duration ran = start == null ? Duration.ZERO : since(start);
        boolean justNow = clock.millis() - job.path("end_time").asLong() < AWAY.toMillis();
        if (log.isEmpty() && justNow) {
            return new JobState.Running(ran); // what it found is still to be had
        }
        began.remove(id);
        return RayState.of(job, log.orElse(""), ran);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Empty while its node cannot be asked. */
    private Optional<String> log(String id) throws IOException {
        try {
            return Optional.of(server.get(id + "/logs")
                    .map(answer -> answer.path("logs").asText())
                    .orElse(""));
        } catch (RayServer.Refusal e) {
            return Optional.empty();
        }
    }

    @Override
    public String lastLines(String id) throws IOException {
        List<String> all = log(id).orElse("").lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - TAIL), all.size()));
    }

    /** One that runs is stopped and its record stays; one that waits is stopped as soon as it starts; what is over is removed. */
    @Override
    public void delete(String id) throws IOException {
        boolean stopping = server.post(id + "/stop", JSON.createObjectNode())
                .map(answer -> answer.path("stopped").asBoolean())
                .orElse(true);
        if (!stopping) {
            server.delete(id);
        }
    }

    private JsonNode list() throws IOException {
        return server.get("").orElseThrow(() -> new IOException("no Jobs API at " + server.address()));
    }

    private static String id(JobLabel label) {
        return "scoot-" + label.study() + "-" + label.trial() + "-" + label.attempt() + "-" + label.fingerprint();
    }

    private static Optional<JobLabel> label(JsonNode job) {
        JsonNode metadata = job.path("metadata");
        return metadata.has(STUDY)
                ? Optional.of(new JobLabel(
                        metadata.path(STUDY).asText(),
                        metadata.path(TRIAL).asInt(),
                        metadata.path(ATTEMPT).asInt(),
                        metadata.path(FINGERPRINT).asText()))
                : Optional.empty();
    }
}
