package io.scoot.internal.study;

import io.scoot.Result;
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
     * @throws io.scoot.StudyStoppedException if three trials in a row have failed for good, or the journal cannot be written
     */
    public Result run() {
        session.requeuePending();
        try {
            do {
                fillSlots();
                if (runner.running() > 0) {
                    take();
                } else if (failure != null) {
                    recordAgain(failure);
                }
            } while (!cancelled && (runner.running() > 0 || failure != null || !session.done()));
        } catch (InterruptedException e) {
            session.stop("interrupted before the budget was used");
            cancelled = true;
            Thread.currentThread().interrupt();
        } finally {
            runner.cancelAll().forEach(this::tell);
        }
        if (failure != null) {
            recordAgain(failure);
        }
        if (cancelled) {
            session.stop("closed before the budget was used");
        }
        if (runner.abandoned() > 0) {
            session.note(runner.abandoned() + " evaluations ignored their interruption and were left running");
        }
        return session.result();
    }

    private void fillSlots() {
        if (failure != null) {
            return; // what runs has been paid for; there may be room for it by then
        }
        if (session.broken()) {
            if (runner.running() == 0) {
                throw session.stopped();
            }
            return; // what runs has been paid for, and may yet show that the infrastructure works
        }
        while (!cancelled && runner.running() < parallelism && (asynchronous || runner.running() == 0)) {
            try {
                List<Trial> trials = session.ask(parallelism - runner.running());
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
            if (done.get().thrown() instanceof VirtualMachineError error) {
                throw error;
            }
        }
    }
}
