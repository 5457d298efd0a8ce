package io.scoot.cluster.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scheduler whose jobs are as a test says. */
final class FakeScheduler implements JobScheduler {

    final Map<String, JobState> states = new ConcurrentHashMap<>();
    final Map<String, JobLabel> labels = new ConcurrentHashMap<>();
    final List<String> deleted = new CopyOnWriteArrayList<>();
    volatile boolean away;
    private int next;

    @Override
    public synchronized String submit(JobRequest request) throws IOException {
        check();
        return add(request.label(), new JobState.Waiting("Resources"));
    }

    synchronized String add(JobLabel label, JobState state) {
        String id = "job-" + next++;
        labels.put(id, label);
        states.put(id, state);
        return id;
    }

    @Override
    public List<Job> find(String study, int trial) throws IOException {
        check();
        List<Job> found = new ArrayList<>();
        labels.forEach((id, label) -> {
            if (label.study().equals(study) && label.trial() == trial) {
                found.add(new Job(id, label));
            }
        });
        return found;
    }

    @Override
    public Map<String, JobState> states(Collection<String> ids) throws IOException {
        check();
        Map<String, JobState> known = new HashMap<>(states);
        known.keySet().retainAll(ids);
        return known;
    }

    @Override
    public String lastLines(String id) {
        return "";
    }

    @Override
    public void delete(String id) throws IOException {
        check();
        deleted.add(id);
        states.remove(id);
        labels.remove(id);
    }

    private void check() throws IOException {
        if (away) {
            throw new IOException("the scheduler is away");
        }
    }
}
