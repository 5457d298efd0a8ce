package io.scoot.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How a trial's Job looks: the user's template, in whose first container the trial's command runs.
 *
 * @param namespace where
 * @param template a Job with at least one container and its image; volumes, accounts, tolerations are the user's
 * @param gpuResource by which GPUs are asked for, such as {@code nvidia.com/gpu}
 * @param gpus how many of them; 0: none
 * @param nodeSelector labels that a node must have, beside the template's
 * @param keep how long a Job that ended is kept, to be found by a tuner that was away
 */
public record KubernetesJobs(
        String namespace, Job template, String gpuResource, int gpus, Map<String, String> nodeSelector, Duration keep) {

    static final String STUDY = "scoot.io/study";
    static final String TRIAL = "scoot.io/trial";
    static final String ATTEMPT = "scoot.io/attempt";
    static final String FINGERPRINT = "scoot.io/fingerprint";
    private static final int DIGEST_BYTES = 8;

    /** Refuses a template without a container or an image, and one with a deadline in which waiting would be counted. */
    public KubernetesJobs {
        Objects.requireNonNull(namespace, "namespace");
        nodeSelector = Map.copyOf(nodeSelector);
        List<Container> containers = template.getSpec() == null
                ? List.of()
                : template.getSpec().getTemplate().getSpec().getContainers();
        if (containers.isEmpty() || containers.get(0).getImage() == null) {
            throw new IllegalArgumentException("the Job's template needs a container with an image");
        }
        if (template.getSpec().getActiveDeadlineSeconds() != null) {
            throw new IllegalArgumentException(
                    "the Job's template has activeDeadlineSeconds "
                            + template.getSpec().getActiveDeadlineSeconds()
                            + ", which counts waiting for GPUs as well; leave it out, the pod gets the plan's limit of running time");
        }
    }

    /** The Job of a request; the same for the same request, so that it is never there twice. */
    Job job(JobRequest request) {
        JobLabel label = request.label();
        Map<String, String> labels = labels(label);
        JobBuilder builder = new JobBuilder(template)
                .editOrNewMetadata()
                .withName(name(label))
                .withNamespace(namespace)
                .addToLabels(labels)
                .endMetadata()
                .editSpec()
                .withParallelism(1)
                .withCompletions(1)
                .withBackoffLimit(0) // it is Scoot that tries again
                .withTtlSecondsAfterFinished(Math.toIntExact(keep.toSeconds()))
                .editTemplate()
                .editOrNewMetadata()
                .addToLabels(labels)
                .endMetadata()
                .editSpec()
                .withRestartPolicy("Never")
                .withActiveDeadlineSeconds(request.limit().toSeconds() + 60) // a pod's: waiting for a node is not in it
                .addToNodeSelector(nodeSelector)
                .endSpec()
                .endTemplate()
                .endSpec();
        Job job = builder.build();
        Container container =
                job.getSpec().getTemplate().getSpec().getContainers().get(0);
        container.setCommand(new ArrayList<>(request.command()));
        container.setArgs(List.of());
        container.setTerminationMessagePolicy("FallbackToLogsOnError");
        if (gpus > 0) {
            var resources = container.getResources() == null
                    ? new io.fabric8.kubernetes.api.model.ResourceRequirements()
                    : container.getResources();
            Map<String, Quantity> limits = new LinkedHashMap<>();
            if (resources.getLimits() != null) {
                limits.putAll(resources.getLimits());
            }
            limits.put(gpuResource, new Quantity(String.valueOf(gpus)));
            resources.setLimits(limits);
            container.setResources(resources);
        }
        return job;
    }

    private static Map<String, String> labels(JobLabel label) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(STUDY, label.study());
        labels.put(TRIAL, String.valueOf(label.trial()));
        labels.put(ATTEMPT, String.valueOf(label.attempt()));
        labels.put(FINGERPRINT, label.fingerprint());
        return labels;
    }

    static JobLabel label(Map<String, String> labels) {
        return new JobLabel(
                labels.getOrDefault(STUDY, ""),
                Integer.parseInt(labels.getOrDefault(TRIAL, "-1")),
                Integer.parseInt(labels.getOrDefault(ATTEMPT, "0")),
                labels.getOrDefault(FINGERPRINT, ""));
    }

    /** At most 63 characters, however long the study's name, and no two studies' the same. */
    static String name(JobLabel label) {
        return String.format(
                Locale.ROOT,
                "scoot-%s-%d-%d-%s",
                digest(label.study()),
                label.trial(),
                label.attempt(),
                label.fingerprint());
    }

    private static String digest(String study) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(study.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
