package io.scoot.cluster.slurm;

import io.scoot.cluster.jobs.JobScheduler.Job;
import io.scoot.cluster.jobs.JobState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A job as Slurm lists it, by its commands or its REST server. */
record SlurmJob(String id, String name, JobState state) {

    /** Those of a list that are a trial's, of any attempt. */
    static List<Job> ofTrial(List<SlurmJob> jobs, String study, int trial) {
        String prefix = JobName.prefix(study, trial);
        return jobs.stream()
                .filter(job -> job.name().startsWith(prefix))
                .map(job -> new Job(job.id(), JobName.label(job.name())))
                .toList();
    }

    /** How those of a list are that have one of these ids, by id. */
    static Map<String, JobState> states(List<SlurmJob> jobs, Collection<String> ids) {
        Map<String, JobState> states = new HashMap<>();
        jobs.stream().filter(job -> ids.contains(job.id())).forEach(job -> states.put(job.id(), job.state()));
        return states;
    }
}
