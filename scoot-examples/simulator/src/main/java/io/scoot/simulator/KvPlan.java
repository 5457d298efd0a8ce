package io.scoot.simulator;

/**
 * What vLLM's profile run leaves for the key-value cache (worker.py, determine_num_available_blocks).
 *
 * @param blocks of the cache on each GPU
 * @param blockSize tokens per block
 */
record KvPlan(int blocks, int blockSize) {

    private static final double UTILIZATION = 0.9; // gpu_memory_utilization
    private static final double CONTEXT = 0.5e9; // CUDA context [calibrated]
    private static final double NCCL = 0.6e9; // its buffers [calibrated]
    private static final double SAMPLER_BYTES = 30.0; // per sequence and vocabulary entry: sort, softmax, scatter
    private static final double USABLE = 0.985;

    /** Blocks that admission leaves free. */
    int watermark() {
        return (int) (0.01 * blocks);
    }

    /** Tokens that fit. */
    long tokens() {
        return (long) blocks * blockSize;
    }

    static KvPlan of(ModelSpec model, GpuSpec gpu, EngineConfig config) throws EngineCrash {
        int t = config.tensorParallel();
        double resident = 2.0 * model.parameters() / t + CONTEXT + (t > 1 ? NCCL : 0.0);
        if (resident > gpu.memory()) {
            throw start("CUDA out of memory while loading the weights");
        }
        double width = 2.0 * model.hidden() * 5.0 + 2.0 * (3.0 * model.intermediate() + 3.0 * model.hidden()) / t;
        double activations = config.maxNumBatchedTokens() * width;
        double sampler = config.maxNumSeqs() * (double) model.vocabulary() * SAMPLER_BYTES;
        double peak = resident + Math.max(activations, sampler); // activations are freed before sampling
        if (peak > USABLE * gpu.memory()) {
            throw start("CUDA out of memory in the profile run");
        }
        double blockBytes = config.blockSize() * model.kvBytes(t);
        int blocks = (int) Math.floor((UTILIZATION * gpu.memory() - peak) / blockBytes);
        if (blocks <= 0) {
            throw start("no available memory for the cache blocks");
        }
        KvPlan plan = new KvPlan(blocks, config.blockSize());
        if (plan.tokens() < model.maxLength()) {
            throw start("the model's max seq len " + model.maxLength() + " is larger than the " + plan.tokens()
                    + " tokens of the KV cache");
        }
        return plan;
    }

    private static EngineCrash start(String reason) {
        return new EngineCrash(EngineCrash.Stage.START, 0.0, reason);
    }
}
