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
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates trials on an executor, each within a time limit that a thread of its own watches. One thread starts and takes;
 * evaluations run on the executor's. Spans are measured by {@link System#nanoTime()}, for clocks are set.
 */
public final class TrialRunner implements AutoCloseable {

    /** How often to look whether the executor's threads are occupied for good. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Evaluator evaluator;
    private final ExecutorService executor;
    private final long timeoutNanos;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor watchdog;
    private final Map<Integer, Execution> running = new LinkedHashMap<>();
    private final Queue<Execution> expired = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Optional<Completion>> completed = new LinkedBlockingQueue<>();

    /** Evaluates by {@code evaluator}, at most {@code timeout} each. */
    public TrialRunner(Evaluator evaluator, ExecutorService executor, Optional<Duration> timeout, Clock clock) {
        this.evaluator = evaluator;
        this.executor = executor;
        this.timeoutNanos = timeout.map(Spans::nanos).orElse(Long.MAX_VALUE);
        this.clock = clock;
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "scoot-timeouts");
            thread.setDaemon(true);
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
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

    /** How many evaluations were past their time limit and have not ended yet. */
    public int abandoned() {
        return (int) expired.stream().filter(execution -> !execution.ended).count();
    }

    /**
     * Starts evaluating a trial.
     *
     * @throws RejectedExecutionException if the executor takes no more
     */
    public void start(Trial trial) {
        Execution execution = new Execution(trial);
        execution.future = executor.submit(execution);
        running.put(trial.number(), execution);
    }

    /**
     * Waits for the next trial to be over, by itself or by the time limit.
     *
     * @return empty if {@link #wake()} was called
     * @throws InterruptedException if the calling thread is interrupted
     * @throws RejectedExecutionException if evaluations that ignore their interruption occupy all of the executor's threads
     */
    public Optional<Completion> take() throws InterruptedException {
        while (true) {
            Optional<Completion> next = completed.poll(LOOK_NANOS, TimeUnit.NANOSECONDS);
            if (next == null) {
                requireThreads();
            } else if (next.isEmpty()) {
                return next;
            } else if (running.remove(next.get().trial().number()) != null) {
                return next;
            }
        }
    }

    /** Makes {@link #take()} return empty; from any thread. */
    public void wake() {
        completed.add(Optional.empty());
    }

    /** Interrupts everything that is still running, and takes what had ended by itself before. */
    public List<Completion> cancelAll() {
        List<Completion> ended = new ArrayList<>();
        synchronized (completed) {
            running.values().stream()
                    .filter(execution -> execution.over.compareAndSet(false, true))
                    .forEach(Execution::cancel);
            completed.forEach(next ->
                    next.filter(c -> running.remove(c.trial().number()) != null).ifPresent(ended::add));
        }
        running.clear();
        return ended;
    }

    /** Stops watching. */
    @Override
    public void close() {
        watchdog.shutdownNow();
    }

    private void requireThreads() {
        long now = System.nanoTime();
        boolean stuck = abandoned() > 0
                && running.values().stream().allMatch(e -> !e.started && now - e.submitted >= timeoutNanos);
        if (stuck && !running.isEmpty()) {
            throw new RejectedExecutionException(abandoned()
                    + " evaluations that ignored their interruption at the timeout occupy the executor's threads; none took trial "
                    + running.keySet() + " for as long as the timeout");
        }
    }

    /** One evaluation; its time counts from when a thread takes it, not from when it was submitted. */
    private final class Execution implements Runnable {
        private final Trial trial;
        private final long submitted = System.nanoTime();
        private final AtomicBoolean over = new AtomicBoolean(); // by itself, by the time limit or by cancelling
        private volatile boolean started;
        private volatile boolean ended;
        private volatile @Nullable Future<?> future;

        Execution(Trial trial) {
            this.trial = trial;
        }

        void cancel() {
            Future<?> submission = future;
            if (submission != null) {
                submission.cancel(true);
            }
        }

        @Override
        public void run() {
            long beginNanos = System.nanoTime();
            Instant begin = Instant.EPOCH;
            Future<?> limit = null;
            started = true;
            Outcome outcome;
            Throwable thrown = null;
            try {
                Instant now = clock.instant(); // a host's
                begin = now;
                if (timeoutNanos < Long.MAX_VALUE) {
                    limit = watchdog.schedule(() -> expire(now, beginNanos), timeoutNanos, TimeUnit.NANOSECONDS);
                }
                outcome = evaluate();
            } catch (Throwable e) { // also errors: a lost outcome would hang the study
                thrown = e;
                outcome = Outcome.failed(described(e));
            }
            long took = System.nanoTime() - beginNanos;
            ended = true;
            if (limit != null) {
                limit.cancel(false);
            }
            if (took >= timeoutNanos) { // the watchdog may be late
                outcome = Outcome.crashed("timeout").withCost(outcome.cost());
                thrown = null;
            }
            complete(new Completion(trial, outcome, begin, Duration.ofNanos(took), thrown));
        }

        private void expire(Instant begin, long beginNanos) {
            if (complete(new Completion(trial, Outcome.crashed("timeout"), begin, Spans.since(beginNanos), null))) {
                expired.add(this);
                cancel();
            }
        }

        /** Whether this is how it is over; it is over once. */
        private boolean complete(Completion completion) {
            synchronized (completed) {
                return over.compareAndSet(false, true) && completed.add(Optional.of(completion));
            }
        }

        private Outcome evaluate() throws Exception {
            @Nullable Outcome outcome = evaluator.evaluate(trial);
            if (outcome == null) {
                throw new IllegalStateException("the evaluator returned null for trial " + trial.number()
                        + ". Maybe Outcome.crashed or Outcome.failed was meant.");
            }
            return outcome;
        }

        /** An exception's own description may throw too. */
        private static String described(Throwable thrown) {
            try {
                return thrown.toString();
            } catch (Throwable e) {
                return thrown.getClass().getName();
            }
        }
    }
}
