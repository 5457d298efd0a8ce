package io.scoot.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes that do not answer, as {@code KubernetesClusterTest} has seen them, and what no template may say. */
class PodStateTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
    private static final Job TEMPLATE = KubernetesCluster.template();

    private static Pod pod(String phase, ContainerState state, Instant deletion, String disruption) {
        return new PodBuilder()
                .withNewMetadata()
                .withDeletionTimestamp(deletion == null ? null : deletion.toString())
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .addNewContainerStatus()
                .withState(state)
                .endContainerStatus()
                .addNewCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .withReason(disruption)
                .endCondition()
                .endStatus()
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -",
                "30, DeletionByTaintManager, -", // in its grace
                "-119, DeletionByTaintManager, -",
                "-121, DeletionByTaintManager, NODE_LOST",
                "-121, EvictionByEvictionAPI, EVICTED",
                "-121, PreemptionByScheduler, PREEMPTED",
                "-121, -, NODE_LOST",
            })
    void aPodThatItsNodeDoesNotEndIsNotRunningForEver(Integer due, String disruption, JobCause cause)
            throws IOException {
        ContainerState running = new ContainerStateBuilder()
                .withNewRunning(NOW.minusSeconds(60).toString())
                .build();
        JobState state = PodState.of(
                TEMPLATE,
                pod("Running", running, due == null ? null : NOW.plusSeconds(due), disruption),
                NOW,
                p -> Optional.of(""));
        if (cause == null) {
            assertThat(state).isEqualTo(new JobState.Running(Duration.ofMinutes(1)));
        } else {
            assertThat(((JobState.Ended) state).cause()).isEqualTo(cause);
        }
    }

    @Test
    void aLogThatCannotBeReadNowIsWaitedForAndNotForEver() throws IOException {
        ContainerState ended = new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(0)
                .withStartedAt(NOW.minusSeconds(90).toString())
                .withFinishedAt(NOW.toString())
                .endTerminated()
                .build();
        Pod pod = pod("Succeeded", ended, null, null);
        assertThat(PodState.of(TEMPLATE, pod, NOW.plusSeconds(100), p -> Optional.empty()))
                .isEqualTo(new JobState.Running(Duration.ofSeconds(90)));
        assertThat(PodState.of(
                        TEMPLATE, pod, NOW.plusSeconds(100), p -> Optional.of("scoot-result: {\"crashed\":\"x\"}")))
                .isEqualTo(new JobState.Ended(
                        JobCause.COMPLETED, "", Optional.of("{\"crashed\":\"x\"}"), Duration.ofSeconds(90)));
        assertThat(PodState.of(TEMPLATE, pod, NOW.plusSeconds(121), p -> Optional.empty()))
                .isEqualTo(new JobState.Ended(JobCause.COMPLETED, "", Optional.empty(), Duration.ofSeconds(90)));
    }

    @Test
    void aJobHasOnePodAndNoDeadlineInWhichWaitingCounts() {
        Job many = new JobBuilder(TEMPLATE)
                .editSpec()
                .withParallelism(4)
                .withCompletions(4)
                .endSpec()
                .build();
        Job job = jobs(many)
                .job(new JobRequest(new JobLabel("s", 0, 1, "0a1b2c3d"), List.of("x"), Duration.ofMinutes(1)));
        assertThat(job.getSpec().getParallelism()).isEqualTo(1);
        assertThat(job.getSpec().getCompletions()).isEqualTo(1);
        Job late = new JobBuilder(TEMPLATE)
                .editSpec()
                .withActiveDeadlineSeconds(60L)
                .endSpec()
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs(late))
                .withMessageContaining("activeDeadlineSeconds 60");
    }

    private static KubernetesJobs jobs(Job template) {
        return new KubernetesJobs("tuning", template, "nvidia.com/gpu", 1, Map.of(), Duration.ofHours(1));
    }

    @Test
    void namesAreOfOneStudyAndFit() {
        String longest =
                KubernetesJobs.name(new JobLabel("a".repeat(63), Integer.MAX_VALUE, Integer.MAX_VALUE, "0a1b2c3d"));
        assertThat(longest).hasSizeLessThanOrEqualTo(63).matches("[a-z0-9-]+");
        assertThat(KubernetesJobs.name(new JobLabel("s", 0, 1, "0a1b2c3d")))
                .isNotEqualTo(KubernetesJobs.name(new JobLabel("t", 0, 1, "0a1b2c3d")));
    }
}
