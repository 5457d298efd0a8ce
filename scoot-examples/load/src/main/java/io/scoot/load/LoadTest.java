package io.scoot.load;

import io.scoot.load.RequestBodies.Prepared;
import io.scoot.load.RequestResult.Failure;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/** Sends a plan's requests, each at its time whatever became of the others, unless the plan caps how many are open. */
public final class LoadTest {

    private static final double LEAD = 0.05; // s from the clock's start to the first due time

    private final LoadPlan plan;
    private final URI endpoint;
    private final RequestBodies bodies;

    /**
     * Prepares a plan.
     *
     * @param server its address, such as {@code http://127.0.0.1:8000}, with or without {@code /v1}
     */
    public LoadTest(LoadPlan plan, URI server) {
        this.plan = plan;
        this.endpoint = URI.create(
                server.toString().replaceFirst("(/v1)?/?$", "") + plan.api().path());
        this.bodies = new RequestBodies(plan);
    }

    /**
     * Runs the test: warms up, sends, waits for the last answer.
     *
     * @param seed of arrival times, order and words
     * @param goOn asked now and then; when it says no, the test ends and what is open has failed as unfinished
     * @throws LoadException if the seed draws no request, or a warm-up request fails: what would follow is no measurement
     * @throws InterruptedException if interrupted; open requests are given up
     */
    public LoadReport run(long seed, BooleanSupplier goOn) throws InterruptedException {
        return run(LoadSeeds.of(seed), goOn);
    }

    /**
     * Likewise, with a seed for the words alone.
     *
     * @throws LoadException if the seeds draw no request, or a warm-up request fails
     * @throws InterruptedException if interrupted; open requests are given up
     */
    public LoadReport run(LoadSeeds seeds, BooleanSupplier goOn) throws InterruptedException {
        return run(seeds, goOn, Watch.NONE);
    }

    /**
     * Likewise, and {@code watch} may end it for what it sees.
     *
     * @throws LoadException if the seeds draw no request, or a warm-up request fails
     * @throws InterruptedException if interrupted; open requests are given up
     */
    public LoadReport run(LoadSeeds seeds, BooleanSupplier goOn, Watch watch) throws InterruptedException {
        double[] due = plan.arrivalTimes(seeds.arrivals());
        List<Prepared> requests = bodies.inOrder(due.length, seeds);
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, LoadTest::daemon);
        try (Connections connections = new Connections(endpoint, plan.headers(), timer)) {
            int warm = warmUp(new Sender(plan, connections, timer, Watch.NONE), seeds);
            LoadClock clock = LoadClock.startingIn(LEAD);
            Sender sender = new Sender(plan, connections, timer, watch);
            Optional<String> stopped = sender.sendAll(due, requests, clock, goOn);
            sender.giveUp();
            boolean open = plan.maxConcurrency().isEmpty() && !(plan.arrivals() instanceof Arrivals.AtOnce);
            double duration = open && stopped.isEmpty() ? Math.max(plan.seconds(), clock.seconds()) : clock.seconds();
            return new LoadReport(
                    sender.results(),
                    duration,
                    plan.slo(),
                    plan.requestTimeout().toMillis() * 1e-3,
                    stopped,
                    bodies.repeated(requests.size(), warm));
        } finally {
            timer.shutdownNow();
        }
    }

    /** Waves of requests at a time: an engine compiles, captures and allocates for its first ones. Returns how many in all. */
    private int warmUp(Sender sender, LoadSeeds seeds) throws InterruptedException {
        if (plan.prefixCache() == PrefixCache.WARM) {
            wave(sender, bodies.prefixes(seeds));
        }
        double before = Double.POSITIVE_INFINITY;
        int sent = 0;
        for (int i = 0; i < plan.warmUpWaves() && plan.warmUp() > 0; i++) {
            double now = wave(sender, bodies.warmUp(i, seeds));
            sent += plan.warmUp();
            if (now > LoadPlan.STEADY * before) {
                break;
            }
            before = now;
        }
        return sent;
    }

    /** The median latency in seconds. */
    private static double wave(Sender sender, List<Prepared> requests) throws InterruptedException {
        List<RequestResult> results = sender.together(requests);
        for (RequestResult result : results) {
            Optional<Failure> failure = result.failure();
            if (failure.isPresent()) {
                throw new LoadException("a warm-up request failed", failure.get());
            }
        }
        double[] sorted =
                results.stream().mapToDouble(RequestResult::latency).sorted().toArray();
        return sorted.length == 0 ? 0.0 : sorted[sorted.length / 2];
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "scoot-load-timer");
        thread.setDaemon(true);
        return thread;
    }
}
