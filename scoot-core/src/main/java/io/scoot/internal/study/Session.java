package io.scoot.internal.study;

import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.StudyStoppedException;
import io.scoot.Trial;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A study that many threads may ask and tell at once, and whose listeners hear of it. Thread-safe. */
public final class Session {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    private final Study study;
    private final Announcer announcer;
    private final Clock clock;
    private final Optional<Instant> end;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Instant> handedOut = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Throwable lastFailure;
    private @Nullable String lastReason;
    private boolean stopping;
    private boolean closed;
    private boolean completed;
    private boolean released;

    /**
     * Opens a session on {@code study}.
     *
     * @param maxDuration after which nothing new is handed out
     */
    public Session(Study study, Announcer announcer, Clock clock, Optional<Duration> maxDuration) {
        this.study = study;
        this.announcer = announcer;
        this.clock = clock;
        this.end = maxDuration.map(clock.instant()::plus);
    }

    /**
     * As {@link Study#ask}.
     *
     * @throws IllegalStateException if the session is closed
     * @throws StudyStoppedException if three trials in a row have failed for good
     */
    public List<Trial> ask(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count " + count + " must be at least 1");
        }
        return locked(() -> {
            checkOpen();
            if (study.broken()) {
                throw stopped();
            }
            if (stopping()) {
                complete();
                return List.of();
            }
            Instant before = clock.instant();
            Study.Answer answer = study.ask(count, before);
            Instant now = clock.instant();
            if (!answer.suggestions().isEmpty()) {
                Duration took = Duration.between(before, now);
                announcer.add(listener -> listener.suggested(answer.trials(), answer.suggestions(), took));
            }
            answer.refused().forEach(crash -> announcer.add(listener -> listener.finished(crash)));
            for (Trial trial : answer.trials()) {
                handedOut.put(trial.number(), now);
                announcer.add(listener -> listener.started(trial));
            }
            complete();
            return answer.trials();
        });
    }

    /**
     * As {@link Study#tell}; the duration is the time since the trial was handed out.
     *
     * @throws IllegalStateException if the session is closed
     */
    public void tell(Trial trial, Outcome outcome) {
        locked(() -> {
            checkOpen();
            Instant started = handedOut.getOrDefault(trial.number(), clock.instant());
            return record(trial, outcome, started, Duration.between(started, clock.instant()), null);
        });
    }

    /** The same for a trial whose evaluation was timed; also when closed, for it has been paid for. */
    public void tell(TrialRunner.Completion done) {
        locked(() -> record(done.trial(), done.outcome(), done.started(), done.duration(), done.thrown()));
    }

    /** What is known so far. */
    public Result result() {
        return locked(this::resultNow);
    }

    /** Whether three trials in a row have failed for good. */
    public boolean broken() {
        return locked(study::broken);
    }

    /** Whether nothing is pending and nothing will be handed out any more. */
    public boolean done() {
        return locked(() -> study.done() || (stopping() && study.pending().isEmpty()));
    }

    /** Hands out nothing new from now on; what is pending can still be told. */
    public void stop(String why) {
        locked(() -> {
            if (!stopping && !completed) {
                stopping = true;
                notes.add(why);
            }
            complete();
            return true;
        });
    }

    /** Queues what was handed out and not told, to be handed out again as the next attempt. */
    public void requeuePending() {
        locked(() -> {
            study.requeueRunning();
            return true;
        });
    }

    /** Closes: nothing can be asked or told any more, but by {@link #tell(TrialRunner.Completion)}. */
    public void close() {
        locked(() -> closed = true);
    }

    /** Lets another process have the study's log, at the very end. */
    public void release() {
        locked(() -> {
            if (!released) {
                released = true;
                try {
                    study.close(clock.instant());
                } catch (UncheckedIOException e) {
                    LOG.log(System.Logger.Level.WARNING, "the end of the study could not be recorded", e);
                }
            }
            return true;
        });
    }

    /** Adds what a person should know of the result. */
    public void note(String note) {
        locked(() -> notes.add(note));
    }

    /** The exception that says why going on is pointless. */
    public StudyStoppedException stopped() {
        return locked(() -> new StudyStoppedException(
                Study.FAILURES_IN_A_ROW + " trials in a row failed for good, the last one with: " + lastReason
                        + ". Maybe the evaluator's infrastructure is down; nothing observed is lost.",
                lastFailure,
                resultNow()));
    }

    /** The exception that says that these outcomes could not be recorded, and what they are. */
    StudyStoppedException unrecorded(List<TrialRunner.Completion> lost, UncheckedIOException failure) {
        return locked(() -> {
            lost.forEach(done -> notes.add("trial " + done.trial().number() + " "
                    + done.trial().configuration() + " was evaluated, but could not be recorded: " + done.outcome()));
            return new StudyStoppedException(
                    "the study cannot go on, for its journal cannot be written: " + failure.getMessage()
                            + ". What was recorded is safe; make room and run the study again. Outcomes that could not be"
                            + " recorded: "
                            + lost.stream()
                                    .map(done -> "trial " + done.trial().number() + " " + done.outcome())
                                    .toList(),
                    failure,
                    resultNow());
        });
    }

    private boolean record(
            Trial trial, Outcome outcome, Instant started, Duration duration, @Nullable Throwable thrown) {
        Study.Consequence consequence = study.tell(trial, outcome, started, duration);
        handedOut.remove(trial.number());
        if (outcome instanceof Outcome.Failed failed) {
            lastFailure = thrown;
            lastReason = failed.reason();
            boolean retry = consequence == Study.Consequence.RETRY;
            Observation failure = new Observation(trial, outcome, started, duration);
            announcer.add(listener -> listener.failed(failure, retry));
        } else {
            Observation observation = study.lastTold();
            announcer.add(listener -> listener.finished(observation));
        }
        complete();
        return true;
    }

    private boolean stopping() {
        if (!stopping && end.isPresent() && !clock.instant().isBefore(end.get())) {
            stopping = true;
            notes.add("stopped by the maximal duration with " + study.remaining() + " observations of the budget left");
        }
        return stopping;
    }

    private void complete() {
        if (!completed && (study.done() || (stopping && study.pending().isEmpty()))) {
            completed = true;
            Result result = resultNow();
            announcer.add(listener -> listener.completed(result));
        }
    }

    private Result resultNow() {
        Result result = study.result();
        List<String> all = new ArrayList<>(result.notes());
        all.addAll(notes);
        return Result.builder(result.objectives())
                .observations(result.observations())
                .confirmations(result.confirmations())
                .failures(result.failures())
                .reference(result.reference())
                .cost(result.cost())
                .notes(all)
                .build();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the study is closed; its result can still be read");
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
            if (!lock.isHeldByCurrentThread()) {
                announcer.deliver();
            }
        }
    }
}
