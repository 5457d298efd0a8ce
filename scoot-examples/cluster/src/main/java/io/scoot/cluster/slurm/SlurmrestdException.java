package io.scoot.cluster.slurm;

import java.io.IOException;
import java.util.Set;

/** What slurmrestd refused, in its own words. */
final class SlurmrestdException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final Set<Integer> GONE = Set.of(2017, 2021); // ESLURM_INVALID_JOB_ID, ESLURM_ALREADY_DONE

    private final int number;

    /** With Slurm's number of the error, or 0. */
    SlurmrestdException(String message, int number) {
        super(message);
        this.number = number;
    }

    /** Whether it was about a job that is unknown or over. */
    boolean jobIsGone() {
        return GONE.contains(number);
    }
}
