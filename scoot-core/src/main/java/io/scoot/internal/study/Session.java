package io.scoot.internal.study;

import io.scoot.History;
import io.scoot.KnownConstraintException;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.StopRule;
import io.scoot.StudyStoppedException;
import io.scoot.Suggester;
import io.scoot.Suggestion;
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

/**
 * A study that many threads may ask and tell at once, and whose listeners hear of it. Thread-safe: asks come one after the other,
 * and the suggester works outside the lock of the state, so that a tell never waits for a suggestion.
 */
public final class Session {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    private final Study study;
    private final Suggester suggester;
    private final List<StopRule> stopRules;
    private final Announcer announcer;
    private final Clock clock;
    private final long mostNanos;
    private final ReentrantLock asks = new ReentrantLock();
    private final ReentrantLock state = new ReentrantLock();
    private final Map<Integer, HandedOut> handedOut = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private Horizon horizon = Horizon.OBSERVATIONS;
    private @Nullable Long began; // of System.nanoTime()
    private @Nullable Throwable lastFailure;
    private boolean closed;
    private boolean completed;
    private boolean released;

    /** What may still be handed out. */
    private enum Horizon {
        OBSERVATIONS,
        CONFIRMATIONS,
        NOTHING
    }

    private record HandedOut(Instant at, long nanos) {}

    /** What an ask got from the study before the suggester is asked. */
    private record Request(List<Trial> trials, int wanted, Optional<History> history) {
        private static final Request NOTHING = new Request(List.of(), 0, Optional.empty());
    }

    /**
     * Opens a session on {@code study}.
     *
     * @param maxDuration after which nothing new is handed out; it begins with the first ask
     */
    public Session(
            Study study,
            Suggester suggester,
            List<StopRule> stopRules,
            Announcer announcer,
            Clock clock,
            Optional<Duration> maxDuration) {
        this.study = study;
        this.suggester = suggester;
        this.stopRules = List.copyOf(stopRules);
        this.announcer = announcer;
        this.clock = clock;
        this.mostNanos = maxDuration.map(Spans::nanos).orElse(Long.MAX_VALUE);
    }

    /** Queues what was handed out and not told, to be handed out again as the next attempt; the maximal duration begins. */
    public void begin() {
        locked(() -> {
            study.requeueRunning();
            began = began == null ? System.nanoTime() : began;
            return true;
        });
    }

    /**
     * Trials to evaluate, at most {@code count}. Empty where there is none now: something is pending, or the session is
     * {@link #done()}.
     *
     * @throws IllegalArgumentException if {@code count < 1}
     * @throws IllegalStateException if the session is closed
     * @throws StudyStoppedException if going on is pointless, or the suggester or a known constraint threw
     */
    public List<Trial> ask(int count) {
        locked(() -> {
            checkOpen();
            return true;
        });
        List<Trial> trials = askUnlessClosed(count);
        return locked(() -> {
            checkOpen();
            return trials;
        });
    }

