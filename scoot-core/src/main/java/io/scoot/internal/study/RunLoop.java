package io.scoot.internal.study;

import io.scoot.Result;
import io.scoot.StudyStoppedException;
import io.scoot.Trial;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks, evaluates and tells until the study is over. Synchronously a whole batch ends before the next is asked for;
 * asynchronously a free slot gets a suggestion at once.
 */
public final class RunLoop {

    private final Session session;
    private final TrialRunner runner;
    private final int parallelism;
    private final boolean asynchronous;
    private final List<TrialRunner.Completion> unrecorded = new ArrayList<>();
    private @Nullable UncheckedIOException failure;
    private volatile boolean cancelled;

    /** Runs {@code session} with {@code parallelism} slots. */
    public RunLoop(Session session, TrialRunner runner, int parallelism, boolean asynchronous) {
        this.session = session;
        this.runner = runner;
        this.parallelism = parallelism;
        this.asynchronous = asynchronous;
    }

    /** Makes {@link #run()} interrupt its evaluations and return what it has; from any thread. */
    public void cancel() {
        cancelled = true;
        runner.wake();
    }

    /**
     * Runs to the end; trials that were handed out before and never told are evaluated again.
     *
     * @throws StudyStoppedException if going on is pointless, the journal cannot be written, or host code threw; it holds all that
     *     was observed
     * @throws OutOfMemoryError if an evaluation ended by one; it is recorded as a failure before
     */
    public Result run() {
        Throwable ended = null;
        boolean interrupted = false;
        try {
            session.begin();
            loop();
        } catch (InterruptedException e) {
            interrupted = true;
            session.end("interrupted before the budget was used");
        } catch (Throwable e) { // whatever ends a run, what it observed is returned
            ended = e;
        }
        runner.cancelAll().forEach(this::tell);
        if (ended instanceof OutOfMemoryError error) {
            throw error;
        }
        if (ended instanceof StudyStoppedException stopped) {
            throw stopped;
        }
        if (failure != null) {
            recordAgain(failure);
        }
        if (ended != null) {
            throw session.stoppedBy(ended);
        }
        if (cancelled) {
            session.end("closed before the budget was used");
        }
        if (runner.abandoned() > 0) {
            session.note(runner.abandoned() + " evaluations ignored their interruption and were left running");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return session.result();
    }

    private void loop() throws InterruptedException {
        do {
            fillSlots();
            if (runner.running() > 0) {
                take();
            } else if (failure != null) {
                recordAgain(failure);
            }
            if (Thread.interrupted()) { // a listener's or a suggester's
                throw new InterruptedException();
            }
        } while (!cancelled && (runner.running() > 0 || failure != null || !session.done()));
    }

    private void fillSlots() {
        if (failure != null) {
            return; // what runs has been paid for; there may be room for it by then
        }
        if (runner.running() > 0 && session.pointless()) {
            return; // what runs has been paid for, and may yet show that the infrastructure works
        }
        while (!cancelled && runner.running() < parallelism && (asynchronous || runner.running() == 0)) {
            try {
                List<Trial> trials = session.askUnlessClosed(parallelism - runner.running());
                if (trials.isEmpty()) {
                    return;
                }
                trials.forEach(runner::start);
            } catch (UncheckedIOException e) {
                failure = e;
                return;
            }
        }
    }

    /** Tells, and keeps what could not be recorded. */
    private void tell(TrialRunner.Completion done) {
        try {
            session.tell(done);
        } catch (UncheckedIOException e) {
            failure = e;
            unrecorded.add(done);
        }
    }

    /** The last chance of what could not be recorded. */
    private void recordAgain(UncheckedIOException before) {
        List<TrialRunner.Completion> again = List.copyOf(unrecorded);
        unrecorded.clear();
        failure = null;
        again.forEach(this::tell);
        if (failure != null || again.isEmpty()) {
            throw session.unrecorded(List.copyOf(unrecorded), failure != null ? failure : before);
        }
    }

    private void take() throws InterruptedException {
        Optional<TrialRunner.Completion> done = runner.take();
        if (done.isPresent()) {
            tell(done.get());
            if (done.get().thrown() instanceof OutOfMemoryError error) {
                throw error;
            }
        }
    }
}
