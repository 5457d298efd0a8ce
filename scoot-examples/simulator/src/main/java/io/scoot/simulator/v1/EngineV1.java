package io.scoot.simulator.v1;

import java.util.ArrayList;
import java.util.List;

/** The engine as a whole: what fits into its memory, and how it serves a list of requests. */
public final class EngineV1 {

    /** Bytes beside weights and cache: CUDA context, NCCL, graphs, activations of the profile run [calibrated]. */
    private static final double RESERVED = 1.5e9;

    /** Of the memory, what the driver leaves. */
    private static final double USABLE = 0.985;

    /** Fragments and temporary buffers under load [guess]. */
    private static final double BURST_BYTES = 0.4e9;

    private static final double ACTIVATION_BYTES_PER_TOKEN_AND_WIDTH = 8.0;

    /** Seconds that a request spends in the server before the engine and after it: HTTP, tokenizer, queues [calibrated]. */
    static final double FRONT = 20e-3;

    private final ModelShape model;
    private final Accelerator gpu;
    private final EngineOptions options;
    private final int blocks;

    /**
     * Starts an engine.
     *
     * @throws EngineFailure if it would refuse these options, or the model does not fit
     */
    public EngineV1(ModelShape model, Accelerator gpu, EngineOptions options, int maxModelLength) throws EngineFailure {
        this.model = model;
        this.gpu = gpu;
        this.options = options;
        if (model.heads() % options.tensorParallel() != 0) {
            throw new EngineFailure("Total number of attention heads (" + model.heads()
                    + ") must be divisible by tensor parallel size (" + options.tensorParallel() + ")");
        }
        if (options.maxNumBatchedTokens() < options.maxNumSeqs()) {
            throw new EngineFailure("max_num_batched_tokens (" + options.maxNumBatchedTokens()
                    + ") must be greater than or equal to max_num_seqs (" + options.maxNumSeqs() + ")");
        }
        double t = options.tensorParallel();
        double activations = ACTIVATION_BYTES_PER_TOKEN_AND_WIDTH
                        * options.maxNumBatchedTokens()
                        * Math.max(model.hidden(), model.intermediate() / t)
                + 8.0 * options.maxNumSeqs() * model.vocabulary();
        double left = options.gpuMemoryUtilization() * gpu.memory() - model.bytes() / t - RESERVED - activations;
        if (model.bytes() / t + RESERVED + activations > gpu.memory()) {
            throw new EngineFailure("torch.OutOfMemoryError: CUDA out of memory");
        }
        double blockBytes =
                options.kvBytes() / 2.0 * model.kvBytes() / Math.min(t, model.kvHeads()) * options.blockSize();
        this.blocks = (int) Math.max(0.0, Math.floor(left / blockBytes));
        if (blocks == 0) {
            throw new EngineFailure("No available memory for the cache blocks");
        }
        if ((long) blocks * options.blockSize() < maxModelLength) {
            throw new EngineFailure("To serve at least one request with the model's max seq len (" + maxModelLength
                    + "), more KV cache is needed than the " + (long) blocks * options.blockSize()
                    + " tokens available");
        }
    }

    /**
     * Checks what the profile run does not see: fragments and bursts of activations need some memory beside the share that is used.
     *
     * @throws EngineFailure if there is too little: the engine dies under load
     */
    public void requireHeadroom() throws EngineFailure {
        double burst = BURST_BYTES + 2.0 * options.maxNumBatchedTokens() * model.hidden() * 4.0;
        if (options.gpuMemoryUtilization() * gpu.memory() + burst > USABLE * gpu.memory()) {
            throw new EngineFailure("torch.OutOfMemoryError: CUDA out of memory under load");
        }
    }

    /** Tokens that the cache holds. */
    public long cacheTokens() {
        return (long) blocks * options.blockSize();
    }

    /** Whether no request may be open when the simulation ends. */
    private static boolean over(double now, double end, V1Scheduler scheduler, int next, int count) {
        return (scheduler.idle() && next == count) || now >= end;
    }

    /** What a run of the engine left: its requests, and how often one was preempted. */
    record Served(List<Stream> requests, int preemptions) {}

    /**
     * Serves requests until all are answered, or until {@code end}.
     *
     * @param arrivals in seconds, ascending
     * @param shapes input, output, group, prefix of each
     * @param most requests open at a time; one above it is due when another ends
     */
    Served serve(double[] arrivals, int[][] shapes, double end, int most) {
        KvCache cache = new KvCache(blocks, options.blockSize(), options.prefixCaching());
        V1Scheduler scheduler = new V1Scheduler(options, cache);
        StepCost cost = new StepCost(model, gpu, options);
        List<Stream> all = new ArrayList<>();
        for (int i = 0; i < arrivals.length; i++) {
            all.add(new Stream(i, arrivals[i], shapes[i][0], shapes[i][1], shapes[i][2], shapes[i][3]));
        }
        double now = 0.0;
        double held = 0.0; // until when the cap let nobody in
        int next = 0;
        while (!over(now, end, scheduler, next, all.size())) {
            if (scheduler.idle()) {
                now = Math.max(now, all.get(next).arrival);
            }
            while (next < all.size() && all.get(next).arrival <= now && scheduler.open() < most) {
                Stream request = all.get(next++);
                request.arrival = Math.max(request.arrival, held);
                scheduler.arrive(request);
            }
            boolean full = scheduler.open() >= most;
            now += step(scheduler.schedule(), cost);
            scheduler.complete(now);
            held = full ? now : held;
        }
        return new Served(all, scheduler.preemptions());
    }

    private static double step(List<V1Scheduler.Chunk> chunks, StepCost cost) {
        int tokens = 0;
        int sampled = 0;
        double cached = 0.0;
        double prompt = 0.0;
        boolean mixed = false;
        for (V1Scheduler.Chunk chunk : chunks) {
            Stream request = chunk.request();
            tokens += chunk.tokens();
            sampled += request.computed + chunk.tokens() == request.length() ? 1 : 0;
            if (chunk.tokens() == 1) {
                cached += request.length();
            } else {
                mixed = true;
                prompt += chunk.tokens() * (request.computed + chunk.tokens() / 2.0);
            }
        }
        return chunks.isEmpty() ? 1e-3 : cost.seconds(tokens, chunks.size(), cached, prompt, sampled, mixed);
    }
}
