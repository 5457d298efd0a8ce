package io.scoot.simulator;

import io.scoot.Configuration;
import io.scoot.Evaluator;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import io.scoot.load.trace.Lengths;
import io.scoot.load.trace.RequestShapes;
import io.scoot.load.trace.TraceCsv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One of the paper's 32 services, {SQL, BOT, CLS, REC} × {7B, 13B} × {2, 4} × {A10, A100}, on the simulated engine: what to
 * tune, for what, and how to measure it. Immutable and thread-safe. How far the simulation can be trusted is told in the
 * package's documentation.
 */
public final class SimulatedService {

    private static final double ENGINE_START =
            75.0; // seconds, of the 60–90 that the paper's figure 13c suggests [guess]
    private static final double FAILED_START = 30.0; // seconds until a refusal [guess]

    private final String name;
    private final Application application;
    private final ModelSpec model;
    private final GpuSpec gpu;
    private final int gpus;
    private final EngineProfile profile;
    private final Workload workload;
    private final SearchSpace space;

    private SimulatedService(
            String name,
            Application application,
            ModelSpec model,
            GpuSpec gpu,
            int gpus,
            EngineProfile profile,
            Workload workload) {
        this.name = name;
        this.application = application;
        this.model = model;
        this.gpu = gpu;
        this.gpus = gpus;
        this.profile = profile;
        this.workload = workload;
        this.space = space(model, gpus);
    }

