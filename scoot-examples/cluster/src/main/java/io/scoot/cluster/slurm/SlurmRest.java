package io.scoot.cluster.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobScheduler;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Jobs of Slurm by its REST server; the same jobs, names and results as {@link SlurmScheduler}'s, so that one finds the other's. One
 * request lists the jobs of all users, as the server has it; those of other users are left out.
 */
public final class SlurmRest implements JobScheduler {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STRUCTURED = 39; // the first version with numbers as objects and the environment as a list
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final Set<String> OWN = Set.of(
            "name", "script", "argv", "requeue", "no_requeue", "time_limit", "standard_output", "standard_error");

    private final Slurmrestd server;
    private final Map<String, Object> fields;
    private final JobLogs logs;
    private final Clock clock;

    /**
     * Jobs with those fields of the job's description in the server's version of the API, such as {@code tres_per_node} of
     * {@code gres/gpu:2} ({@code gres} of {@code gpu:2} until v0.0.38), {@code partition} or {@code account}. Unless they are among
     * them, {@code environment} is a {@code PATH} alone, and {@code current_working_directory} the logs' folder or {@code /tmp}.
     *
     * @param logs the folder on the nodes where output goes; the last lines of a log are read where it is this machine's folder, too
     * @param clock by which running times are reckoned from the controller's times
     * @throws IllegalArgumentException if a field is one that a trial's job has of its own
     */
    public SlurmRest(Slurmrestd server, Map<String, Object> fields, Optional<Path> logs, Clock clock) {
        this.server = server;
        this.fields = Map.copyOf(fields);
        this.logs = new JobLogs(logs);
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
        boolean structured = server.version() >= STRUCTURED;
        long minutes = SlurmScheduler.minutes(request.limit());
        ObjectNode body = JSON.createObjectNode().put("script", JobScript.with(request));
        ObjectNode job = body.putObject("job");
        job.put("current_working_directory", logs.folder().map(Path::toString).orElse("/tmp"));
        if (structured) {
            job.putArray("environment").add("PATH=" + PATH);
        } else {
            job.putObject("environment").put("PATH", PATH);
        }
        fields.forEach((field, value) -> job.set(field, JSON.valueToTree(value)));
        job.put("name", JobName.of(request.label()));
        job.put("standard_output", logs.pattern());
        if (structured) {
            job.putObject("time_limit").put("set", true).put("infinite", false).put("number", minutes);
            job.put("requeue", false);
        } else {
            job.put("time_limit", minutes);
            job.put("no_requeue", true); // "requeue": false changes nothing there
        }
        JsonNode id = server.post("slurm", "job/submit", body).path("job_id");
        if (!id.isIntegralNumber() || id.asLong() == 0) {
            throw new IOException("slurmrestd gave no job_id for " + request.label());
        }
        return id.asText();
    }

    @Override
    public List<Job> find(String study, int trial) throws IOException {
        return SlurmJob.ofTrial(list(), study, trial);
    }

    @Override
    public Map<String, JobState> states(Collection<String> ids) throws IOException {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, JobState> states = SlurmJob.states(list(), ids);
        for (String id : ids) {
            if (!states.containsKey(id)) {
                accounted(id).ifPresent(state -> states.put(id, state));
            }
        }
        return states;
    }

    @Override
    public String lastLines(String id) throws IOException {
        return logs.lastLines(id);
    }

    @Override
    public void delete(String id) throws IOException {
        try {
            server.delete("slurm", "job/" + id);
        } catch (SlurmrestdException e) {
            if (!e.jobIsGone()) {
                throw e;
            }
        }
    }

    /** The user's jobs that the controller remembers, those that ended not long ago included. */
    private List<SlurmJob> list() throws IOException {
        Instant now = clock.instant();
        List<SlurmJob> jobs = new ArrayList<>();
        for (JsonNode node : server.get("slurm", "jobs/").path("jobs")) {
            if (node.path("user_name").asText().equals(server.user())) {
                jobs.add(RestJob.of(node, now));
            }
        }
        return jobs;
    }

    /** A job that the controller has forgotten, where there is accounting. */
    private Optional<JobState> accounted(String id) throws IOException {
        try {
            for (JsonNode node : server.get("slurmdb", "job/" + id).path("jobs")) {
                SlurmJob job = RestJob.accounted(node);
                if (job.id().equals(id)) {
                    return Optional.of(job.state());
                }
            }
            return Optional.empty();
        } catch (SlurmrestdException e) {
            return Optional.empty(); // without accounting a forgotten job has vanished
        }
    }
}
