package io.scoot.simulator.v1;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.Trial;
import io.scoot.load.LoadPlan;
import io.scoot.load.capacity.CapacityReport;
import io.scoot.load.capacity.LoadCapacity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a simulation says of a study of a real vLLM before anything real is evaluated: the study is run on the simulated V1 engine, and
 * at most {@value #MOST} of the configurations that are good there are worth a real trial. Beyond these the simulation is not believed.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * Prior prior = Prior.of(space, objectives, slos, new Deployment(ModelShape.LLAMA31_8B, Accelerator.H100, 1, 4096), load);
 * study.enqueue(Prior.NAME, prior.advice(seed).configurations().toArray(Configuration[]::new));
 * }</pre>
 */
public final class Prior {

    /** Who it is that suggests. */
    public static final String NAME = "the simulator";

    /** Configurations that it suggests at most. */
    public static final int MOST = 3;

    private static final int EVALUATIONS = 1000;
    private static final int FEWEST = 100;
    private static final double WORK =
            2e7; // of all evaluations together, see PlannedLoad: some ten seconds of one core
    private static final int AT_A_TIME = 25;

    private final ExploredSpace space;
    private final List<Objective> objectives;
    private final List<Slo> slos;
    private final Deployment deployment;
    private final PlannedLoad load;
    private final Optional<PlannedCapacity> capacity;

    private Prior(
            ExploredSpace space,
            List<Objective> objectives,
            List<Slo> slos,
            Deployment deployment,
            LoadPlan plan,
            Optional<LoadCapacity> search) {
        this.space = space;
        this.objectives = List.copyOf(objectives);
        this.slos = List.copyOf(slos);
        this.deployment = deployment;
        this.load = new PlannedLoad(plan);
        this.capacity = search.map(found -> new PlannedCapacity(found, plan.rate()));
        Set<String> simulated = new TreeSet<>(load.metricNames());
        search.ifPresent(found -> simulated.add(CapacityReport.METRIC));
        Stream.concat(objectives.stream().map(Objective::metric), slos.stream().map(Slo::metric))
                .filter(metric -> !simulated.contains(metric))
                .findFirst()
                .ifPresent(metric -> {
                    throw new IllegalArgumentException(
                            "metric \"" + metric + "\" is not simulated; there are " + simulated);
                });
    }

    /**
     * Of a study.
     *
     * @param space of {@code vllm serve}, by vLLM's names, with a default; what the simulation does not know stays at it
     * @param objectives on metrics that the load generator reports
     * @param slos on such metrics
     * @param deployment model and GPUs
     * @param load of each trial
     * @throws IllegalArgumentException naming what cannot be simulated
     */
    public static Prior of(
            SearchSpace space, List<Objective> objectives, List<Slo> slos, Deployment deployment, LoadPlan load) {
        return new Prior(new ExploredSpace(space), objectives, slos, deployment, load, Optional.empty());
    }

    /**
     * Of a study in which every trial searches for the capacity.
     *
     * @param search how it does
     * @throws IllegalArgumentException naming what cannot be simulated
     */
    public static Prior ofCapacity(
            SearchSpace space,
            List<Objective> objectives,
            List<Slo> slos,
            Deployment deployment,
            LoadPlan load,
            LoadCapacity search) {
        search.check(load);
        return new Prior(new ExploredSpace(space), objectives, slos, deployment, load, Optional.of(search));
    }

    /**
     * What was found.
     *
     * @param configurations to evaluate first, at most {@value #MOST}, the default not among them; none where none worked
     * @param simulated how many were evaluated
     * @param worked how many of them worked
     * @param kept how many of these kept the bounds
     */
    public record Advice(List<Configuration> configurations, int simulated, int worked, int kept) {
        /** Copies the configurations. */
        public Advice {
            configurations = List.copyOf(configurations);
        }
    }

    /** What the simulation leaves out; empty if nothing. */
    public List<String> notes() {
        return space.notes();
    }

    /**
     * Runs the study on the simulated engine, which takes some seconds of all cores, and chooses: of the Pareto front, or, with one
     * objective, the best and of those within 2 % of it, what is most different.
     *
     * @param seed the study's; the same one says the same
     */
    public Advice advice(long seed) {
        Result result = simulated(seed);
        List<Observation> observations = result.observations();
        long kept = observations.stream().filter(result::satisfies).count();
        List<Observation> chosen = new Best(result, this::numbers).three();
        return new Advice(
                chosen.stream().map(o -> space.completed(o.configuration())).toList(),
                observations.size(),
                result.feasible().size(),
                (int) kept);
    }

    private Result simulated(long seed) {
        Scoot.Builder study = new Scoot.Builder()
                .space(space.space())
                .objectives(objectives.toArray(Objective[]::new))
                .slos(slos.toArray(Slo[]::new))
                .suggester(new VariedBest())
                .budget(evaluations())
                .seed(seed)
                .stopOnCommonCrash(false)
                .confirmations(0);
        try (Scoot scoot = study.build()) {
            while (!scoot.done()) {
                List<Trial> trials = scoot.ask(AT_A_TIME);
                List<Outcome> outcomes = trials.parallelStream()
                        .map(trial -> evaluate(trial.configuration(), trial.arrivalSeed()))
                        .toList();
                for (int i = 0; i < trials.size(); i++) {
                    scoot.tell(trials.get(i), outcomes.get(i));
                }
            }
            return scoot.result();
        }
    }

    /** As many as are had in some seconds, by what each computes: a clock would not say the same twice. */
    private int evaluations() {
        double each = capacity.map(found -> load.work() * found.search().rules().mostSteps() / 2.0)
                .orElse(load.work());
        return (int) Math.max(FEWEST, Math.min(EVALUATIONS, WORK / each));
    }

    private Flags flags(Configuration configuration) {
        return new Flags(space.completed(configuration).asMap(), deployment.gpu());
    }

    private Outcome evaluate(Configuration configuration, long seed) {
        Flags flags = flags(configuration);
        try {
            EngineV1 engine =
                    new EngineV1(deployment.model(), deployment.gpu(), flags.options(), deployment.maxModelLength());
            engine.requireHeadroom();
            Map<String, Double> metrics = capacity.map(found -> found.metrics(rate -> load.metrics(
                            engine,
                            flags.replicas(),
                            rate,
                            found.search().rules().seconds(rate),
                            seed)))
                    .orElseGet(() -> load.metrics(engine, flags.replicas(), seed));
            return Outcome.measured(metrics);
        } catch (EngineFailure e) {
            return Outcome.crashed(e.words());
        }
    }

    /** What the engine makes of a configuration: what it takes by itself differs in nothing from the same when it is given. */
    private double[] numbers(Configuration configuration) {
        Flags flags = flags(configuration);
        EngineOptions options = flags.options();
        return new double[] {
            options.tensorParallel(),
            flags.replicas(),
            options.maxNumSeqs(),
            options.maxNumBatchedTokens(),
            options.longPrefillTokenThreshold() == 0 ? Double.MAX_VALUE : options.longPrefillTokenThreshold(),
            options.blockSize(),
            options.gpuMemoryUtilization(),
            options.prefixCaching() ? 1.0 : 0.0,
            options.asyncScheduling() ? 1.0 : 0.0,
            options.maxCudagraphCaptureSize()
        };
    }
}
