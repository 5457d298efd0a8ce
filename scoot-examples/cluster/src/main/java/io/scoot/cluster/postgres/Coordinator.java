package io.scoot.cluster.postgres;

import io.scoot.JournalException;
import io.scoot.Result;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Owns those of some services' studies that nobody else owns, makes their suggestions, hands them to {@linkplain Worker workers} and
 * records what comes back. Several replicas may run it with the same list: each study is owned by one of them, and by another soon
 * after that one died. Thread-safe.
 */
public final class Coordinator implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Coordinator.class.getName());
    private static final int LOOKS = 3; // for a study of another's, in a lease's time

    private final PostgresStudies studies;
    private final TrialTable trials;
    private final Terms terms;
    private final Duration pause;
    private final Outage outage;
    private final ScheduledThreadPoolExecutor threads;
    private final List<Seat> seats;
    private final List<Future<?>> looks;
    private final CountDownLatch over;

    /**
     * Begins.
     *
     * @param source the host's pool, of at least {@code parallelism} + 1 connections
     * @param pause between two looks at a study
     * @param parallelism studies looked at, and suggestions made, at a time
     */
    public Coordinator(DataSource source, Terms terms, List<Service> services, Duration pause, int parallelism) {
        this.studies = new PostgresStudies(source, terms);
        Database database = new Database(source);
        this.trials = new TrialTable(database);
        this.terms = terms;
        this.pause = pause;
        this.outage = new Outage(database, pause);
        this.threads = new ScheduledThreadPoolExecutor(parallelism, task -> {
            Thread thread = new Thread(task, "scoot-coordinator");
            thread.setDaemon(true);
            return thread;
        });
        threads.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        this.seats = new ArrayList<>(services.stream().map(Seat::new).toList());
        this.over = new CountDownLatch(seats.size());
        Collections.shuffle(seats); // so that replicas that start together share
        this.looks = seats.stream()
                .<Future<?>>map(
                        seat -> threads.scheduleWithFixedDelay(seat::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS))
                .toList();
    }

    /**
     * Waits until all studies are over, whoever owned them, or cannot be tuned.
     *
     * @return whether they are
     */
    public boolean await(Duration most) throws InterruptedException {
        return over.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The results of the studies that are over, by name. */
    public Map<String, Result> results() {
        Map<String, Result> results = new LinkedHashMap<>();
        seats.forEach(seat -> seat.ending().ifPresent(e -> results.put(seat.service.study(), e.result())));
        return results;
    }

    /** Why studies cannot be tuned, by name: their records are another study's or damaged, or their description is wrong. */
    public Map<String, RuntimeException> problems() {
        Map<String, RuntimeException> problems = new LinkedHashMap<>();
        seats.forEach(seat -> seat.problem().ifPresent(e -> problems.put(seat.service.study(), e)));
        return problems;
    }

    /** Leaves all studies to others; to the end of their leases where the database is away, for which it does not wait. */
    @Override
    public void close() {
        looks.forEach(look -> look.cancel(false));
        threads.shutdown();
        if (!outage.isOverNow()) {
            seats.forEach(Seat::abandon);
        }
        seats.forEach(Seat::leave);
        studies.close();
    }

    /** The place at a study, which may be another's. */
    private final class Seat {
        private final Service service;
        private volatile @Nullable OwnedStudy owned; // changed by who holds this
        private OwnedStudy.@Nullable Ending ending;
        private final Backoff backoff = new Backoff(pause, Backoff.LONGEST);
        private long next = System.nanoTime(); // look, of a study that is another's or made trouble
        private @Nullable RuntimeException problem;
        private boolean left;

        Seat(Service service) {
            this.service = service;
        }

        synchronized Optional<OwnedStudy.Ending> ending() {
            return Optional.ofNullable(ending);
        }

        synchronized Optional<RuntimeException> problem() {
            return Optional.ofNullable(problem);
        }

        synchronized void look() {
            if (ending != null || problem != null || left || System.nanoTime() - next < 0 || !outage.isOver()) {
                return;
            }
            try {
                if (owned != null || take()) {
                    step();
                }
                backoff.reset();
            } catch (SQLException | UncheckedIOException e) {
                LOG.log(System.Logger.Level.WARNING, "study {0} is left: {1}", service.study(), e.getMessage());
                if (Database.failed(e)) {
                    outage.suspect();
                }
                leaveForNow();
            } catch (JournalException | IllegalArgumentException e) {
                LOG.log(System.Logger.Level.ERROR, "study " + service.study() + " cannot be tuned", e);
                problem = e;
                over.countDown();
                leaveStudy();
            } catch (RuntimeException | Error e) { // or the timer would forget the study
                LOG.log(System.Logger.Level.ERROR, "study " + service.study(), e);
                leaveForNow();
            }
        }

        private boolean take() {
            Optional<PostgresLog> log = studies.openIfFree(service.study());
            if (log.isPresent()) {
                owned = new OwnedStudy(service, trials, log.get());
            } else {
                lookAfter(terms.lease().toMillis() / LOOKS);
            }
            return log.isPresent();
        }

        private void leaveForNow() {
            leaveStudy();
            lookAfter(backoff.next());
        }

        private void lookAfter(long millis) {
            next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        }

        private void step() throws SQLException {
            OwnedStudy study = owned;
            if (study == null) {
                return;
            }
            Optional<OwnedStudy.Ending> ended = study.step();
            if (ended.isPresent()) {
                ending = ended.get();
                over.countDown();
                leaveStudy();
            }
        }

        private void leaveStudy() {
            OwnedStudy study = owned;
            try {
                if (study != null) {
                    study.close();
                }
            } finally {
                owned = null; // not before: it may still have to be abandoned
            }
        }

        /** Also where a look is waiting for the database. */
        void abandon() {
            OwnedStudy study = owned;
            if (study != null) {
                study.abandon();
            }
        }

        synchronized void leave() {
            left = true;
            leaveStudy();
        }
    }
}
