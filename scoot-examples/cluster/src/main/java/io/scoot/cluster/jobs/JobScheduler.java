package io.scoot.cluster.jobs;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What runs jobs: Slurm, Kubernetes, Ray, or a host's own. It queues, places, limits and kills; nothing here does. Thread-safe. Every
 * method throws if the scheduler cannot be reached, and may then be called again.
 */
public interface JobScheduler {

    /** A job that the scheduler knows. */
    record Job(String id, JobLabel label) {}

    /** Starts a job; returns the id that the scheduler gave it. */
    String submit(JobRequest request) throws IOException;

    /** All jobs of a trial, of any attempt, that wait, run or ended not long ago. */
    List<Job> find(String study, int trial) throws IOException;

    /** How jobs are, by id, in as few requests as can be; those that the scheduler does not know are missing. */
    Map<String, JobState> states(Collection<String> ids) throws IOException;

    /** The last lines of a job's log, as far as they can be read from here; empty otherwise. */
    String lastLines(String id) throws IOException;

    /** Ends a job that waits or runs, and removes it; nothing happens if there is none. */
    void delete(String id) throws IOException;
}
