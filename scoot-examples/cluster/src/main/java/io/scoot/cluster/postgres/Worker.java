package io.scoot.cluster.postgres;

import io.scoot.Outcome;
import io.scoot.Trial;
import io.scoot.cluster.postgres.TrialTable.Claim;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates trials that a {@link Coordinator} somewhere hands out, one at a time: claims one, evaluates it while its claim is
 * prolonged, and leaves the outcome. A worker that is not heard of for the lease's time loses its claim, and the trial is another's
 * as well; whoever is done first is heard. Several may run in a process; {@link #run()} is called by one thread.
 */
public final class Worker implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Worker.class.getName());
    private static final int RENEWALS = 3; // in a lease's time

    private final TrialTable trials;
    private final Terms terms;
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Duration pause;
    private final ScheduledThreadPoolExecutor renewals;
    private volatile boolean closed;
    private @Nullable Thread runner; // guarded by this
    private @Nullable ClaimWatch watch; // over the trial at hand; guarded by this
    private @Nullable UUID asked; // the claim whose answer is not here; of the running thread

    /**
     * A worker for those services.
     *
     * @param terms who it is, and for how long a trial stays claimed after it was heard of last
     * @param pause before it looks again where there was nothing to do, or the database was away
     */
    public Worker(DataSource source, Terms terms, Collection<Service> services, Duration pause) {
        this.trials = new TrialTable(new Database(source));
        this.terms = terms;
        services.forEach(service -> this.services.put(service.study(), service));
        this.pause = pause;
        this.renewals = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "scoot-claims");
            thread.setDaemon(true);
            return thread;
        });
        renewals.setRemoveOnCancelPolicy(true);
    }

    /**
     * Works until it is closed.
     *
     * @throws InterruptedException if the thread is interrupted; its trial is given back
     */
    public void run() throws InterruptedException {
        synchronized (this) {
            runner = Thread.currentThread();
        }
        try {
            while (!closed) {
                Optional<Claim> claim = claim();
                if (closed || claim.isEmpty()) {
                    claim.ifPresent(this::giveBack);
                    Thread.sleep(pause.toMillis());
                } else {
                    work(claim.get());
                }
            }
        } catch (InterruptedException e) {
            if (!closed) {
                throw e;
            }
        } finally {
            giveBackWhatItMayHave();
            end();
        }
    }

    /** Claims a trial, or finds the one that a claim got whose answer was lost; waits for the database. */
    private Optional<Claim> claim() throws InterruptedException {
        Backoff backoff = new Backoff(pause, Backoff.LONGEST);
        while (!closed) {
            try {
                Optional<Claim> claim = unanswered();
                if (claim.isEmpty()) {
                    asked = UUID.randomUUID();
                    claim = trials.claim(asked, services.keySet(), terms);
                }
                asked = null;
                return claim;
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.WARNING, "no trial could be claimed: {0}", e.getMessage());
                Thread.sleep(backoff.next());
            }
        }
        return Optional.empty();
    }

    private Optional<Claim> unanswered() throws SQLException {
        return asked == null ? Optional.empty() : trials.claimed(asked, services.keySet());
    }

    private void work(Claim claim) throws InterruptedException {
        ClaimWatch watch = new ClaimWatch(trials, terms, claim, Thread.currentThread());
        begin(watch);
        long every = terms.lease().toMillis() / RENEWALS;
        var renewal = renewals.scheduleWithFixedDelay(watch, every, every, TimeUnit.MILLISECONDS);
        try {
            Outcome outcome = evaluate(claim);
            watch.end(closed);
            if (outcome instanceof Outcome.Failed
                    && (closed || Thread.currentThread().isInterrupted())) {
                throw new InterruptedException(); // what the host's code made of it
            }
            if (!watch.over()) {
                leave(claim, outcome);
            }
        } catch (InterruptedException e) {
            watch.end(closed);
            if (!watch.over() || closed) {
                giveBack(claim);
                throw e;
            }
        } finally {
            renewal.cancel(false);
        }
    }

    private synchronized void begin(ClaimWatch next) {
        watch = next;
        if (closed) {
            abandonLater(next);
        }
    }

    private void abandonLater(ClaimWatch late) {
        var unused = renewals.schedule(late::abandon, terms.lease().toMillis() / RENEWALS, TimeUnit.MILLISECONDS);
    }

    private Outcome evaluate(Claim claim) throws InterruptedException {
        Service service = Objects.requireNonNull(services.get(claim.study()));
        try {
            Trial trial = TrialJson.trial(claim.trial(), claim.attempt(), service.space());
            return Objects.requireNonNull(service.evaluator().evaluate(trial), "the evaluator's outcome");
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // whatever the host's code throws is the infrastructure's failure
            return Outcome.failed(String.valueOf(e));
        }
    }

    /** It was paid for: it is left as soon as the database is there, and tried once more when this is being closed. */
    private void leave(Claim claim, Outcome outcome) throws InterruptedException {
        Backoff backoff = new Backoff(pause, Backoff.LONGEST);
        boolean interrupted = Thread.interrupted();
        String json = TrialJson.of(outcome);
        while (true) {
            boolean last = interrupted || closed;
            try {
                if (!trials.finish(claim, terms.owner(), json, outcome instanceof Outcome.Failed)) {
                    LOG.log(
                            System.Logger.Level.INFO,
                            "an outcome of trial {0} of study {1} came after another",
                            claim.number(),
                            claim.study());
                }
                break;
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.WARNING, "an outcome waits for the database: {0}", e.getMessage());
                if (last) {
                    throw new InterruptedException();
                }
                try {
                    Thread.sleep(backoff.next());
                } catch (InterruptedException asked) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveBack(Claim claim) {
        uninterrupted(() -> trials.release(claim));
    }

    private void giveBackWhatItMayHave() {
        uninterrupted(() -> {
            unanswered().ifPresent(this::giveBack);
            asked = null;
        });
    }

    private interface Statement {
        void run() throws SQLException;
    }

    /** Gives something back though the thread may be interrupted, which pools of connections heed. */
    private void uninterrupted(Statement statement) {
        boolean interrupted = Thread.interrupted();
        try {
            statement.run();
        } catch (SQLException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a trial may stay claimed for {0}: {1}",
                    terms.lease(),
                    e.getMessage());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Interrupts what it is evaluating, which another will, and ends {@link #run()}; does not wait for that. An evaluator that has
     * not ended after a third of the lease's time does not keep its trial: it is given back, with a warning, while the evaluator goes
     * on, and {@code run()} with it. What it measures then is taken if it comes before another's.
     */
    @Override
    public synchronized void close() {
        closed = true;
        if (runner == null) {
            renewals.shutdownNow();
        } else {
            runner.interrupt(); // and run() ends the renewals, when it has given back what it has
            if (watch != null) {
                abandonLater(watch);
            }
        }
    }

    private synchronized void end() {
        runner = null;
        if (closed) {
            renewals.shutdownNow();
            Thread.interrupted(); // close()'s was for run() alone
        }
    }
}