    /** All 32 names, such as {@code sql-13b-4a10}. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Application application : Application.values()) {
            for (String size : List.of("7b", "13b")) {
                for (String cluster : List.of("2a10", "4a10", "2a100", "4a100")) {
                    names.add(application.name().toLowerCase(Locale.ROOT) + "-" + size + "-" + cluster);
                }
            }
        }
        return names;
    }

    /**
     * The service of that name, with the hidden constraints that the paper saw.
     *
     * @throws IllegalArgumentException if there is none, with those there are
     */
    public static SimulatedService named(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("there is no service \"" + name + "\"; there are " + names());
        }
        String[] parts = name.split("-", -1);
        Application application = Application.valueOf(parts[0].toUpperCase(Locale.ROOT));
        ModelSpec model = parts[1].equals("7b") ? ModelSpec.LLAMA2_7B : ModelSpec.LLAMA2_13B;
        GpuSpec gpu = parts[2].endsWith("a100") ? GpuSpec.A100 : GpuSpec.A10;
        int gpus = parts[2].charAt(0) - '0';
        Workload workload = new Workload(application.pool(), application.rate(gpu));
        return new SimulatedService(name, application, model, gpu, gpus, EngineProfile.PAPER, workload);
    }

    /** The same service on an engine with other hidden constraints. */
    public SimulatedService withProfile(EngineProfile value) {
        return new SimulatedService(name, application, model, gpu, gpus, value, workload);
    }

    /**
     * The same service under a user's own trace: a CSV with a header, one row per request, replayed at the service's rate in
     * random order. Lengths are taken as they are, up to what the model holds; no prefixes are shared.
     *
     * @throws IllegalArgumentException naming the column or the line that is wrong
     */
    public SimulatedService withTrace(Path csv, String inputColumn, String outputColumn) {
        List<Lengths> lengths = TraceCsv.file(csv, inputColumn, outputColumn).stream()
                .map(l -> Workload.scaled(l, 1.0, 1.0, Integer.MAX_VALUE))
                .toList();
        Workload replayed = new Workload(RequestShapes.unshared(lengths), workload.rate());
        return new SimulatedService(name, application, model, gpu, gpus, profile, replayed);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** One line for people. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%s on %d × %s, %s at %.0f per second, engine profile \"%s\"",
                model.name(),
                gpus,
                gpu.name(),
                application.what(),
                workload.rate(),
                profile);
    }

    /** The nine parameters of the paper's Table 1, with vLLM's known constraints and its defaults. */
    public SearchSpace space() {
        return space;
    }

    /** TTFT and TPOT for SQL and BOT, the 95th percentile of the latency for CLS, throughput for REC. */
    public Objective[] objectives() {
        return switch (application) {
            case SQL, BOT -> new Objective[] {Objective.minimize("ttft_ms"), Objective.minimize("tpot_ms")};
            case CLS -> new Objective[] {Objective.minimize("p95_latency_ms")};
            case REC -> new Objective[] {Objective.maximize("throughput_rps")};
        };
    }

    /** Launches the simulated engine and stress-tests it with the trial's arrival order. */
    public Evaluator evaluator() {
        return trial -> evaluate(trial.configuration(), trial.arrivalSeed());
    }

    /** Metrics {@code ttft_ms}, {@code tpot_ms}, {@code p95_latency_ms} and {@code throughput_rps}, or the crash. */
    public Outcome evaluate(Configuration configuration, long arrivalSeed) {
        EngineConfig config = engine(configuration);
        try {
            StressResult result = new EngineSimulator(model, gpu, config, profile)
                    .run(workload.requests(arrivalSeed), gpus, EngineSimulator.Observer.NONE);
            Map<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("ttft_ms", result.ttftMs());
            result.tpotMs().ifPresent(tpot -> metrics.put("tpot_ms", tpot));
            metrics.put("p95_latency_ms", result.p95LatencyMs());
            metrics.put("throughput_rps", result.throughput());
            return Outcome.measured(metrics).withCost(gpus * (ENGINE_START + result.makespan()));
        } catch (EngineCrash crash) {
            boolean start = crash.stage() == EngineCrash.Stage.START;
            String when = start
                    ? "at the start"
                    : String.format(Locale.ROOT, "after %.1f s of the stress test", crash.atSeconds());
            double seconds = start ? FAILED_START : ENGINE_START + crash.atSeconds();
            return Outcome.crashed(when + ": " + crash.getMessage()).withCost(gpus * seconds);
        }
    }

    /** The command that starts vLLM with a configuration, one argument per element. */
    public List<String> serveCommand(Configuration configuration) {
        EngineConfig config = engine(configuration);
        List<String> command = new ArrayList<>(List.of(
                "vllm",
                "serve",
                model.repository(),
                "--tensor-parallel-size=" + config.tensorParallel(),
                "--max-num-seqs=" + config.maxNumSeqs(),
                "--max-num-batched-tokens=" + config.maxNumBatchedTokens(),
                "--block-size=" + config.blockSize(),
                String.format(Locale.ROOT, "--scheduler-delay-factor=%.4g", config.schedulerDelayFactor())));
        addIf(command, config.chunkedPrefill(), "--enable-chunked-prefill");
        addIf(command, config.prefixCaching(), "--enable-prefix-caching");
        addIf(command, config.disableCustomAllReduce(), "--disable-custom-all-reduce");
        addIf(command, config.v2BlockManager(), "--use-v2-block-manager");
        return command;
    }

    ModelSpec model() {
        return model;
    }

    GpuSpec gpu() {
        return gpu;
    }

    int gpus() {
        return gpus;
    }

    Workload workload() {
        return workload;
    }

    static EngineConfig engine(Configuration configuration) {
        return new EngineConfig(
                configuration.getInt("tensor-parallel"),
                configuration.getInt("max-num-seqs"),
                configuration.getInt("max-num-batched-tokens"),
                configuration.getInt("block-size"),
                configuration.getDouble("scheduler-delay-factor"),
                configuration.getBoolean("enable-chunked-prefill"),
                configuration.getBoolean("enable-prefix-caching"),
                configuration.getBoolean("disable-custom-all-reduce"),
                configuration.getBoolean("use-v2-block-manager"));
    }

    private static void addIf(List<String> command, boolean wanted, String flag) {
        if (wanted) {
            command.add(flag);
        }
    }

    private static SearchSpace space(ModelSpec model, int gpus) {
        Function<Configuration, Integer> tokens = c -> c.getInt("max-num-batched-tokens");
        return SearchSpace.builder()
                .add(Parameter.integer("tensor-parallel", 1, gpus))
                .add(Parameter.integer("max-num-seqs", 64, 8192))
                .add(Parameter.integer("max-num-batched-tokens", 64, 8192))
                .add(Parameter.ordinal("block-size", 8, 16, 32))
                .add(Parameter.real("scheduler-delay-factor", 0.0, 2.0))
                .add(Parameter.bool("enable-chunked-prefill"))
                .add(Parameter.bool("enable-prefix-caching"))
                .add(Parameter.bool("disable-custom-all-reduce"))
                .add(Parameter.bool("use-v2-block-manager"))
                .constraint(
                        "tensor-parallel divides the " + model.heads() + " attention heads",
                        c -> model.heads() % c.getInt("tensor-parallel") == 0)
                .constraint("max-num-batched-tokens >= max-num-seqs", c -> tokens.apply(c) >= c.getInt("max-num-seqs"))
                .constraint(
                        "max-num-batched-tokens >= " + model.maxLength() + " unless enable-chunked-prefill",
                        c -> c.getBoolean("enable-chunked-prefill") || tokens.apply(c) >= model.maxLength())
                .defaults(Map.of(
                        "tensor-parallel",
                        gpus,
                        "max-num-seqs",
                        256,
                        "max-num-batched-tokens",
                        4096,
                        "block-size",
                        16,
                        "scheduler-delay-factor",
                        0.0,
                        "enable-chunked-prefill",
                        false,
                        "enable-prefix-caching",
                        false,
                        "disable-custom-all-reduce",
                        false,
                        "use-v2-block-manager",
                        false))
                .build();
    }
}
