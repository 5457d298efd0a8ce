package io.scoot.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.scoot.Outcome;
import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobEvaluator;
import io.scoot.cluster.jobs.JobState;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong in a cluster, and whose fault it is. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubernetesClusterFaultsTest extends KubernetesCluster {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "137, OOMKilled, -, OUT_OF_MEMORY",
                "137, Error, DeadlineExceeded, TIMEOUT",
                "137, Error, Evicted, EVICTED",
                "143, Error, NodeShutdown, NODE_LOST",
                "127, StartError, -, NO_COMMAND",
                "3, Error, -, EXIT",
            })
    void whatANodeReportsHasItsCause(int exit, String reason, String podReason, JobCause cause) throws Exception {
        String id = scheduler.submit(request(1));
        Pod pod = kubelet.placed(namespace, id);
        kubelet.end(pod, exit, reason, "", podReason);
        assertThat(awaitEnd(id).cause()).isEqualTo(cause);
        await(() -> job(id).getStatus().getConditions(), conditions -> conditions.stream()
                .anyMatch(c -> c.getType().equals("Failed") && c.getStatus().equals("True")));
        assertThat(awaitEnd(id).cause()).isEqualTo(cause); // also when the controller has drawn its own conclusion
        assertThat(pods()).hasSize(1); // which is no second try
    }

    @Test
    void anImageThatIsNotThereEndsAndDeletesTheJob() throws Exception {
        try (JobEvaluator jobs = evaluator()) {
            CompletableFuture<Outcome> outcome = jobs.evaluate(trial(1));
            String id = scheduler.find(STUDY, 0).get(0).id();
            kubelet.hold(kubelet.placed(namespace, id), "ImagePullBackOff");
            assertThat(outcome.get(60, TimeUnit.SECONDS))
                    .isEqualTo(Outcome.failed("image not found: ImagePullBackOff"));
            await(() -> job(id), gone -> gone == null);
        }
    }

    @Test
    void aPodThatIsEvictedByTheApiIsTheInfrastructuresFault() throws Exception {
        String id = scheduler.submit(request(1));
        Pod pod = kubelet.placed(namespace, id);
        kubelet.run(pod);
        admin.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .evict();
        assertThat(await(id, state -> true)).isInstanceOf(JobState.Running.class); // it has half a minute's grace
        kubelet.end(pod, 143, "Error", "");
        JobCause cause = awaitEnd(id).cause();
        assertThat(cause).isIn(JobCause.EVICTED, JobCause.NODE_LOST); // with the pod, or when it is gone
        assertThat(cause.infrastructure()).isTrue();
    }

    @Test
    void aPodThatMoreUrgentOnesDisplaceIsTheInfrastructuresFault() throws Exception {
        String id = scheduler.submit(request(1));
        Pod pod = kubelet.placed(namespace, id);
        kubelet.run(pod);
        Rights.urgent(admin, namespace);
        await(
                () -> admin.pods()
                        .inNamespace(namespace)
                        .withName(pod.getMetadata().getName())
                        .get(),
                displaced -> displaced.getMetadata().getDeletionTimestamp() != null);
        kubelet.end(pod, 143, "Error", "");
        assertThat(awaitEnd(id).cause()).isIn(JobCause.PREEMPTED, JobCause.NODE_LOST);
    }

    @Test
    void aNodeThatIsGoneKeepsNoTrialRunning() throws Exception {
        String id = scheduler.submit(request(1));
        Pod pod = kubelet.placed(namespace, id);
        kubelet.run(pod);
        taint(true);
        try {
            await(
                    () -> admin.pods()
                            .inNamespace(namespace)
                            .withName(pod.getMetadata().getName())
                            .get(),
                    evicted -> evicted.getMetadata().getDeletionTimestamp() != null);
            assertThat(await(id, state -> true)).isInstanceOf(JobState.Running.class); // it may come back
            KubernetesScheduler later = new KubernetesScheduler(
                    tuner,
                    new KubernetesJobs(namespace, template(), "", 0, Map.of(), Duration.ofHours(1)),
                    Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)));
            JobState.Ended ended = (JobState.Ended) later.states(List.of(id)).get(id);
            assertThat(ended.cause()).isEqualTo(JobCause.NODE_LOST);
            assertThat(pods()).hasSize(1); // as the node reported it last: running
        } finally {
            taint(false);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE) // controllers and scheduler take their time to find it again
    void aServerThatIsRestartedAndForgetsOldVersionsEndsNothing() throws Exception {
        try (JobEvaluator jobs = evaluator()) {
            CompletableFuture<Outcome> outcome = jobs.evaluate(trial(1));
            String id = scheduler.find(STUDY, 0).get(0).id();
            Pod pod = kubelet.placed(namespace, id);
            kubelet.run(pod);
            await(id, state -> state instanceof JobState.Running);
            String version = pod.getMetadata().getResourceVersion(); // before it ran
            plane.restartAndForget();
            assertThatExceptionOfType(KubernetesClientException.class) // what a watch that was cut off would hear
                    .isThrownBy(() -> admin.pods()
                            .inNamespace(namespace)
                            .list(new ListOptionsBuilder()
                                    .withResourceVersion(version)
                                    .withResourceVersionMatch("Exact")
                                    .build()))
                    .satisfies(e -> assertThat(e.getCode()).isEqualTo(HttpURLConnection.HTTP_GONE));
            assertThat(outcome).isNotDone();
            kubelet.end(pod, 0, "Completed", "scoot-result: {\"crashed\":\"x\"}");
            assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Crashed.class);
        }
    }

    @Test
    void aResultInTheLogIsReadWhenItsNodeIsThereAgain() throws Exception {
        String id = scheduler.submit(request(1));
        Pod pod = kubelet.placed(namespace, id);
        kubelet.log(pod, "x\n".repeat(1_000) + "scoot-result: {\"measured\":{\"a\":2.5}}\n");
        kubelet.away();
        kubelet.end(pod, 0, "Completed", null);
        assertThat(await(id, state -> true)).isInstanceOf(JobState.Running.class);
        kubelet.back();
        assertThat(awaitEnd(id).result()).contains("{\"measured\":{\"a\":2.5}}");
        assertThat(scheduler.lastLines(id)).endsWith("{\"measured\":{\"a\":2.5}}\n");
    }
}
