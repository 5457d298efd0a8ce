package io.scoot.load;

import io.scoot.load.RequestBodies.Prepared;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Sends requests when they are due, and knows which of them are open. Used by one thread; answers come on others. */
final class Sender {

    private static final long ASK = 200_000_000L; // ns between two questions whether to go on

    private final LoadPlan plan;
    private final Connections connections;
    private final ScheduledExecutorService timer;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final Watch watch;
    private long watched = System.nanoTime();

    Sender(LoadPlan plan, Connections connections, ScheduledExecutorService timer, Watch watch) {
        this.plan = plan;
        this.connections = connections;
        this.timer = timer;
        this.watch = watch;
    }

    /** Sends them all at once and waits for the last. */
    List<RequestResult> together(List<Prepared> requests) throws InterruptedException {
        LoadClock clock = LoadClock.startingIn(0.0);
        List<CompletableFuture<RequestResult>> results = new ArrayList<>();
        for (Prepared request : requests) {
            Exchange exchange = new Exchange(request.request(), clock.seconds(), clock);
            send(exchange, request.body());
            results.add(exchange.result());
        }
        List<RequestResult> ended = new ArrayList<>();
        for (CompletableFuture<RequestResult> result : results) {
            try {
                ended.add(result.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return ended;
    }

    /** Sends each at its time and waits for the last; why it stopped before, if it did. */
    Optional<String> sendAll(double[] due, List<Prepared> requests, LoadClock clock, BooleanSupplier goOn)
            throws InterruptedException {
        Semaphore free = new Semaphore(plan.maxConcurrency().orElse(Integer.MAX_VALUE));
        Optional<String> stop = Optional.empty();
        for (int i = 0; i < due.length && stop.isEmpty(); i++) {
            sleepUntil(due[i], clock);
            stop = stop(due.length, clock, goOn);
            while (stop.isEmpty() && !free.tryAcquire(ASK, TimeUnit.NANOSECONDS)) {
                stop = stop(due.length, clock, goOn);
            }
            double now = clock.seconds();
            boolean capped = plan.maxConcurrency().isPresent();
            if (stop.isPresent() || (capped && now > plan.seconds())) {
                break;
            }
            // In a closed loop a request is due when a place is free; in an open one it is due when it comes.
            Exchange exchange = new Exchange(requests.get(i).request(), capped ? Math.max(now, due[i]) : due[i], clock);
            exchanges.add(exchange);
            exchange.whenOver(result -> free.release());
            send(exchange, requests.get(i).body());
        }
        return stop.isPresent() ? stop : await(due.length, clock, goOn);
    }

    /** What is still open has failed. */
    void giveUp() {
        exchanges.forEach(exchange -> exchange.fail(ErrorKind.UNFINISHED, "when the test ended"));
    }

    List<RequestResult> results() {
        return exchanges.stream().map(exchange -> exchange.result().join()).toList();
    }

    private Optional<String> stop(int planned, LoadClock clock, BooleanSupplier goOn) {
        int failed = faults.get();
        OptionalInt most = plan.stopAtOpen();
        if (plan.stopAtErrors().isPresent() && failed > plan.stopAtErrors().getAsDouble() * planned) {
            return Optional.of(failed + " of " + planned + " planned requests had failed");
        }
        if (most.isPresent() && open.get() > most.getAsInt()) {
            return Optional.of(open.get() + " requests were open, more than " + most.getAsInt());
        }
        if (!goOn.getAsBoolean()) {
            return Optional.of("the server had ended");
        }
        return watch == Watch.NONE || System.nanoTime() - watched < ASK ? Optional.empty() : look(planned, clock);
    }

    private Optional<String> look(int planned, LoadClock clock) {
        List<RequestResult> results = exchanges.stream().map(Exchange::soFar).toList();
        Optional<String> stop = watch.stop(new Progress(clock.seconds(), planned, results));
        watched = System.nanoTime();
        return stop;
    }

    private Optional<String> await(int planned, LoadClock clock, BooleanSupplier goOn) throws InterruptedException {
        CompletableFuture<?> all =
                CompletableFuture.allOf(exchanges.stream().map(Exchange::result).toArray(CompletableFuture<?>[]::new));
        Duration drain = plan.drain();
        long deadline = System.nanoTime() + drain.toNanos();
        while (!all.isDone() && System.nanoTime() < deadline) {
            Optional<String> stop = stop(planned, clock, goOn);
            if (stop.isPresent()) {
                return stop;
            }
            try {
                all.get(Math.min(ASK, Math.max(1L, deadline - System.nanoTime())), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // ask again
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return Optional.empty();
    }

    private static void sleepUntil(double due, LoadClock clock) throws InterruptedException {
        for (double left = due - clock.seconds(); left > 0.0; left = due - clock.seconds()) {
            LockSupport.parkNanos((long) (left * 1e9));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void send(Exchange exchange, byte[] body) {
        open.incrementAndGet();
        ScheduledFuture<?> limit = timer.schedule(
                () -> exchange.fail(
                        ErrorKind.TIMEOUT, "after " + plan.requestTimeout().toSeconds() + " s"),
                plan.requestTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
        exchange.whenOver(result -> {
            limit.cancel(false);
            open.decrementAndGet();
            result.failure().filter(f -> !f.kind().slow()).ifPresent(f -> faults.incrementAndGet());
        });
        connections.send(exchange, body);
    }
}
