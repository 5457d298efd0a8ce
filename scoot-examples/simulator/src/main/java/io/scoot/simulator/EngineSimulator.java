package io.scoot.simulator;

import java.util.ArrayList;
import java.util.List;

/** Runs a workload through the engine, step by step, until every request is answered. */
final class EngineSimulator {

    private static final double ITERATION_TIMEOUT = 60.0; // VLLM_ENGINE_ITERATION_TIMEOUT_S

    private final ModelSpec model;
    private final GpuSpec gpu;
    private final EngineConfig config;
    private final EngineProfile profile;

    EngineSimulator(ModelSpec model, GpuSpec gpu, EngineConfig config, EngineProfile profile) {
        this.model = model;
        this.gpu = gpu;
        this.config = config;
        this.profile = profile;
    }

    /** Sees each step after it was scheduled; for tests of invariants. */
    interface Observer {

        Observer NONE = (scheduler, blocks, shape, now, end) -> {};

        void step(Scheduler scheduler, BlockManager blocks, StepShape shape, double now, double end);
    }

    /**
     * The stress test.
     *
     * @param requests by arrival
     * @throws EngineCrash if the engine refuses to start, or dies
     */
    StressResult run(List<Request> requests, int gpus, Observer observer) throws EngineCrash {
        var violation = config.violation(model, gpus);
        if (violation.isPresent()) {
            throw new EngineCrash(EngineCrash.Stage.START, 0.0, "ValueError: " + violation.get());
        }
        KvPlan plan = KvPlan.of(model, gpu, config);
        BlockManager blocks = config.prefixCaching() ? new PrefixCachedBlocks(plan) : new PlainBlocks(plan);
        Scheduler scheduler = new Scheduler(config, profile, model, plan, blocks);
        StepCostModel cost = new StepCostModel(model, gpu, config);
        StepShape shape = new StepShape();
        List<Sequence> sequences = new ArrayList<>(requests.size());
        double now = 0.0;
        while (true) {
            while (sequences.size() < requests.size()
                    && requests.get(sequences.size()).arrival() <= now) {
                Sequence sequence = new Sequence(requests.get(sequences.size()), sequences.size());
                sequences.add(sequence);
                scheduler.arrive(sequence);
            }
            if (scheduler.idle()) {
                if (sequences.size() == requests.size()) {
                    return StressResult.of(sequences, scheduler, now);
                }
                now = requests.get(sequences.size()).arrival();
                continue;
            }
            int refused = scheduler.ignored().size();
            scheduler.schedule(now, shape);
            if (shape.empty()) {
                if (scheduler.ignored().size() > refused) {
                    continue;
                }
                throw new EngineCrash(EngineCrash.Stage.RUN, now, "the scheduler is stuck");
            }
            double seconds = cost.seconds(shape);
            if (seconds > ITERATION_TIMEOUT) {
                throw new EngineCrash(EngineCrash.Stage.RUN, now, "AsyncEngineDeadError: a step took over a minute");
            }
            observer.step(scheduler, blocks, shape, now, now + seconds);
            now += seconds;
            scheduler.complete(now);
        }
    }
}
