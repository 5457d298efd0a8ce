package io.scoot.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobScheduler;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Kubernetes Jobs, each of one pod that is never restarted. A Job's name comes from its label, so that the API server itself refuses
 * a second one. They are listed, not watched, so that nothing is missed and no watch expires. The result is in the pod's termination message ({@code /dev/termination-log}) or its log.
 */
public final class KubernetesScheduler implements JobScheduler {

    private static final int TAIL = 200; // lines

    private final KubernetesClient client;
    private final KubernetesJobs jobs;
    private final Clock clock;

    /**
     * Jobs by that client, which stays the host's. Its account may create, get, list and delete Jobs, list pods and read their logs
     * (verb {@code get} of {@code pods/log}).
     *
     * @param clock by which running times are reckoned from the nodes' times
     */
    public KubernetesScheduler(KubernetesClient client, KubernetesJobs jobs, Clock clock) {
        this.client = client;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String submit(JobRequest request) throws IOException {
        return asked(() -> {
            try {
                return client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(jobs.namespace())
                        .resource(jobs.job(request))
                        .create()
                        .getMetadata()
                        .getName();
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    return submitted(request.label(), e); // it was sent before, and the reply lost
                }
                throw e;
            }
        });
    }

    private String submitted(JobLabel label, KubernetesClientException conflict) {
        String name = KubernetesJobs.name(label);
        var there = client.batch()
                .v1()
                .jobs()
                .inNamespace(jobs.namespace())
                .withName(name)
                .get();
        if (there == null || there.getMetadata().getDeletionTimestamp() != null) {
            throw conflict; // it is being deleted; the next attempt has another name
        }
        JobLabel its = KubernetesJobs.label(there.getMetadata().getLabels());
        if (!its.equals(label)) {
            throw new KubernetesClientException("there is a Job " + name + " of " + its + " in the place of " + label);
        }
        return name;
    }

    @Override
    public List<Job> find(String study, int trial) throws IOException {
        return asked(() -> client
                .batch()
                .v1()
                .jobs()
                .inNamespace(jobs.namespace())
                .withLabel(KubernetesJobs.STUDY, study)
                .withLabel(KubernetesJobs.TRIAL, String.valueOf(trial))
                .list()
                .getItems()
                .stream()
                .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
                .map(job -> new Job(
                        job.getMetadata().getName(),
                        KubernetesJobs.label(job.getMetadata().getLabels())))
                .toList());
    }

    @Override
    public Map<String, JobState> states(Collection<String> ids) throws IOException {
        Map<String, JobState> states = new HashMap<>();
        if (ids.isEmpty()) {
            return states;
        }
        Map<String, Pod> pods = new HashMap<>();
        asked(() -> client.pods()
                        .inNamespace(jobs.namespace())
                        .withLabel(KubernetesJobs.STUDY)
                        .list()
                        .getItems())
                .forEach(pod -> pods.merge(
                        pod.getMetadata().getLabels().getOrDefault("job-name", ""), pod, KubernetesScheduler::later));
        for (var job : asked(() -> client.batch()
                .v1()
                .jobs()
                .inNamespace(jobs.namespace())
                .withLabel(KubernetesJobs.STUDY)
                .list()
                .getItems())) {
            String id = job.getMetadata().getName();
            if (ids.contains(id)) {
                states.put(id, PodState.of(job, pods.get(id), clock.instant(), this::tail));
            }
        }
        return states;
    }

    /** A template's pod failure policy may have a pod that was disrupted replaced. */
    private static Pod later(Pod one, Pod two) {
        return Comparator.comparing((Pod pod) ->
                                        String.valueOf(pod.getMetadata().getCreationTimestamp()))
                                .compare(one, two)
                        > 0
                ? one
                : two;
    }

    @Override
    public String lastLines(String id) throws IOException {
        List<Pod> pods = asked(() -> client.pods()
                .inNamespace(jobs.namespace())
                .withLabel("job-name", id)
                .list()
                .getItems());
        return pods.isEmpty() ? "" : tail(pods.get(0)).orElse("");
    }

    private Optional<String> tail(Pod pod) throws IOException {
        return asked(() -> {
            try {
                return Optional.of(client.pods()
                        .inNamespace(jobs.namespace())
                        .withName(pod.getMetadata().getName())
                        .tailingLines(TAIL)
                        .getLog());
            } catch (KubernetesClientException e) {
                if (e.getCode() == 0) {
                    throw e; // the API server is away
                }
                boolean nodeAway = e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
                return nodeAway ? Optional.empty() : Optional.of(""); // or it has the log no longer
            }
        });
    }

    @Override
    public void delete(String id) throws IOException {
        asked(() -> client.batch()
                .v1()
                .jobs()
                .inNamespace(jobs.namespace())
                .withName(id)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete());
    }

    private static <T> T asked(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
