package io.scoot.load;

import io.scoot.load.RequestBodies.Prepared;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Sends a plan's requests, each at its time whatever became of the others. */
public final class LoadTest {

    private static final double LEAD = 0.05; // s from the clock's start to the first due time
    private static final long ASK = 200_000_000L; // ns between two questions whether to go on
    private static final int READERS = 2; // threads that read and stamp streams

    private final LoadPlan plan;
    private final URI endpoint;
    private final RequestBodies bodies;

    /**
     * Prepares a plan.
     *
     * @param server its address, such as {@code http://127.0.0.1:8000}
     */
    public LoadTest(LoadPlan plan, URI server) {
        this.plan = plan;
        this.endpoint =
                URI.create(server.toString().replaceFirst("/$", "") + plan.api().path());
        this.bodies = new RequestBodies(plan);
    }

    /**
     * Runs the test: warms up, sends, waits for the last answer.
     *
     * @param seed of arrival times and order
     * @param goOn asked now and then; when it says no, the test ends and what is open has failed as unfinished
     * @throws LoadException if a warm-up request fails: what would follow is no measurement
     * @throws InterruptedException if interrupted; open requests are given up
     */
    public LoadReport run(long seed, BooleanSupplier goOn) throws InterruptedException {
        double[] due = plan.arrivals().times(plan.rate(), plan.seconds(), seed);
        List<Prepared> requests = bodies.inOrder(due.length, seed);
        ExecutorService readers = Executors.newFixedThreadPool(READERS, threads("scoot-load-reader"));
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, threads("scoot-load-timer"));
        try {
            Sender sender = new Sender(plan, endpoint, client(readers), timer);
            warmUp(sender);
            LoadClock clock = LoadClock.startingIn(LEAD);
            List<Exchange> exchanges = new ArrayList<>(due.length);
            for (int i = 0; i < due.length && goOn.getAsBoolean(); i++) {
                sleepUntil(due[i], clock);
                Exchange exchange = new Exchange(requests.get(i).shape(), due[i], clock);
                exchanges.add(exchange);
                sender.send(exchange, requests.get(i).body());
            }
            await(exchanges, plan.drain(), goOn);
            exchanges.forEach(exchange -> exchange.fail(ErrorKind.UNFINISHED, "when the test ended"));
            double duration = Math.max(plan.seconds(), clock.seconds());
            return new LoadReport(exchanges.stream().map(e -> e.result().join()).toList(), duration, plan.slo());
        } finally {
            timer.shutdownNow();
            readers.shutdownNow(); // what is still open is cut off with its client
        }
    }

    private void warmUp(Sender sender) throws InterruptedException {
        LoadClock clock = LoadClock.startingIn(0.0);
        for (Prepared request : bodies.warmUp()) {
            Exchange exchange = new Exchange(request.shape(), clock.seconds(), clock);
            sender.send(exchange, request.body());
            try {
                Optional<RequestResult.Failure> failure =
                        exchange.result().get().failure();
                if (failure.isPresent()) {
                    throw new LoadException("a warm-up request failed: "
                            + failure.get().kind() + ": " + failure.get().detail());
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void await(List<Exchange> exchanges, Duration drain, BooleanSupplier goOn)
            throws InterruptedException {
        CompletableFuture<?> all =
                CompletableFuture.allOf(exchanges.stream().map(Exchange::result).toArray(CompletableFuture<?>[]::new));
        long deadline = System.nanoTime() + drain.toNanos();
        while (!all.isDone() && System.nanoTime() < deadline && goOn.getAsBoolean()) {
            try {
                all.get(Math.min(ASK, Math.max(1L, deadline - System.nanoTime())), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // ask again
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void sleepUntil(double due, LoadClock clock) throws InterruptedException {
        for (double left = due - clock.seconds(); left > 0.0; left = due - clock.seconds()) {
            LockSupport.parkNanos((long) (left * 1e9));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static HttpClient client(ExecutorService readers) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(30))
                .executor(readers)
                .build();
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Sends one request without waiting for it. */
    private record Sender(LoadPlan plan, URI endpoint, HttpClient client, ScheduledExecutorService timer) {

        @SuppressWarnings("FutureReturnValueIgnored") // the exchange takes every outcome
        void send(Exchange exchange, byte[] body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            plan.headers().forEach(request::setHeader);
            exchange.sending();
            CompletableFuture<HttpResponse<Void>> http = client.sendAsync(request.build(), exchange::subscribe);
            ScheduledFuture<?> limit = timer.schedule(
                    () -> exchange.fail(
                            ErrorKind.TIMEOUT, "after " + plan.requestTimeout().toSeconds() + " s"),
                    plan.requestTimeout().toMillis(),
                    TimeUnit.MILLISECONDS);
            http.whenComplete((response, thrown) -> exchange.over(thrown));
            exchange.result().whenComplete((result, thrown) -> {
                limit.cancel(false);
                http.cancel(true); // does nothing unless it was given up
            });
        }
    }
}
