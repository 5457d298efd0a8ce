package io.scoot.cluster.jobs;

import io.scoot.Trial;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * By which a job is found again.
 *
 * @param study whose trial it evaluates: 1 to 63 of {@code a-z 0-9 - . _}, as Kubernetes takes them, letters and digits at the ends
 * @param trial its number
 * @param attempt of it
 * @param fingerprint of configuration and arrival seed: jobs of an earlier study of the same name are none of this one
 */
public record JobLabel(String study, int trial, int attempt, String fingerprint) {

    /** Refuses a study's name that a cluster could not take. */
    public JobLabel {
        if (!study.matches("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?")) {
            throw new IllegalArgumentException("study \"" + study
                    + "\" must be 1 to 63 of a-z 0-9 - . _ with a letter or digit at both ends, to be a job's label");
        }
        Objects.requireNonNull(fingerprint, "fingerprint");
    }

    /** The label of a trial's present attempt. */
    public static JobLabel of(String study, Trial trial) {
        CRC32C crc = new CRC32C();
        crc.update((trial.configuration().asMap() + " " + trial.arrivalSeed()).getBytes(StandardCharsets.UTF_8));
        return new JobLabel(study, trial.number(), trial.attempt(), String.format(Locale.ROOT, "%08x", crc.getValue()));
    }

    /** Whether both are of the same trial; attempts may differ. */
    public boolean sameTrial(JobLabel other) {
        return study.equals(other.study) && trial == other.trial && fingerprint.equals(other.fingerprint);
    }
}
