package io.scoot.internal.study;

import io.scoot.Evaluator;
import io.scoot.Outcome;
import io.scoot.Trial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates trials on an executor, each within a time limit. One thread starts and takes; evaluations run on the executor's.
 */
public final class TrialRunner {

    private final Evaluator evaluator;
    private final ExecutorService executor;
    private final Optional<Duration> timeout;
    private final Clock clock;
    private final Map<Integer, Execution> running = new LinkedHashMap<>();
    private final BlockingQueue<Optional<Completion>> completed = new LinkedBlockingQueue<>();
    private int abandoned;

    /** Evaluates by {@code evaluator}, at most {@code timeout} each. */
    public TrialRunner(Evaluator evaluator, ExecutorService executor, Optional<Duration> timeout, Clock clock) {
        this.evaluator = evaluator;
        this.executor = executor;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** A trial that is over. {@code thrown} is what made it fail, if anything did. */
    public record Completion(
            Trial trial,
            Outcome outcome,
            Instant started,
            Duration duration,
            @Nullable Throwable thrown) {}

    /** How many trials are being evaluated. */
    public int running() {
        return running.size();
    }

    /** How many evaluations were past their time limit and had not ended when they were given up. */
    public int abandoned() {
        return abandoned;
    }

    /** Starts evaluating a trial. */
    public void start(Trial trial) {
        Execution execution = new Execution(trial);
        running.put(trial.number(), execution);
        execution.future = executor.submit(execution);
    }

    /**
     * Waits for the next trial to be over, by itself or by the time limit.
     *
     * @return empty if {@link #wake()} was called
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Optional<Completion> take() throws InterruptedException {
        while (true) {
            Optional<Completion> late = overdue();
            if (late.isPresent()) {
                return late;
            }
            Optional<Completion> next = completed.poll(untilNextDeadline(), TimeUnit.NANOSECONDS);
            if (next == null) {
                continue;
            }
            if (next.isEmpty()) {
                return next;
            }
            Execution execution = running.get(next.get().trial().number());
            if (execution != null && execution.trial.equals(next.get().trial())) {
                running.remove(execution.trial.number());
                return next;
            }
            abandoned--; // it was given up, and has ended after all
        }
    }

    /** Makes {@link #take()} return empty; from any thread. */
    public void wake() {
        completed.add(Optional.empty());
    }

    /** Interrupts everything that is still running, and takes what had ended by itself before. */
    public List<Completion> cancelAll() {
        List<Completion> ended = new ArrayList<>();
        completed.forEach(next ->
                next.filter(c -> running.remove(c.trial().number()) != null).ifPresent(ended::add));
        running.values().forEach(Execution::cancel);
        running.clear();
        return ended;
    }

    private Optional<Completion> overdue() {
        if (timeout.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        for (Execution execution : running.values()) {
            Instant started = execution.started;
            if (started != null && !execution.ended && !now.isBefore(started.plus(timeout.get()))) {
                execution.cancel();
                running.remove(execution.trial.number());
                abandoned++;
                Duration duration = Duration.between(started, now);
                return Optional.of(
                        new Completion(execution.trial, Outcome.crashed("timeout"), started, duration, null));
            }
        }
        return Optional.empty();
    }

    private long untilNextDeadline() {
        Duration longest = Duration.ofSeconds(timeout.isEmpty() ? 3600 : 1);
        Instant now = clock.instant();
        for (Execution execution : running.values()) {
            Instant started = execution.started;
            if (timeout.isPresent() && started != null) {
                Duration left = Duration.between(now, started.plus(timeout.get()));
                longest = left.compareTo(longest) < 0 ? left : longest;
            }
        }
        return Math.max(1_000_000L, longest.toNanos());
    }

    /** One evaluation; its time counts from when a thread takes it, not from when it was submitted. */
    private final class Execution implements Runnable {
        private final Trial trial;
        private volatile @Nullable Instant started;
        private volatile boolean ended;
        private volatile @Nullable Future<?> future;

        Execution(Trial trial) {
            this.trial = trial;
        }

        void cancel() {
            Future<?> submitted = future;
            if (submitted != null) {
                submitted.cancel(true);
            }
        }

        @Override
        public void run() {
            Instant begin = clock.instant();
            started = begin;
            Outcome outcome;
            Throwable thrown = null;
            try {
                outcome = evaluate();
            } catch (Throwable e) { // also errors: a lost outcome would hang the study
                thrown = e;
                outcome = Outcome.failed(e.toString());
            }
            ended = true;
            Duration duration = Duration.between(begin, clock.instant());
            completed.add(Optional.of(new Completion(trial, outcome, begin, duration, thrown)));
        }

        private Outcome evaluate() throws Exception {
            @Nullable Outcome outcome = evaluator.evaluate(trial);
            if (outcome == null) {
                throw new IllegalStateException("the evaluator returned null for trial " + trial.number()
                        + ". Maybe Outcome.crashed or Outcome.failed was meant.");
            }
            return outcome;
        }
    }
}
