package io.scoot.cluster.ray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.cluster.ScriptedServer;
import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobScheduler;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Ray says and is told, without Ray: answers as 2.60.0 gave them, shortened. */
class RayStateTest {

    private static final String JOB = "scoot-s-0-1-00c0ffee";
    private static final long END = 1795785561096L;
    private static final JobRequest REQUEST =
            new JobRequest(new JobLabel("s", 0, 1, "00c0ffee"), List.of("tune", "it's"), Duration.ofSeconds(90));
    private static final String EXISTS = """
            Traceback (most recent call last):
              File "job_head.py", line 419, in submit_job
            RuntimeError: Request failed with status code 400: Traceback (most recent call last):
            ValueError: Job with submission_id %s already exists. Please use a different submission_id.
            .
            """.formatted(JOB);

    private ScriptedServer server;
    private RayScheduler ray;

    @BeforeEach
    void begin() throws IOException {
        server = new ScriptedServer();
        ray = scheduler(Duration.ofHours(1), Map.of("entrypoint_num_gpus", 2));
    }

    @AfterEach
    void end() {
        server.close();
    }

    private RayScheduler scheduler(Duration afterEnd, Map<String, Object> fields) {
        return new RayScheduler(
                new RayServer(HttpClient.newHttpClient(), server.address(), () -> Map.of("Authorization", "Bearer x")),
                fields,
                Clock.fixed(Instant.ofEpochMilli(END).plus(afterEnd), ZoneOffset.UTC));
    }

    private static String job(String status, String message, String error, String code) {
        return """
                {"type":"SUBMISSION","job_id":null,"submission_id":"%s","driver_info":null,"status":"%s","entrypoint":"tune",
                 "message":"%s","error_type":%s,"start_time":1795785529141,"end_time":%d,
                 "metadata":{"scoot.study":"s","scoot.trial":"0","scoot.attempt":"1","scoot.fingerprint":"00c0ffee"},
                 "runtime_env":null,"driver_agent_http_address":null,"driver_node_id":null,"driver_exit_code":%s}""".formatted(JOB, status, message, error, END, code);
    }

    private void is(String job, String log) {
        server.json("GET /api/jobs/", 200, "[" + job + "]");
        server.json("GET /api/jobs/" + JOB + "/logs", 200, "{\"logs\": \"" + log + "\"}");
    }

    private JobState state() throws IOException {
        return ray.states(List.of(JOB, "another")).get(JOB);
    }

    private static JobState ended(JobCause cause, String detail) {
        return new JobState.Ended(cause, detail, Optional.empty(), Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED,null,0,COMPLETED,''",
        "STOPPED,null,null,CANCELLED,''",
        "FAILED,JOB_ENTRYPOINT_COMMAND_ERROR,3,EXIT,3 last words",
        "FAILED,JOB_ENTRYPOINT_COMMAND_ERROR,-11,SIGNAL,11 last words",
        "FAILED,JOB_ENTRYPOINT_COMMAND_ERROR,139,SIGNAL,11 last words",
        "FAILED,JOB_ENTRYPOINT_COMMAND_ERROR,143,STOPPED,15 last words",
        "FAILED,JOB_ENTRYPOINT_COMMAND_ERROR,127,NO_COMMAND,last words",
        "FAILED,JOB_ENTRYPOINT_COMMAND_ERROR,124,TIMEOUT,''",
        "FAILED,JOB_ENTRYPOINT_COMMAND_START_ERROR,null,NO_COMMAND,last words",
        "FAILED,RUNTIME_ENV_SETUP_FAILURE,null,REFUSED,last words",
        "FAILED,JOB_SUPERVISOR_ACTOR_START_TIMEOUT,null,REFUSED,last words",
        "FAILED,JOB_SUPERVISOR_ACTOR_UNSCHEDULABLE,null,REFUSED,last words",
        "FAILED,JOB_SUPERVISOR_ACTOR_START_FAILURE,null,NODE_LOST,last words",
        "FAILED,JOB_SUPERVISOR_ACTOR_UNKNOWN_FAILURE,null,NODE_LOST,last words",
        "FAILED,null,null,NODE_LOST,last words",
    })
    void everyEndHasACause(String status, String error, String code, JobCause cause, String detail) throws IOException {
        is(
                job(status, "", error.equals("null") ? error : '"' + error + '"', code),
                "last words\\n\\nRunning entrypoint for job x: tune\\n");
        assertThat(state()).isEqualTo(ended(cause, detail));
    }

