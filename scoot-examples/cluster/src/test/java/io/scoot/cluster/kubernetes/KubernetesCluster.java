package io.scoot.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.scoot.Phase;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import io.scoot.cluster.jobs.JobEvaluator;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobPlan;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real API server with the real Job controller, garbage collector, taint manager and scheduler; the test plays the node. The
 * scheduler under test is a user who may do what its Javadoc says and no more. By {@code mvn -q -Pkubernetes}, once {@code
 * kubernetes/setup.sh} was run.
 */
@Timeout(60)
abstract class KubernetesCluster {

    static final String STUDY = "chat.llama";
    static final Duration LIMIT = Duration.ofMinutes(10);

    @TempDir
    static Path folder;

    static ControlPlane plane;
    static KubernetesClient admin;
    static KubernetesClient tuner;
    static Kubelet kubelet;
    private static int count;

    String namespace;
    KubernetesScheduler scheduler;

    @BeforeAll
    static void start() throws Exception {
        String built = System.getProperty("scoot.kubernetes");
        Assumptions.assumeTrue(built != null, "asked for by mvn -Pkubernetes only");
        Path programs = Path.of(built).resolve("bin");
        Assumptions.assumeTrue(
                Files.isExecutable(programs.resolve("etcd")),
                () -> "Kubernetes is not built: run scoot-examples/cluster/kubernetes/setup.sh; there is nothing in "
                        + programs);
        plane = ControlPlane.start(programs, folder, List.of("tuner", "nobody"));
        admin = plane.client("admin");
        tuner = plane.client("tuner");
        kubelet = new Kubelet(admin, folder);
    }

    @AfterAll
    static void stop() {
        if (kubelet != null) {
            kubelet.close();
        }
        if (plane != null) {
            admin.close();
            tuner.close();
            plane.close();
        }
    }

    @BeforeEach
    void begin() {
        namespace = "tuning-" + count++;
        Rights.grant(admin, namespace, "tuner");
        scheduler = scheduler(tuner, Duration.ofHours(1));
    }

    @AfterEach
    void end() throws Exception {
        admin.batch().v1().jobs().inNamespace(namespace).delete();
        kubelet.clear(namespace);
    }

    KubernetesScheduler scheduler(KubernetesClient client, Duration keep) {
        return new KubernetesScheduler(
                client,
                new KubernetesJobs(namespace, template(), "nvidia.com/gpu", 2, Map.of("gpu", "h100"), keep),
                Clock.systemUTC());
    }

    static Job template() {
        return new JobBuilder()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withName("trial")
                .withImage("registry/vllm:0.33")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    static JobRequest request(int trial) {
        return new JobRequest(new JobLabel(STUDY, trial, 1, "0a1b2c3d"), List.of("scoot-trial", "--x", "a b"), LIMIT);
    }

    JobState await(String id, Predicate<JobState> wanted) throws Exception {
        return await(() -> scheduler.states(List.of(id)).get(id), state -> state != null && wanted.test(state));
    }

    JobState.Ended awaitEnd(String id) throws Exception {
        return (JobState.Ended) await(id, state -> state instanceof JobState.Ended);
    }

    static <T> T await(Callable<T> look, Predicate<T> wanted) throws Exception {
        while (true) {
            T seen = look.call();
            if (wanted.test(seen)) {
                return seen;
            }
            Thread.sleep(50);
        }
    }

    Job job(String id) {
        return admin.batch().v1().jobs().inNamespace(namespace).withName(id).get();
    }

    List<Pod> pods() {
        return admin.pods().inNamespace(namespace).list().getItems();
    }

    static void taint(boolean gone) {
        admin.nodes().withName(Kubelet.NODE).edit(node -> {
            var spec = new NodeBuilder(node).editOrNewSpec().withTaints();
            if (gone) {
                spec.addNewTaint("NoExecute", "node.kubernetes.io/unreachable", null, null);
            }
            return spec.endSpec().build();
        });
    }

    JobEvaluator evaluator() {
        return new JobEvaluator(
                scheduler,
                new JobPlan(STUDY, t -> List.of("run"), 2, LIMIT, Duration.ofHours(1), Duration.ofMillis(100)));
    }

    static Trial trial(int attempt) {
        return new Trial(0, 0, SmallStudy.SPACE.defaults().orElseThrow(), Phase.DEFAULT, 1, attempt);
    }
}
