package io.scoot.simulator.v1;

import io.scoot.load.Arrivals;
import io.scoot.load.ErrorKind;
import io.scoot.load.LoadPlan;
import io.scoot.load.LoadReport;
import io.scoot.load.RequestResult;
import io.scoot.load.TokenCount;
import io.scoot.load.trace.RequestShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The load of a real stress test on simulated engines, with the figures that the load generator would report. Of a long test only its
 * first {@value #MOST} requests or so are simulated, in as much less time.
 */
final class PlannedLoad {

    private static final int MOST = 500;
    private static final double SECONDS = 40.0; // a queue takes its time to grow

    /** Parts of names of figures that the simulation does not have: gaps between tokens, and the load generator's own faults. */
    private static final List<String> NOT_SIMULATED =
            List.of("itl_ms", "sent_", "lateness_ms", "short_answers", "chunk_counted_answers");

    private final LoadPlan plan;

    /**
     * Of a plan.
     *
     * @throws IllegalArgumentException if its prompts share blocks, which the simulated cache does not know
     */
    PlannedLoad(LoadPlan plan) {
        if (plan.pool().stream().anyMatch(shape -> !shape.blocks().isEmpty())) {
            throw new IllegalArgumentException(
                    "the load's prompts share named blocks, as Mooncake's traces have them; the simulator knows shared prefixes alone");
        }
        this.plan = plan;
    }

    /** What {@link #metrics} has. */
    Set<String> metricNames() {
        return LoadReport.metricNames().stream()
                .filter(name -> NOT_SIMULATED.stream().noneMatch(name::contains))
                .filter(name ->
                        !name.equals("goodput_rps") || !plan.slo().bounds().isEmpty())
                .collect(Collectors.toSet());
    }

    /** What a test computes, about: a token that is generated, or a block of a prompt, counts 1 and takes some 0.6 µs. */
    double work() {
        double each = plan.pool().stream()
                .mapToDouble(shape -> shape.output() + shape.input() / 16.0)
                .average()
                .orElse(1.0);
        return each * plan.arrivals().expected(plan.rate(), shorter(plan.rate(), plan.seconds()));
    }

    /** The figures of the plan on {@code replicas} of an engine behind one server. */
    Map<String, Double> metrics(EngineV1 engine, int replicas, long seed) {
        return metrics(engine, replicas, plan.rate(), plan.seconds(), seed);
    }

    /** The figures at another rate, and for another time. */
    Map<String, Double> metrics(EngineV1 engine, int replicas, double rate, double seconds, long seed) {
        double[] times = times(rate, seconds, seed);
        int[][] shapes = shapes(times.length, seed);
        double end = times[times.length - 1] + plan.drain().toMillis() * 1e-3;
        List<RequestResult> results = new ArrayList<>();
        for (int replica = 0; replica < replicas; replica++) {
            int first = replica;
            int[] own = IntStream.range(0, times.length)
                    .filter(i -> i % replicas == first)
                    .toArray();
            EngineV1.Served served = engine.serve(
                    Arrays.stream(own).mapToDouble(i -> times[i]).toArray(),
                    Arrays.stream(own).mapToObj(i -> shapes[i]).toArray(int[][]::new),
                    end,
                    Math.max(1, plan.maxConcurrency().orElse(Integer.MAX_VALUE) / replicas));
            served.requests().stream()
                    .filter(request -> request.arrival < end)
                    .forEach(request -> results.add(result(request, end)));
        }
        double last = results.stream().mapToDouble(RequestResult::ended).max().orElse(end);
        LoadReport report = new LoadReport(results, last, plan.slo(), timeout(), Optional.empty(), 0);
        Map<String, Double> metrics = report.metrics();
        metrics.keySet().retainAll(metricNames());
        return metrics;
    }

    private double[] times(double rate, double seconds, long seed) {
        Arrivals arrivals = plan.arrivals();
        double[] times = arrivals.times(rate, shorter(rate, seconds), seed);
        return times.length == 0 ? new double[] {0.0} : times;
    }

    private double shorter(double rate, double seconds) {
        double share = MOST / plan.arrivals().expected(rate, seconds);
        return Math.min(seconds, Math.max(SECONDS, share * seconds));
    }

    private int[][] shapes(int count, long seed) {
        List<RequestShape> pool = plan.pool();
        if (!plan.arrivals().keepsOrder()) {
            return ChatLoad.draw(pool, count, new SplittableRandom(seed));
        }
        return IntStream.range(0, count)
                .mapToObj(i -> ChatLoad.described(pool.get(i % pool.size())))
                .toArray(int[][]::new);
    }

    private double timeout() {
        return plan.requestTimeout().toMillis() * 1e-3;
    }

    /** What the load generator would note; what is not answered in time has waited until then. */
    private RequestResult result(Stream request, double end) {
        double first = request.firstToken + EngineV1.FRONT; // NaN without one
        double last = request.lastToken + EngineV1.FRONT;
        double patience = Math.min(end, request.arrival + timeout());
        boolean answered = request.finished() && last <= patience;
        double[] tokens = !(first <= patience)
                ? new double[0]
                : request.generated < 2 ? new double[] {first} : new double[] {first, Math.min(last, patience)};
        return new RequestResult(
                request.arrival,
                request.arrival,
                answered ? last : patience,
                tokens,
                request.input,
                request.generated,
                TokenCount.SERVER,
                request.output,
                answered
                        ? Optional.empty()
                        : Optional.of(new RequestResult.Failure(ErrorKind.UNFINISHED, "simulated")));
    }
}