    @Test
    void aLostNodeKeepsItsLog() throws IOException {
        is(
                job(
                        "FAILED",
                        "Job supervisor actor died: The actor died unexpectedly.\\n\\tthe actor's node was terminated",
                        "\"JOB_SUPERVISOR_ACTOR_DIED\"",
                        "null"),
                "");
        server.text("GET /api/jobs/" + JOB + "/logs", 500, "ClientConnectorError: Cannot connect to host\n");
        assertThat(state()).isEqualTo(ended(JobCause.NODE_LOST, "the actor's node was terminated"));
        ray = scheduler(Duration.ofSeconds(119), Map.of());
        assertThat(state()).isInstanceOf(JobState.Running.class); // its log may come yet
    }

    @Test
    void waitingIsNoRunningTime() throws Exception {
        is(job("PENDING", "Job has not started yet.", "null", "null"), "");
        assertThat(state()).isEqualTo(new JobState.Waiting("Job has not started yet."));
        is(job("RUNNING", "Job is currently running.", "null", "null"), "");
        assertThat(((JobState.Running) state()).elapsed()).isLessThan(Duration.ofSeconds(20)); // of 32 since submission
        Thread.sleep(30);
        is(job("SUCCEEDED", "", "null", "0"), "scoot-result: {\\\"crashed\\\":\\\"x\\\"}\\nbye\\n");
        JobState.Ended ended = (JobState.Ended) state();
        assertThat(ended.result()).contains("{\"crashed\":\"x\"}");
        assertThat(ended.ran()).isBetween(Duration.ofMillis(30), Duration.ofSeconds(20));
        assertThat(server.last().headers()).containsEntry("authorization", "Bearer x");
    }

    @Test
    void aJobIsSubmittedOnce() throws IOException {
        server.json("POST /api/jobs/", 200, "{\"submission_id\": \"" + JOB + "\"}");
        assertThat(ray.submit(REQUEST)).isEqualTo(JOB);
        assertThat(new ObjectMapper().readTree(server.last().body()))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"entrypoint_num_gpus":2,"submission_id":"%s","entrypoint":"timeout -k 30 150 'tune' 'it'\\\\''s'",
                         "metadata":{"scoot.study":"s","scoot.trial":"0","scoot.attempt":"1","scoot.fingerprint":"00c0ffee"}}""".formatted(JOB)));
        server.text("POST /api/jobs/", 500, EXISTS); // it was sent before
        server.json("GET /api/jobs/" + JOB, 200, job("RUNNING", "", "null", "null"));
        assertThat(ray.submit(REQUEST)).isEqualTo(JOB);
        server.text("GET /api/jobs/" + JOB, 404, "Job " + JOB + " does not exist");
        assertThatIOException()
                .isThrownBy(() -> ray.submit(REQUEST))
                .withMessageStartingWith("Ray, POST /api/jobs/: 500 ValueError: Job with submission_id")
                .withMessageNotContaining("Bearer");
        is("{\"submission_id\":\"another's\",\"metadata\":null}," + job("RUNNING", "", "null", "null"), "");
        assertThat(ray.find("s", 0)).containsExactly(new JobScheduler.Job(JOB, REQUEST.label()));
        assertThat(ray.find("s", 1)).isEmpty();
    }

    @Test
    void whatIsOverIsRemovedAndWhatRunsIsStopped() throws IOException {
        server.json("POST /api/jobs/" + JOB + "/stop", 200, "{\"stopped\": true}");
        ray.delete(JOB);
        assertThat(server.asked()).hasSize(1);
        server.json("POST /api/jobs/" + JOB + "/stop", 200, "{\"stopped\": false}");
        server.json("DELETE /api/jobs/" + JOB, 200, "{\"deleted\": true}");
        ray.delete(JOB);
        assertThat(server.asked()).hasSize(3);
        ray.delete("unknown"); // nothing happens
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void whatCannotBeRightIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler(Duration.ZERO, Map.of("entrypoint", "x")))
                .withMessageContaining("entrypoint");
        assertThatIOException().isThrownBy(() -> ray.find("s", 0)).withMessageContaining("no Jobs API");
        server.text("GET /api/jobs/", 200, "<html>");
        assertThatIOException().isThrownBy(() -> ray.find("s", 0)).withMessageContaining("cannot be read");
    }
}
