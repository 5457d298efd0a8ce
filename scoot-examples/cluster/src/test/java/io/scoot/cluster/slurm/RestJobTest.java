package io.scoot.cluster.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.cluster.ScriptedServer;
import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.client.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What slurmrestd says and is told, without Slurm: answers of v0.0.38 as 22.05.8 gave them, those of v0.0.41 written after Slurm's
 * own description of that version and held against it and v0.0.45's.
 */
class RestJobTest {

    private static final Instant NOW = Instant.ofEpochSecond(1795784900);
    private static final JobRequest REQUEST =
            new JobRequest(new JobLabel("s", 0, 1, "00c0ffee"), List.of("tune", "it's"), Duration.ofSeconds(90));

    private final Deque<String> tokens = new ArrayDeque<>(List.of("first.secret\n", "second.secret", "third.secret"));
    private final HttpClient client = new HttpClient();
    private ScriptedServer server;

    @BeforeEach
    void begin() throws Exception {
        server = new ScriptedServer();
        client.start();
    }

    @AfterEach
    void end() throws Exception {
        client.stop();
        server.close();
    }

    private SlurmRest slurm(String version, Map<String, Object> fields) {
        return slurm(server.address(), version, fields);
    }

    private SlurmRest slurm(URI address, String version, Map<String, Object> fields) {
        return new SlurmRest(
                Slurmrestd.at(client, address, version, "root", () -> Objects.requireNonNull(tokens.poll(), "token")),
                fields,
                Optional.empty(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String fixture(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(RestJobTest.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JobState ended(JobCause cause, String detail, int seconds) {
        return new JobState.Ended(cause, detail, Optional.empty(), Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.0.38", "v0.0.41"})
    void oneRequestTellsAllStates(String version) throws IOException {
        server.json("GET /slurm/" + version + "/jobs/", 200, fixture("jobs-" + version + ".json"));
        SlurmRest slurm = slurm(version, Map.of());
        assertThat(slurm.states(List.of("40", "41", "13", "38")))
                .isEqualTo(Map.of(
                        "40",
                        new JobState.Running(Duration.ofSeconds(7)), // suspended for a while: 3 s before, 4 after
                        "41",
                        new JobState.Waiting("Resources"),
                        "13",
                        ended(JobCause.EXIT, "3 last words", 8),
                        "38",
                        ended(JobCause.SIGNAL, "11", 2)));
        assertThat(server.asked()).hasSize(1);
        assertThat(slurm.find("s", 0)).extracting(job -> job.id()).containsExactly("40"); // 14 is another user's
        assertThat(server.asked())
                .extracting(asked -> asked.headers().get("x-slurm-user-token"))
                .containsExactly("first.secret", "second.secret");
        assertThat(server.last().headers()).containsEntry("x-slurm-user-name", "root");
    }

    @Test
    void ofSeveralStatesTheFlagCounts() throws IOException {
        server.json("GET /slurm/v0.0.41/jobs/", 200, fixture("jobs-v0.0.41.json"));
        assertThat(slurm("v0.0.41", Map.of()).states(List.of("42", "43")))
                .isEqualTo(
                        Map.of("42", new JobState.Running(Duration.ofSeconds(10)), "43", new JobState.Waiting("None")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.0.38", "v0.0.41"})
    void whatTheControllerHasForgottenAccountingMayKnow(String version) throws IOException {
        server.json("GET /slurm/" + version + "/jobs/", 200, fixture("jobs-" + version + ".json"));
        server.json("GET /slurmdb/" + version + "/job/7", 200, fixture("accounted-" + version + ".json"));
        assertThat(slurm(version, Map.of()).states(List.of("7", "8")))
                .isEqualTo(Map.of(
                        "7",
                        new JobState.Ended(
                                JobCause.SIGNAL, "11", Optional.of("{\"crashed\":\"a|b\"}"), Duration.ofSeconds(9))));
    }

    @Test
    void accountingThatTellsNoStatusTellsACrashStill() throws IOException {
        server.json("GET /slurm/v0.0.38/jobs/", 200, fixture("jobs-v0.0.38.json"));
        server.json("GET /slurmdb/v0.0.38/job/6", 200, fixture("exit-accounted-v0.0.38.json"));
        assertThat(slurm("v0.0.38", Map.of()).states(List.of("6")))
                .isEqualTo(Map.of("6", ended(JobCause.EXIT, "1 broken", 9)));
    }

    @Test
    void aJobIsDescribedAsTheVersionHasIt() throws IOException {
        String accepted = "{\"errors\":[],\"job_id\":17}";
        server.json("POST /slurm/v0.0.38/job/submit", 200, accepted);
        server.json("POST /slurm/v0.0.41/job/submit", 200, accepted);
        assertThat(slurm("v0.0.38", Map.of("gres", "gpu:1")).submit(REQUEST)).isEqualTo("17");
        JsonNode old = new ObjectMapper().readTree(server.last().body());
        assertThat(old.path("script").asText()).startsWith("#!/bin/sh\nset -- 'tune' 'it'\\''s'\n# Runs");
        assertThat(old.path("job")).isEqualTo(new ObjectMapper().readTree("""
                        {"name":"scoot/s/0/1/00c0ffee","gres":"gpu:1","current_working_directory":"/tmp",
                         "environment":{"PATH":"/usr/local/bin:/usr/bin:/bin"},"standard_output":"/dev/null",
                         "time_limit":2,"no_requeue":true}"""));
        slurm("v0.0.41", Map.of("tres_per_node", "gres/gpu:1", "environment", List.of("A=b")))
                .submit(REQUEST);
        assertThat(new ObjectMapper().readTree(server.last().body()).path("job"))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"name":"scoot/s/0/1/00c0ffee","tres_per_node":"gres/gpu:1","current_working_directory":"/tmp",
                         "environment":["A=b"],"standard_output":"/dev/null",
                         "time_limit":{"set":true,"infinite":false,"number":2},"requeue":false}"""));
    }

    @Test
    void errorsAreTheServersWordsAndNoTokens() throws IOException {
        String errors = """
                {"errors":[{"description":"why","error_number":2014,"error":"Requested node configuration is not available"}]}""";
        server.json("POST /slurm/v0.0.41/job/submit", 200, errors);
        server.json("GET /slurm/v0.0.41/jobs/", 500, errors);
        server.json("DELETE /slurm/v0.0.41/job/5", 500, errors.replace("2014", "2017"));
        server.json("DELETE /slurm/v0.0.41/job/6", 500, errors);
        SlurmRest slurm = slurm("v0.0.41", Map.of());
        assertThatIOException()
                .isThrownBy(() -> slurm.submit(REQUEST))
                .withMessage("slurmrestd, POST /slurm/v0.0.41/job/submit: 200: why"
                        + " (Requested node configuration is not available, 2014)");
        assertThatIOException().isThrownBy(() -> slurm.find("s", 0)).withMessageContaining(": 500: why");
        tokens.addAll(List.of("a.secret", "b.secret", "c.secret", "d.secret"));
        slurm.delete("5"); // it is gone
        assertThatIOException().isThrownBy(() -> slurm.delete("6"));
        server.text("GET /slurm/v0.0.41/jobs/", 401, "Authentication failure");
        assertThatIOException().isThrownBy(() -> slurm.find("s", 0)).withMessageEndingWith("401 Unauthorized");
        server.json("GET /slurm/v0.0.41/jobs/", 200, "{\"jobs\": [");
        assertThatIOException().isThrownBy(() -> slurm.find("s", 0)).withMessageContaining("cannot be read");
        URI away = server.address();
        server.close();
        tokens.add("last.secret");
        assertThatIOException()
                .isThrownBy(() -> slurm(away, "v0.0.41", Map.of()).find("s", 0))
                .satisfies(e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).contains("ConnectException").doesNotContain("secret");
                });
    }

    @Test
    void whatCannotBeRightIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slurm("0.0.38", Map.of()))
                .withMessageContaining("0.0.38");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slurm("v0.0.36", Map.of()))
                .withMessageContaining("v0.0.37");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slurm("v0.0.41", Map.of("time_limit", 3)))
                .withMessageContaining("time_limit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slurmrestd.at(new HttpClient(), server.address(), "v0.0.41", "root", () -> ""))
                .withMessageContaining("STOPPED");
    }
}