    /** The same, but empty where the session is closed. */
    List<Trial> askUnlessClosed(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count " + count + " must be at least 1");
        }
        asks.lock();
        try {
            List<Trial> trials = new ArrayList<>();
            boolean refused;
            do {
                Request request = quietly(() -> request(count));
                trials.addAll(request.trials());
                refused = request.history().isPresent()
                        && suggest(request.history().get(), request.wanted(), trials);
            } while (trials.isEmpty() && refused);
            if (trials.isEmpty()) {
                trials.addAll(quietly(() -> confirmations(count)));
            }
            quietly(this::complete);
            return trials;
        } catch (KnownConstraintException e) {
            throw stoppedBy(e);
        } finally {
            asks.unlock();
            announcer.deliver();
        }
    }

    private Request request(int count) {
        began = began == null ? System.nanoTime() : began;
        checkDuration();
        if (closed || horizon == Horizon.NOTHING) {
            return Request.NOTHING;
        }
        study.pointless().ifPresent(why -> {
            throw Endings.pointless(why, lastFailure, resultNow());
        });
        Study.Next next = study.next(count, horizon == Horizon.OBSERVATIONS, clock.instant());
        next.refused().forEach(crash -> announcer.add(listener -> listener.finished(crash)));
        hand(next.trials());
        return new Request(
                next.trials(), next.wanted(), next.wanted() > 0 ? Optional.of(study.history()) : Optional.empty());
    }

    /** Whether suggestions were made and all of them refused, so that asking again may give others. */
    private boolean suggest(History history, int wanted, List<Trial> trials) {
        long before = System.nanoTime();
        List<Suggestion> made;
        Duration took;
        Optional<String> enough;
        try {
            made = suggester.explain(history, wanted);
            took = Spans.since(before);
            enough = enough(made);
        } catch (RuntimeException | Error e) {
            throw stoppedBy(e);
        }
        return quietly(() -> {
            if (enough.isPresent() && horizon == Horizon.OBSERVATIONS) {
                horizon = Horizon.CONFIRMATIONS;
                notes.add("stopped early with " + study.remaining() + " observations of the budget left: "
                        + enough.get());
            }
            if (closed || horizon != Horizon.OBSERVATIONS) {
                return false;
            }
            Study.Answer answer = study.accept(made, wanted, clock.instant());
            if (!answer.suggestions().isEmpty()) {
                announcer.add(listener -> listener.suggested(answer.trials(), answer.suggestions(), took));
            }
            answer.refused().forEach(crash -> announcer.add(listener -> listener.finished(crash)));
            hand(answer.trials());
            trials.addAll(answer.trials());
            return !answer.refused().isEmpty();
        });
    }

    private Optional<String> enough(List<Suggestion> next) {
        if (stopRules.isEmpty() || next.isEmpty()) {
            return Optional.empty();
        }
        Result soFar = quietly(this::resultNow);
        return stopRules.stream()
                .flatMap(rule -> rule.reason(soFar, next).stream())
                .findFirst();
    }

    private List<Trial> confirmations(int count) {
        if (closed || horizon == Horizon.NOTHING) {
            return List.of();
        }
        List<Trial> trials = study.confirmations(count, horizon == Horizon.OBSERVATIONS, clock.instant());
        hand(trials);
        return trials;
    }

    private void hand(List<Trial> trials) {
        for (Trial trial : trials) {
            handedOut.put(trial.number(), new HandedOut(clock.instant(), System.nanoTime()));
            announcer.add(listener -> listener.started(trial));
        }
    }

    /**
     * As {@link Study#tell}; the duration is the time since the trial was handed out.
     *
     * @throws IllegalStateException if the session is closed
     */
    public void tell(Trial trial, Outcome outcome) {
        locked(() -> {
            checkOpen();
            HandedOut handed = handedOut.get(trial.number());
            return handed == null
                    ? record(trial, outcome, clock.instant(), Duration.ZERO, null)
                    : record(trial, outcome, handed.at(), Spans.since(handed.nanos()), null);
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

    /** Whether going on is pointless, so that an ask would throw. */
    public boolean pointless() {
        return locked(() -> study.pointless().isPresent());
    }

    /** Whether nothing is pending and nothing will be handed out any more. */
    public boolean done() {
        return locked(this::doneNow);
    }

    /** Makes no further observations from now on; what is pending can still be told, and the best is confirmed. */
    public void stop(String why) {
        narrow(Horizon.CONFIRMATIONS, why);
    }

    /** Hands out nothing new from now on; what is pending can still be told. */
    public void end(String why) {
        narrow(Horizon.NOTHING, why);
    }

    private void narrow(Horizon to, String why) {
        locked(() -> {
            if (!completed && horizon.compareTo(to) < 0) {
                if (horizon == Horizon.OBSERVATIONS) {
                    notes.add(why);
                }
                horizon = to;
            }
            return complete();
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

    /** The exception for what ended the study from outside: host code that threw, an executor that takes nothing more. */
    StudyStoppedException stoppedBy(Throwable thrown) {
        return locked(() -> Endings.by(thrown, resultNow()));
    }

    /** The exception that says that these outcomes could not be recorded, and what they are; the result's notes say so, too. */
    StudyStoppedException unrecorded(List<TrialRunner.Completion> lost, UncheckedIOException failure) {
        return locked(() -> {
            notes.addAll(Endings.lost(lost));
            return Endings.unrecorded(lost, failure, resultNow());
        });
    }

    private boolean record(
            Trial trial, Outcome outcome, Instant started, Duration duration, @Nullable Throwable thrown) {
        Study.Consequence consequence = study.tell(trial, outcome, started, duration);
        handedOut.remove(trial.number());
        Observation told = study.lastTold();
        if (consequence == Study.Consequence.OBSERVED) {
            announcer.add(listener -> listener.finished(told));
        } else {
            lastFailure = thrown;
            boolean retry = consequence == Study.Consequence.RETRY;
            announcer.add(listener -> listener.failed(told, retry));
        }
        return complete();
    }

    private void checkDuration() {
        if (horizon != Horizon.NOTHING && began != null && System.nanoTime() - began >= mostNanos) {
            horizon = Horizon.NOTHING;
            notes.add("stopped by the maximal duration with " + study.remaining() + " observations of the budget left");
        }
    }

    private boolean doneNow() {
        return horizon == Horizon.NOTHING ? study.idle() : study.done(horizon == Horizon.OBSERVATIONS);
    }

    private boolean complete() {
        if (!completed && doneNow()) {
            completed = true;
            Result result = resultNow();
            announcer.add(listener -> listener.completed(result));
        }
        return true;
    }

    private Result resultNow() {
        return study.result(notes);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the study is closed; its result can still be read");
        }
    }

    private <T> T quietly(Supplier<T> action) {
        state.lock();
        try {
            return action.get();
        } finally {
            state.unlock();
        }
    }

    private <T> T locked(Supplier<T> action) {
        try {
            return quietly(action);
        } finally {
            if (!state.isHeldByCurrentThread() && !asks.isHeldByCurrentThread()) {
                announcer.deliver();
            }
        }
    }
}
