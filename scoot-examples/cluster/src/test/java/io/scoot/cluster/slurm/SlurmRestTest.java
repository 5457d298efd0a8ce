package io.scoot.cluster.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobScheduler;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.client.HttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jobs of a real Slurm by its REST server: over TCP as root with a token, and over a Unix socket as the server's user. */
class SlurmRestTest extends SlurmContract {

    private static final HttpClient CLIENT = new HttpClient();
    private static final String VERSION = "v0.0.38";

    @BeforeAll
    static void start() throws Exception {
        CLIENT.start();
    }

    @AfterAll
    static void stop() throws Exception {
        CLIENT.stop();
    }

    /** Where {@code start.sh} leaves the servers' socket and address. */
    private static Path rest() {
        Path rest = Path.of(System.getenv().getOrDefault("SLURM_CONF", "/etc/slurm/slurm.conf"))
                .resolveSibling("rest");
        Assumptions.assumeTrue(
                Files.exists(rest.resolve("socket")),
                () -> "no slurmrestd at " + rest + " (scoot-examples/cluster/slurm/start.sh FOLDER starts one)");
        return rest;
    }

    private SlurmRest tcp(Path logs, Supplier<String> token) throws IOException {
        URI address = URI.create(Files.readString(rest().resolve("address")).strip());
        return scheduler(Slurmrestd.at(CLIENT, address, VERSION, "root", token), logs);
    }

    private static SlurmRest scheduler(Slurmrestd server, Path logs) {
        return new SlurmRest(server, Map.of("gres", "gpu:1"), Optional.of(logs), Clock.systemUTC());
    }

    private String token() throws IOException {
        return commands.run(List.of("scontrol", "token", "lifespan=300"))
                .strip()
                .split("=", 2)[1];
    }

    @Override
    JobScheduler scheduler(Path logs) throws IOException {
        rest(); // or there is nothing that a token would be for
        String token = token();
        return tcp(logs, () -> token);
    }

    @Test
    void overASocketJobsAreTheServersUser() throws Exception {
        Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxrwxrwx"));
        slurm = scheduler(Slurmrestd.on(CLIENT, rest().resolve("socket"), VERSION, "nobody"), logs);
        List<String> words = List.of("it's", "$HOME", "a  b", "\"", "", "l\ni\\n\ne");
        String script = """
                printf '%s|' "$@"
                echo
                echo "scoot-result: {\\"measured\\":{\\"uid\\":$(id -u),\\"gpu\\":$CUDA_VISIBLE_DEVICES}}"
                """;
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(words);
        assertThat(get(evaluator(Duration.ofMinutes(5), t -> command).evaluate(trial(0, 1))))
                .asString()
                .contains("uid=65534.0", "gpu=");
        String id = slurm.find(study, 0).get(0).id();
        assertThat(slurm.lastLines(id)).contains(String.join("|", words) + "|");
        String token = token();
        assertThat(tcp(logs, () -> token).find(study, 0)).isEmpty(); // root's are others
    }

    @Test
    void whatTheServerRefusesIsToldInItsWords() throws Exception {
        Slurmrestd server = Slurmrestd.on(CLIENT, rest().resolve("socket"), VERSION, "nobody");
        JobRequest request = new JobRequest(new JobLabel(study, 0, 1, "0"), List.of("true"), Duration.ofMinutes(1));
        assertThatIOException()
                .isThrownBy(
                        () -> new SlurmRest(server, Map.of("partition", "nowhere"), Optional.empty(), Clock.systemUTC())
                                .submit(request))
                .withMessageContaining("Invalid partition name specified");
        assertThatIOException()
                .isThrownBy(() -> new SlurmRest(
                                Slurmrestd.on(CLIENT, rest().resolve("socket"), "v0.0.40", "nobody"),
                                Map.of(),
                                Optional.empty(),
                                Clock.systemUTC())
                        .find(study, 0))
                .withMessageContaining("/slurm/v0.0.40/jobs/")
                .withMessageContaining("404");
        String wrong = "not.a.token";
        assertThatIOException()
                .isThrownBy(() -> tcp(logs, () -> wrong).submit(request))
                .withMessageNotContaining(wrong);
        slurm.delete("4000000"); // nothing happens
        assertThat(slurm.states(List.of("4000000"))).isEmpty();
    }

    @Test
    void bothSchedulersSeeTheSameJobs() throws Exception {
        JobLabel label = new JobLabel(study, 0, 1, "00c0ffee");
        String id = slurm.submit(
                new JobRequest(label, List.of("sh", "-c", "echo last words; exit 4"), Duration.ofMinutes(1)));
        JobScheduler commanded = new SlurmScheduler(commands, List.of(), Optional.of(logs));
        assertThat(commanded.find(study, 0))
                .isEqualTo(slurm.find(study, 0))
                .containsExactly(new JobScheduler.Job(id, label));
        while (!(slurm.states(List.of(id)).get(id) instanceof JobState.Ended)) {
            Thread.sleep(100);
        }
        JobState.Ended ended = (JobState.Ended) slurm.states(List.of(id)).get(id);
        assertThat(ended.cause()).isEqualTo(JobCause.EXIT);
        assertThat(ended.detail()).isEqualTo("4 last words");
        assertThat(commanded.states(List.of(id))).containsEntry(id, ended);
        assertThat(commands.run(List.of("scontrol", "show", "job", id))).contains("Requeue=0");
        assertThat(commanded.lastLines(id)).isEqualTo(slurm.lastLines(id)).isEqualTo("last words");
    }

    @Test
    void whatTheControllerHasForgottenAccountingKnows() throws Exception {
        Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxrwxrwx"));
        slurm = scheduler(Slurmrestd.on(CLIENT, rest().resolve("socket"), VERSION, "nobody"), logs);
        whatIsForgottenIsInAccounting();
    }
}
