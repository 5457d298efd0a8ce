package io.scoot.cluster.postgres;

import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.StudyStoppedException;
import io.scoot.Trial;
import io.scoot.cluster.postgres.TrialTable.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A study that this process owns: tells what workers left, and hands out what comes next. An outcome is removed from the workers'
 * table only when it is in the records, and a trial enters the table only when it is there; whatever dies between the two, the next
 * owner does the second half again.
 */
final class OwnedStudy implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(OwnedStudy.class.getName());
    private static final int MOST_CLAIMS = 5; // of one attempt, whose workers were lost

    private final Service service;
    private final TrialTable trials;
    private final PostgresLog log;
    private final Scoot scoot;
    private boolean saidOpen; // in the overview: an owner before may have said that it was over

    /** Goes on with the study that {@code log} keeps; the log is closed where this fails. */
    OwnedStudy(Service service, TrialTable trials, PostgresLog log) {
        this.service = service;
        this.trials = trials;
        this.log = log;
        try {
            this.scoot = service.builder().get().log(log).build();
        } catch (RuntimeException | Error e) { // the host's code throws, too
            log.close();
            throw e;
        }
    }

    /** What was found, once the study is over. */
    record Ending(Result result, Optional<String> stopped) {}

    /**
     * One round.
     *
     * @throws UncheckedIOException if the study is lost, or the database
     */
    Optional<Ending> step() throws SQLException {
        if (log.lost()) {
            throw new UncheckedIOException(new IOException("another process owns the study meanwhile"));
        }
        trials.giveUp(log.lease(), MOST_CLAIMS, TrialJson.of(lost()));
        List<Row> rows = trials.of(service.study());
        int open = 0;
        for (Row row : rows) {
            if (row.done()) {
                tell(row);
            } else {
                open++;
            }
        }
        try {
            if (open == 0 || (service.asynchronous() && open < service.parallelism())) {
                for (Trial trial : scoot.ask(service.parallelism() - open)) {
                    trials.hand(log.lease(), trial.number(), trial.attempt(), json(trial));
                }
            }
        } catch (StudyStoppedException e) {
            trials.state(log.lease(), "stopped", e.getMessage());
            return Optional.of(new Ending(e.result(), Optional.of(String.valueOf(e.getMessage()))));
        }
        if (!scoot.done()) {
            if (!saidOpen) {
                trials.state(log.lease(), "open", null);
                saidOpen = true;
            }
            return Optional.empty();
        }
        trials.state(log.lease(), "done", null);
        return Optional.of(new Ending(scoot.result(), Optional.empty()));
    }

    private static Outcome lost() {
        return Outcome.failed(MOST_CLAIMS + " workers that had this trial were lost");
    }

    /** A trial for workers, who must read the same one with the service's space. */
    private String json(Trial trial) {
        String json = TrialJson.of(trial);
        Trial read = TrialJson.trial(json, trial.attempt(), service.space());
        if (!read.equals(trial)) {
            throw new IllegalArgumentException("the space of service " + service.study() + " makes " + read + " of "
                    + trial + "; it must be the space of the service's builder");
        }
        return json;
    }

    private void tell(Row row) throws SQLException {
        Trial trial = TrialJson.trial(row.trial(), row.attempt(), service.space());
        Outcome outcome = TrialJson.outcome(Objects.requireNonNull(row.outcome()));
        try {
            scoot.tell(trial, outcome);
        } catch (IllegalArgumentException e) {
            // an owner before told it, and died; or the trial is of a history that a fail-over lost
            boolean expected = toldBefore(trial);
            LOG.log(
                    expected ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "an outcome of study {0} is left out: {1}",
                    service.study(),
                    e.getMessage());
        }
        trials.remove(log.lease(), row.number(), Objects.requireNonNull(row.claim()));
    }

    private boolean toldBefore(Trial trial) {
        Result result = scoot.result();
        return Stream.of(result.observations(), result.confirmations(), result.failures())
                .flatMap(List::stream)
                .map(Observation::trial)
                .anyMatch(told ->
                        told.number() == trial.number() && told.configuration().equals(trial.configuration()));
    }

    /** Leaves the study; its records say so if there are new ones, or every look at a study that is over would lengthen them. */
    @Override
    public void close() {
        if (log.grown() && !log.abandoned()) {
            scoot.close();
        } else {
            log.close();
        }
    }

    /** The database is away, and is not waited for: the next owner waits until the lease is over. For any thread. */
    void abandon() {
        log.abandon();
    }
}
