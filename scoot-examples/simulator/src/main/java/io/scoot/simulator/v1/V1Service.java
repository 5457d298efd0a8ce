package io.scoot.simulator.v1;

import io.scoot.Configuration;
import io.scoot.Evaluator;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.load.LoadPlan;
import io.scoot.load.trace.RequestShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One of 40 services on the simulated V1 engine, {chat, code, agent, reason} × ten pairs of model and GPUs, under nine tenths of the
 * requests that the engine takes by default: the fastest streams (95th percentile of the time per token) of which 95 of 100 see their
 * first token in time. Immutable and thread-safe.
 */
public final class V1Service {

    /** The service that the command line tunes by itself. */
    public static final String DEFAULT = "chat-llama-3.1-8b-1h100";

    private static final double SECONDS = 90.0; // of arrivals
    private static final double PATIENCE = 240.0; // s after which a client gives up
    private static final double ENGINE_START = 60.0; // s [guess]
    private static final int MAX_MODEL_LENGTH = 8192;
    private static final long REQUESTS_SEED = 20260101L;

    private final ChatLoad load;
    private final Machine machine;
    private final double rate;
    private final List<RequestShape> pool;
    private final SearchSpace space;
    private final boolean capacity;

    private V1Service(ChatLoad load, Machine machine, double rate, boolean capacity) {
        this.capacity = capacity;
        this.load = load;
        this.machine = machine;
        this.rate = rate;
        this.pool = load.pool();
        this.space = V1Space.of(machine.model(), machine.gpus());
    }

    /** All 40 names. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (ChatLoad load : ChatLoad.values()) {
            for (Machine machine : Machine.ALL) {
                names.add(load.label() + "-" + machine.label());
            }
        }
        return names;
    }

    /**
     * The service of that name.
     *
     * @throws IllegalArgumentException if there is none, with those there are
     */
    public static V1Service named(String name) {
        for (ChatLoad load : ChatLoad.values()) {
            for (Machine machine : Machine.ALL) {
                if (name.equals(load.label() + "-" + machine.label())) {
                    return new V1Service(load, machine, machine.rate(load), false);
                }
            }
        }
        throw new IllegalArgumentException("there is no service \"" + name + "\"; there are " + names());
    }

    /** The same service under another rate of requests per second. */
    public V1Service withRate(double value) {
        return new V1Service(load, machine, value, capacity);
    }

    /**
     * The same service, of which each evaluation measures {@code capacity_rps}: the highest rate of requests per second, within
     * 1 %, of which 95 of 100 see their first token in time and at most 2 % are given up; 0 where there is none. It is to be
     * maximised, and the bound is in it.
     */
    public V1Service maximizingCapacity() {
        return new V1Service(load, machine, rate, true);
    }

    /** Its name. */
    public String name() {
        return load.label() + "-" + machine.label();
    }

    /** One line for people. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%s on %d × %s, %s at %.4g per second, a simulated vLLM 0.33",
                machine.model().name(),
                machine.gpus(),
                machine.gpu().name(),
                load.what(),
                rate);
    }

    /** What may be tuned; every parameter is "not given" by default, but for how several GPUs are used. */
    public SearchSpace space() {
        return space;
    }

    /** The time between tokens that 95 of 100 streams do not exceed, or the capacity. */
    public Objective objective() {
        return capacity ? Objective.maximize(V1Capacity.METRIC) : Objective.minimize("p95_tpot_ms");
    }

    /** The bounds of a study: none on a capacity, which has kept its bound by itself, and closely. */
    public List<Slo> slos() {
        return capacity ? List.of() : List.of(slo());
    }

    /** The bound on the time to the first token. */
    public Slo slo() {
        return Slo.atMost("p95_ttft_ms", load.ttftBound());
    }

    /** What identifies it. */
    public Map<String, String> context() {
        return Map.of(
                "service",
                name(),
                "engine",
                "simulated vLLM 0.33",
                "rate",
                capacity ? "its capacity" : String.valueOf(rate));
    }

    /** What it runs, and on what. */
    public Deployment deployment() {
        return new Deployment(machine.model(), machine.gpu(), machine.gpus(), MAX_MODEL_LENGTH);
    }

    /** Its load as a stress test of a real engine would have it, with arrivals of its own; times are limited alike. */
    public LoadPlan loadPlan() {
        return LoadPlan.builder(machine.model().repository())
                .rate(rate)
                .seconds(SECONDS)
                .pool(pool)
                .requestTimeout(Duration.ofSeconds((long) PATIENCE))
                .drain(Duration.ofSeconds((long) PATIENCE))
                .maxModelLength(MAX_MODEL_LENGTH)
                .build();
    }

