package io.scoot.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobEvaluator;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobPlan;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs of an API server that keeps what it is given; the test plays the controller and the kubelet. */
@Timeout(60)
@EnableKubernetesMockClient(crud = true, https = false)
class KubernetesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
    private static final Job TEMPLATE = new JobBuilder(KubernetesCluster.template())
            .withNewMetadata()
            .addToLabels("team", "serving")
            .endMetadata()
            .build();

    private static final Logger QUIET = Logger.getLogger("io.fabric8.mockwebserver"); // or it is forgotten

    static KubernetesClient client;
    static KubernetesMockServer server;

    @BeforeAll
    static void quietly() {
        QUIET.setLevel(Level.WARNING);
    }

    @AfterEach
    void end() {
        client.batch().v1().jobs().inNamespace("tuning").delete();
        client.pods().inNamespace("tuning").delete();
    }

    private KubernetesScheduler scheduler() {
        return new KubernetesScheduler(
                client,
                new KubernetesJobs("tuning", TEMPLATE, "nvidia.com/gpu", 2, Map.of("gpu", "h100"), Duration.ofHours(1)),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JobRequest request(int attempt) {
        return new JobRequest(
                new JobLabel("chat.llama", 3, attempt, "0a1b2c3d"),
                List.of("scoot-trial", "--x", "a b"),
                Duration.ofMinutes(10));
    }

    private Pod pod(String job, PodStatusBuilder status) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(job + "-pod")
                .withNamespace("tuning")
                .addToLabels("job-name", job)
                .addToLabels("scoot.io/study", "chat.llama")
                .endMetadata()
                .withStatus(status.build())
                .build();
        client.pods().inNamespace("tuning").resource(pod).delete();
        return client.pods().inNamespace("tuning").resource(pod).create();
    }

    private static PodStatusBuilder status(String phase, ContainerState state) {
        return new PodStatusBuilder()
                .withPhase(phase)
                .addNewContainerStatus()
                .withState(state)
                .endContainerStatus();
    }

    private static ContainerState terminated(int exit, String reason, String message) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(exit)
                .withReason(reason)
                .withMessage(message)
                .withStartedAt("2026-01-01T00:00:00Z")
                .withFinishedAt("2026-01-01T00:01:30Z")
                .endTerminated()
                .build();
    }

    private JobState state(String id) throws IOException {
        return scheduler().states(List.of(id)).get(id);
    }

    @Test
    void aJobIsTheUsersTemplateWithTheTrialsCommand() throws IOException {
        String id = scheduler().submit(request(1));
        Job job = client.batch().v1().jobs().inNamespace("tuning").withName(id).get();
        assertThat(job.getMetadata().getLabels())
                .containsEntry("team", "serving")
                .containsEntry("scoot.io/study", "chat.llama")
                .containsEntry("scoot.io/trial", "3");
        assertThat(job.getSpec().getBackoffLimit()).isZero();
        assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(3600);
        var spec = job.getSpec().getTemplate().getSpec();
        assertThat(spec.getRestartPolicy()).isEqualTo("Never");
        assertThat(spec.getActiveDeadlineSeconds()).isEqualTo(660);
        assertThat(spec.getNodeSelector()).containsEntry("gpu", "h100");
        assertThat(spec.getContainers().get(0).getImage()).isEqualTo("registry/vllm:0.33");
        assertThat(spec.getContainers().get(0).getCommand()).containsExactly("scoot-trial", "--x", "a b");
        assertThat(spec.getContainers()
                        .get(0)
                        .getResources()
                        .getLimits()
                        .get("nvidia.com/gpu")
                        .getAmount())
                .isEqualTo("2");
        assertThat(TEMPLATE.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getCommand())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KubernetesJobs(
                        "tuning", new JobBuilder().build(), "nvidia.com/gpu", 1, Map.of(), Duration.ofHours(1)))
                .withMessageContaining("image");
    }

    @Test
    void theServerItselfRefusesASecondOne() throws IOException {
        String id = scheduler().submit(request(1));
        assertThat(scheduler().submit(request(1))).isEqualTo(id);
        String second = scheduler().submit(request(2));
        assertThat(scheduler().find("chat.llama", 3))
                .extracting(job -> job.label().attempt())
                .containsExactlyInAnyOrder(1, 2);
        assertThat(scheduler().find("chat.llama", 4)).isEmpty();
        assertThat(scheduler().find("other", 3)).isEmpty();
        scheduler().delete(id);
        scheduler().delete(id);
        assertThat(scheduler().find("chat.llama", 3))
                .extracting(job -> job.id())
                .containsExactly(second);
    }

    @Test
    void aJobWaitsThenRunsThenTells() throws IOException {
        String id = scheduler().submit(request(1));
        assertThat(state(id)).isEqualTo(new JobState.Waiting("no pod yet"));
        pod(
                id,
                new PodStatusBuilder()
                        .withPhase("Pending")
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .endCondition());
        assertThat(state(id)).isEqualTo(new JobState.Waiting("Unschedulable"));
        pod(
                id,
                status(
                        "Pending",
                        new ContainerStateBuilder()
                                .withNewWaiting()
                                .withReason("ErrImagePull")
                                .endWaiting()
                                .build()));
        assertThat(state(id)).isEqualTo(new JobState.Waiting("ErrImagePull"));
        pod(
                id,
                status(
                        "Running",
                        new ContainerStateBuilder()
                                .withNewRunning("2026-01-01T00:09:00Z")
                                .build()));
        assertThat(state(id)).isEqualTo(new JobState.Running(Duration.ofMinutes(1)));
        pod(id, status("Succeeded", terminated(0, "Completed", "scoot-result: {\"crashed\":\"x\"}\n")));
        assertThat(state(id))
                .isEqualTo(new JobState.Ended(
                        JobCause.COMPLETED, "", Optional.of("{\"crashed\":\"x\"}"), Duration.ofSeconds(90)));
    }

    @Test
    void aResultMayBeInTheLog() throws IOException {
        String id = scheduler().submit(request(1));
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/tuning/pods/" + id + "-pod/log?pretty=false&tailLines=200")
                .andReturn(200, "starting\nscoot-result: {\"measured\":{\"a\":1}}\n")
                .always();
        pod(id, status("Succeeded", terminated(0, "Completed", null)));
        assertThat(((JobState.Ended) state(id)).result()).contains("{\"measured\":{\"a\":1}}");
        assertThat(scheduler().lastLines(id)).contains("starting");
    }

    @ParameterizedTest
    @CsvSource({
        "OOMKilled,137,OUT_OF_MEMORY",
        "Error,137,SIGNAL",
        "Error,139,SIGNAL",
        "Error,143,STOPPED",
        "Error,1,EXIT",
        "Error,127,NO_COMMAND",
        "StartError,128,NO_COMMAND",
        "ContainerCannotRun,127,NO_COMMAND",
        "Completed,0,COMPLETED",
    })
    void containersEndHaveCauses(String reason, int exit, JobCause cause) throws IOException {
        String id = scheduler().submit(request(1));
        pod(id, status("Failed", terminated(exit, reason, "last words")));
        JobState.Ended ended = (JobState.Ended) state(id);
        assertThat(ended.cause()).isEqualTo(cause);
        assertThat(ended.ran()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({
        "Evicted,EVICTED",
        "Preempting,PREEMPTED",
        "NodeShutdown,NODE_LOST",
        "NodeLost,NODE_LOST",
        "UnexpectedAdmissionError,NODE_LOST",
        "OutOfnvidia.com/gpu,NODE_LOST",
        "DeadlineExceeded,TIMEOUT",
    })
    void podsFailuresHaveCauses(String reason, JobCause cause) throws IOException {
        String id = scheduler().submit(request(1));
        pod(id, status("Failed", terminated(137, "Error", "")).withReason(reason));
        assertThat(((JobState.Ended) state(id)).cause()).isEqualTo(cause);
        pod(id, new PodStatusBuilder().withPhase("Failed").withReason(reason));
        assertThat(((JobState.Ended) state(id)).cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "PreemptionByScheduler,PREEMPTED",
        "EvictionByEvictionAPI,EVICTED",
        "DeletionByTaintManager,NODE_LOST",
        "DeletionByPodGC,NODE_LOST",
        "TerminationByKubelet,EVICTED",
    })
    void disruptionsHaveCauses(String reason, JobCause cause) throws IOException {
        String id = scheduler().submit(request(1));
        pod(
                id,
                status("Failed", terminated(143, "Error", ""))
                        .addNewCondition()
                        .withType("DisruptionTarget")
                        .withStatus("True")
                        .withReason(reason)
                        .endCondition());
        assertThat(((JobState.Ended) state(id)).cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "ImagePullBackOff,IMAGE_NOT_FOUND",
        "InvalidImageName,IMAGE_NOT_FOUND",
        "ErrImageNeverPull,IMAGE_NOT_FOUND",
        "CreateContainerConfigError,REFUSED",
    })
    void whatWillNeverStartHasEnded(String reason, JobCause cause) throws IOException {
        String id = scheduler().submit(request(1));
        pod(
                id,
                status(
                        "Pending",
                        new ContainerStateBuilder()
                                .withNewWaiting()
                                .withReason(reason)
                                .endWaiting()
                                .build()));
        assertThat(((JobState.Ended) state(id)).cause()).isEqualTo(cause);
    }

    @Test
    void aJobWhosePodIsGoneHasLostItsNode() throws IOException {
        String id = scheduler().submit(request(1));
        client.batch().v1().jobs().inNamespace("tuning").withName(id).edit(job -> new JobBuilder(job)
                .editOrNewStatus()
                .addNewCondition()
                .withType("Failed")
                .withStatus("True")
                .withReason("BackoffLimitExceeded")
                .endCondition()
                .endStatus()
                .build());
        client.batch().v1().jobs().inNamespace("tuning").withName(id).editStatus(job -> new JobBuilder(job)
                .editOrNewStatus()
                .addNewCondition()
                .withType("Failed")
                .withStatus("True")
                .withReason("BackoffLimitExceeded")
                .endCondition()
                .endStatus()
                .build());
        assertThat(((JobState.Ended) state(id)).cause()).isEqualTo(JobCause.NODE_LOST);
        assertThat(state("scoot-unknown")).isNull();
    }

    @Test
    void aWholeTrialAndATunerThatIsRestarted() throws Exception {
        Trial trial = new Trial(0, 0, SmallStudy.SPACE.defaults().orElseThrow(), Phase.DEFAULT, 1, 1);
        JobPlan plan = new JobPlan(
                "chat.llama", t -> List.of("run"), 2, Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(50));
        JobEvaluator before = new JobEvaluator(scheduler(), plan);
        before.evaluate(trial).isDone();
        before.close();
        try (JobEvaluator after = new JobEvaluator(scheduler(), plan)) {
            CompletableFuture<Outcome> outcome =
                    after.evaluate(new Trial(0, 0, trial.configuration(), Phase.DEFAULT, 1, 2));
            String id = scheduler().find("chat.llama", 0).get(0).id();
            assertThat(scheduler().find("chat.llama", 0)).hasSize(1);
            pod(id, status("Succeeded", terminated(0, "Completed", "scoot-result: {\"measured\":{\"a\":1.5}}")));
            assertThat(outcome.get(20, TimeUnit.SECONDS))
                    .isEqualTo(Outcome.measured(Map.of("a", 1.5)).withCost(180.0));
            CompletableFuture<Outcome> hopeless =
                    after.evaluate(new Trial(1, 0, trial.configuration(), Phase.INITIAL, 1, 1));
            String second = scheduler().find("chat.llama", 1).get(0).id();
            pod(
                    second,
                    status(
                            "Pending",
                            new ContainerStateBuilder()
                                    .withNewWaiting()
                                    .withReason("ImagePullBackOff")
                                    .endWaiting()
                                    .build()));
            assertThat(hopeless.get(20, TimeUnit.SECONDS))
                    .isEqualTo(Outcome.failed("image not found: ImagePullBackOff"));
        }
    }
}
