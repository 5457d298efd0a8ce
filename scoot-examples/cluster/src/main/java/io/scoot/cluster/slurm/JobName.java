package io.scoot.cluster.slurm;

import io.scoot.cluster.jobs.JobLabel;

/** A job's name in Slurm, which is its label: {@code scoot/STUDY/TRIAL/ATTEMPT/FINGERPRINT}. */
final class JobName {

    private static final String PREFIX = "scoot/";

    private JobName() {}

    static String of(JobLabel label) {
        return PREFIX + label.study() + "/" + label.trial() + "/" + label.attempt() + "/" + label.fingerprint();
    }

    /** How the names of a trial's jobs begin. */
    static String prefix(String study, int trial) {
        return PREFIX + study + "/" + trial + "/";
    }

    static JobLabel label(String name) {
        String[] parts = name.substring(PREFIX.length()).split("/", 4);
        return new JobLabel(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]);
    }
}