    /** The command that starts the real engine so. */
    public List<String> serveCommand(Configuration configuration) {
        List<String> command = new ArrayList<>(
                List.of("vllm", "serve", machine.model().repository(), "--max-model-len", "" + MAX_MODEL_LENGTH));
        command.addAll(V1Space.flags(configuration));
        return command;
    }

    /** Launches and stress-tests the simulated engine. */
    public Evaluator evaluator() {
        return trial -> evaluate(trial.configuration(), trial.arrivalSeed());
    }

    /** What a stress test of {@code configuration} shows under the arrivals of {@code seed}. */
    public Outcome evaluate(Configuration configuration, long seed) {
        EngineOptions options = V1Space.options(configuration, machine.gpu());
        EngineV1 engine;
        try {
            engine = new EngineV1(machine.model(), machine.gpu(), options, MAX_MODEL_LENGTH);
            engine.requireHeadroom();
        } catch (EngineFailure e) {
            return Outcome.crashed(e.words()).withCost(machine.gpus() * ENGINE_START);
        }
        int replicas = machine.gpus() / options.tensorParallel();
        return capacity
                ? V1Capacity.of(
                        slo(), rate, machine.gpus() * ENGINE_START, machine.gpus() * SECONDS, asked -> withRate(asked)
                                .stressTest(engine, replicas, seed))
                : Outcome.measured(stressTest(engine, replicas, seed))
                        .withCost(machine.gpus() * (ENGINE_START + SECONDS));
    }

    private Map<String, Double> stressTest(EngineV1 engine, int replicas, long seed) {
        SplittableRandom arrivals = new SplittableRandom(seed);
        int count = (int) Math.max(1, Math.round(rate * SECONDS));
        double[] times = arrivals.doubles(count, 0.0, SECONDS).sorted().toArray(); // a Poisson process, given its count
        int[][] shapes = ChatLoad.draw(pool, count, new SplittableRandom(REQUESTS_SEED));
        List<Stream> requests = new ArrayList<>();
        int preemptions = 0;
        for (int replica = 0; replica < replicas; replica++) {
            int first = replica;
            int[] own =
                    IntStream.range(0, count).filter(i -> i % replicas == first).toArray();
            EngineV1.Served served = engine.serve(
                    Arrays.stream(own).mapToDouble(i -> times[i]).toArray(),
                    Arrays.stream(own).mapToObj(i -> shapes[i]).toArray(int[][]::new),
                    SECONDS + PATIENCE,
                    Integer.MAX_VALUE);
            requests.addAll(served.requests());
            preemptions += served.preemptions();
        }
        return metrics(requests, preemptions);
    }

    private static Map<String, Double> metrics(List<Stream> requests, int preemptions) {
        List<Stream> answered = requests.stream()
                .filter(request -> request.finished() && request.lastToken - request.arrival <= PATIENCE)
                .toList();
        double[] ttft = requests.stream()
                .mapToDouble(request -> Double.isNaN(request.firstToken)
                        ? PATIENCE // it waited at least so long
                        : request.firstToken - request.arrival + EngineV1.FRONT)
                .sorted()
                .toArray();
        double[] tpot = answered.stream()
                .filter(request -> request.output > 1)
                .mapToDouble(request -> (request.lastToken - request.firstToken) / (request.output - 1))
                .sorted()
                .toArray();
        double end = answered.stream()
                .mapToDouble(request -> request.lastToken)
                .max()
                .orElse(SECONDS);
        double tokens = answered.stream().mapToDouble(request -> request.output).sum();
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("output_tokens_per_s", tokens / end);
        metrics.put("throughput_rps", answered.size() / end);
        metrics.put("ttft_ms", 1e3 * Arrays.stream(ttft).average().orElse(PATIENCE));
        metrics.put("p95_ttft_ms", 1e3 * ttft[(int) (0.95 * (ttft.length - 1))]);
        metrics.put("tpot_ms", 1e3 * Arrays.stream(tpot).average().orElse(PATIENCE));
        metrics.put("p95_tpot_ms", 1e3 * (tpot.length == 0 ? PATIENCE : tpot[(int) (0.95 * (tpot.length - 1))]));
        metrics.put("failed_share", 1.0 - (double) answered.size() / requests.size());
        metrics.put("preemptions", (double) preemptions);
        return metrics;
    }
}
