package io.scoot.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.scoot.Outcome;
import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobEvaluator;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobScheduler;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A Job from its submission to its end. */
class KubernetesClusterTest extends KubernetesCluster {

    @Test
    void aJobWaitsForItsGpusRunsAndTells() throws Exception {
        String first = scheduler.submit(request(1));
        Pod pod = kubelet.placed(namespace, first);
        assertThat(pod.getSpec().getContainers().get(0).getCommand()).containsExactly("scoot-trial", "--x", "a b");
        assertThat(pod.getSpec().getActiveDeadlineSeconds()).isEqualTo(660);
        String second = scheduler.submit(request(2));
        assertThat(await(second, new JobState.Waiting("Unschedulable")::equals)).isNotNull(); // the node has two GPUs
        kubelet.run(pod);
        JobState.Running running = (JobState.Running) await(first, state -> state instanceof JobState.Running);
        assertThat(running.elapsed()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        kubelet.end(pod, 0, "Completed", "scoot-result: {\"measured\":{\"a\":1.5}}\n");
        JobState.Ended ended = awaitEnd(first);
        assertThat(ended.cause()).isEqualTo(JobCause.COMPLETED);
        assertThat(ended.result()).contains("{\"measured\":{\"a\":1.5}}");
        assertThat(ended.ran()).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(91));
        await(() -> job(first).getStatus().getSucceeded(), Integer.valueOf(1)::equals); // the controller agrees
        kubelet.placed(namespace, second); // the GPUs are free
    }

    @Test
    void theServerItselfRefusesASecondOne() throws Exception {
        String id = scheduler.submit(request(1));
        assertThat(scheduler.submit(request(1))).isEqualTo(id);
        assertThat(scheduler.find(STUDY, 1))
                .extracting(job -> job.label().attempt())
                .containsExactly(1);
        admin.batch().v1().jobs().inNamespace(namespace).withName(id).edit(job -> new JobBuilder(job)
                .editMetadata()
                .addToLabels("scoot.io/study", "another")
                .endMetadata()
                .build());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> scheduler.submit(request(1)))
                .withMessageContainingAll(id, "another");
    }

    @Test
    void cancellingDeletesTheJobAndItsPods() throws Exception {
        try (JobEvaluator jobs = evaluator()) {
            CompletableFuture<Outcome> outcome = jobs.evaluate(trial(1));
            String id = scheduler.find(STUDY, 0).get(0).id();
            Pod pod = kubelet.placed(namespace, id);
            kubelet.run(pod);
            outcome.cancel(true);
            await(() -> job(id), gone -> gone == null);
            await(
                    () -> admin.pods()
                            .inNamespace(namespace)
                            .withName(pod.getMetadata().getName())
                            .get(),
                    p -> p == null || p.getMetadata().getDeletionTimestamp() != null); // the node ends it
            scheduler.delete(id); // there is none
        }
    }

    @Test
    void aTunerThatIsRestartedFindsItsJobs() throws Exception {
        JobEvaluator before = evaluator();
        before.evaluate(trial(1)).isDone();
        before.close();
        String id = scheduler.find(STUDY, 0).get(0).id();
        try (JobEvaluator after = evaluator()) {
            CompletableFuture<Outcome> outcome = after.evaluate(trial(2));
            Pod pod = kubelet.placed(namespace, id);
            kubelet.end(pod, 0, "Completed", "scoot-result: {\"measured\":{\"a\":1.5}}");
            assertThat(outcome.get(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Outcome.Measured.class, m -> assertThat(m.metrics()).containsEntry("a", 1.5));
            assertThat(scheduler.find(STUDY, 0)).hasSize(1);
        }
    }

    @Test
    void theLongestNamesAreTaken() throws Exception {
        JobLabel label = new JobLabel("a" + "._-".repeat(20) + "zz", Integer.MAX_VALUE, Integer.MAX_VALUE, "0a1b2c3d");
        String id = scheduler.submit(new JobRequest(label, List.of("x"), LIMIT));
        assertThat(scheduler.find(label.study(), label.trial())).containsExactly(new JobScheduler.Job(id, label));
        kubelet.run(kubelet.placed(namespace, id));
        await(id, state -> state instanceof JobState.Running);
    }

    @Test
    void whatTheServerRefusesIsSaid() {
        KubernetesScheduler wrong = new KubernetesScheduler(
                tuner,
                new KubernetesJobs(namespace, template(), "not a resource", 2, Map.of(), Duration.ofHours(1)),
                Clock.systemUTC());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> wrong.submit(request(1)))
                .withMessageContaining("not a resource");
        try (KubernetesClient nobody = plane.client("nobody")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> scheduler(nobody, Duration.ofHours(1)).submit(request(1)))
                    .withMessageContainingAll("nobody", "cannot create resource");
        }
    }

    @Test
    void aJobThatEndedIsForgottenAfterItsTime() throws Exception {
        String id = scheduler(tuner, Duration.ofSeconds(1)).submit(request(1));
        kubelet.end(kubelet.placed(namespace, id), 0, "Completed", "scoot-result: {\"crashed\":\"x\"}");
        awaitEnd(id);
        await(() -> job(id), gone -> gone == null);
        assertThat(scheduler.states(List.of(id))).isEmpty();
    }
}
