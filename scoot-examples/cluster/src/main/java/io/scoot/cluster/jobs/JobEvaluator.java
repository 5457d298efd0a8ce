package io.scoot.cluster.jobs;

import io.scoot.AsyncEvaluator;
import io.scoot.Outcome;
import io.scoot.Trial;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Evaluates trials as jobs of a scheduler, as many at a time as the study asks for. Waiting in the queue is not running time: the
 * limits are the {@link JobPlan}'s, and the study's own {@code timeout} is left unset. A tuner that was killed finds its jobs again by
 * their labels: one that waits or runs is watched further, one that ended meanwhile is taken. Cancelled and superseded jobs are
 * deleted. Thread-safe.
 */
public final class JobEvaluator implements AsyncEvaluator, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JobEvaluator.class.getName());
    private static final int MISSES = 3; // looks at which a job must be unknown to have vanished

    private final JobScheduler scheduler;
    private final JobPlan plan;
    private final Map<String, Flight> flights = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor watch;
    private final Future<?> looks;

    /** Evaluates by {@code scheduler}. */
    public JobEvaluator(JobScheduler scheduler, JobPlan plan) {
        this.scheduler = scheduler;
        this.plan = plan;
        this.watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "scoot-jobs");
            thread.setDaemon(true);
            return thread;
        });
        long every = plan.poll().toNanos();
        this.looks = watch.scheduleWithFixedDelay(this::look, every, every, TimeUnit.NANOSECONDS);
    }

    /** A job that is waited for; cancelling deletes it. */
    private final class Flight extends CompletableFuture<Outcome> {
        private final String id;
        private final long since = System.nanoTime();
        private int misses; // of the watching thread

        Flight(String id) {
            this.id = id;
        }

        /**
         * For how long it ran at least: the scheduler reckons by other machines' clocks, which may be ahead of this one's. Of a job
         * that was found again only the time since counts; its own limit ends it where that is too little.
         */
        Duration ran(JobState.Running running) {
            Duration known = Duration.ofNanos(System.nanoTime() - since);
            return running.elapsed().compareTo(known) < 0 ? running.elapsed() : known;
        }

        void end(Outcome outcome) {
            flights.remove(id, this);
            complete(outcome);
        }

        @Override
        public boolean cancel(boolean interrupt) {
            if (super.cancel(interrupt) && flights.remove(id, this)) {
                delete(id);
            }
            return isCancelled();
        }
    }

    /** Finds the trial's job, or starts it, one trial after the other; the outcome comes when it is over. */
    @Override
    public synchronized CompletableFuture<Outcome> evaluate(Trial trial) throws IOException {
        JobLabel label = JobLabel.of(plan.study(), trial);
        List<JobScheduler.Job> known = new ArrayList<>(scheduler.find(plan.study(), trial.number()));
        known.removeIf(job -> !job.label().sameTrial(label));
        known.sort(Comparator.comparingInt((JobScheduler.Job job) -> job.label().attempt())
                .reversed());
        Map<String, JobState> states =
                scheduler.states(known.stream().map(JobScheduler.Job::id).toList());
        Optional<String> alive = known.stream()
                .map(JobScheduler.Job::id)
                .filter(id -> states.containsKey(id) && !(states.get(id) instanceof JobState.Ended))
                .findFirst();
        for (JobScheduler.Job job : known) {
            if (alive.isPresent()
                    && !job.id().equals(alive.get())
                    && !(states.get(job.id()) instanceof JobState.Ended)) {
                scheduler.delete(job.id()); // superseded
            }
            if (alive.isEmpty() && states.get(job.id()) instanceof JobState.Ended ended) {
                Outcome outcome = outcome(ended);
                if (!(outcome instanceof Outcome.Failed) || job.label().attempt() == trial.attempt()) {
                    return CompletableFuture.completedFuture(outcome);
                }
            }
        }
        return follow(
                alive.isPresent()
                        ? alive.get()
                        : scheduler.submit(new JobRequest(label, plan.command().apply(trial), plan.running())));
    }

    /** The same, waiting for the outcome: an {@link io.scoot.Evaluator}. An interruption deletes the job. */
    public Outcome await(Trial trial) throws IOException, InterruptedException {
        CompletableFuture<Outcome> outcome = evaluate(trial);
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            outcome.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private CompletableFuture<Outcome> follow(String id) {
        return flights.computeIfAbsent(id, Flight::new);
    }

    private void look() {
        try {
            List<String> ids = List.copyOf(flights.keySet());
            if (!ids.isEmpty()) {
                Map<String, JobState> states = scheduler.states(ids);
                ids.forEach(id -> Optional.ofNullable(flights.get(id))
                        .ifPresent(flight -> consider(flight, Optional.ofNullable(states.get(id)))));
            }
        } catch (IOException | RuntimeException e) { // or nobody would look any more
            LOG.log(System.Logger.Level.WARNING, "the scheduler cannot be asked; jobs go on: {0}", e.toString());
        }
    }

    private void consider(Flight flight, Optional<JobState> known) {
        flight.misses = known.isPresent() ? 0 : flight.misses + 1;
        if (flight.misses >= MISSES) {
            flight.end(Outcome.failed(JobCause.VANISHED.toString()));
        } else if (known.isPresent() && known.get() instanceof JobState.Ended ended) {
            flight.end(outcome(ended));
            if (ended.cause().beforeItBegan()) {
                delete(flight.id);
            }
        } else if (known.isPresent()
                && known.get() instanceof JobState.Running running
                && flight.ran(running).compareTo(plan.running()) > 0) {
            flight.end(Outcome.crashed(JobCause.TIMEOUT.toString()).withCost(cost(flight.ran(running))));
            delete(flight.id);
        } else if (known.isPresent()
                && known.get() instanceof JobState.Waiting waiting
                && System.nanoTime() - flight.since > plan.waiting().toNanos()) {
            flight.end(Outcome.failed("waited longer than " + plan.waiting() + " for its place: " + waiting.why()));
            delete(flight.id);
        }
    }

    private Outcome outcome(JobState.Ended ended) {
        Outcome outcome = ended.result().map(JobResult::outcome).orElseGet(() -> {
            String reason = ended.detail().isEmpty() ? ended.cause().toString() : ended.cause() + ": " + ended.detail();
            return ended.cause().infrastructure() ? Outcome.failed(reason) : Outcome.crashed(reason);
        });
        return outcome.cost() > 0 ? outcome : outcome.withCost(cost(ended.ran()));
    }

    private double cost(Duration ran) {
        return Math.max(1, plan.gpus()) * ran.toMillis() * 1e-3;
    }

    private void delete(String id) {
        try {
            scheduler.delete(id);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "job {0} could not be deleted: {1}", id, e.toString());
        }
    }

    /** Watches no longer; jobs go on, and are found again by the next evaluator. */
    @Override
    public void close() {
        looks.cancel(false);
        watch.shutdownNow();
        flights.forEach((id, flight) -> {
            if (flights.remove(id, flight)) {
                flight.completeExceptionally(new IOException("the evaluator was closed; job " + id + " goes on"));
            }
        });
    }
}
