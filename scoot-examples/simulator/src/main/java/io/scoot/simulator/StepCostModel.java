package io.scoot.simulator;

/**
 * Seconds of one engine step: GPU time by a roofline with a p-norm of 2 for each layer, attention, all-reduce and the sampler's
 * head, plus CPU time, which 0.5.x does not overlap. Fitted on Vidur's A100 and A40 profiles to 5–8 % where it says so;
 * constants without a source are calibrated. A pure function.
 */
final class StepCostModel {

    private static final double LAYER = 12e-6; // fixed cost of the four GEMMs, measured
    private static final double OTHER = 18e-6; // fixed cost of norms, rope, activations, measured
    private static final double DECODE_ATTENTION = 6e-6;
    private static final double PREFILL_ATTENTION = 10e-6;
    private static final double SMALL_BLOCK_PREFILL = 0.8; // block size 8 falls back to xformers
    private static final double HEAD = 0.4e-3;
    private static final double SAMPLER_BYTES = 40.0; // per vocabulary entry
    private static final double EAGER_LAYER = 0.36e-3; // Python and launches [calibrated]
    private static final double EAGER_LAYER_PARALLEL = 0.42e-3;
    private static final int LARGEST_GRAPH = 256; // model_runner.py, _BATCH_SIZES_TO_CAPTURE

    private static final double CPU = 2.0e-3;
    private static final double CPU_DECODE = 40e-6;
    private static final double CPU_DECODE_V2 = 10e-6;
    private static final double CPU_PREFILL = 150e-6;
    private static final double CPU_BLOCK = 0.03e-6;
    private static final double CPU_WORKERS = 0.8e-3;
    private static final double CPU_WORKERS_SEQUENCE = 8e-6;
    private static final double CPU_CACHED_BLOCK = 0.12e-6;
    private static final double CPU_CACHED_BLOCK_V2 = 0.25e-6;
    private static final double CPU_HASHED_BLOCK = 2e-6;

    private final ModelSpec model;
    private final GpuSpec gpu;
    private final EngineConfig config;

    StepCostModel(ModelSpec model, GpuSpec gpu, EngineConfig config) {
        this.model = model;
        this.gpu = gpu;
        this.config = config;
    }

    double seconds(StepShape shape) {
        return gpuSeconds(shape) + cpuSeconds(shape);
    }

    double gpuSeconds(StepShape shape) {
        boolean graph = shape.prefills == 0 && shape.decodes <= LARGEST_GRAPH;
        double n = graph ? padded(shape.decodes) : shape.decodes + shape.prefillTokens;
        int t = config.tensorParallel();
        double layer = linear(n) + other(n) + attention(shape) + allReduce(n, graph);
        double seconds = model.layers() * layer + head(shape.sampled);
        double floor = model.layers() * (t > 1 ? EAGER_LAYER_PARALLEL : EAGER_LAYER);
        return graph ? seconds : Math.max(seconds, floor);
    }

    double linear(double n) {
        double h = model.hidden();
        double parameters = (4.0 * h * h + 3.0 * h * model.intermediate()) / config.tensorParallel();
        return Math.hypot(2.0 * parameters / gpu.bandwidth(), 2.0 * parameters * n / gpu.flops()) + LAYER;
    }

    private double other(double n) {
        double width = 2.0 * model.hidden() * (12.0 + 20.0 / config.tensorParallel());
        return OTHER + gpu.activationFactor() * n * width / gpu.bandwidth();
    }

    private double attention(StepShape shape) {
        double h = (double) model.hidden() / config.tensorParallel();
        double seconds = 0.0;
        if (shape.decodes > 0) {
            double efficiency =
                    switch (config.blockSize()) {
                        case 8 -> 0.50;
                        case 16 -> 0.75;
                        default -> 0.80;
                    };
            seconds += shape.decodeContext * 4.0 * h / (gpu.peakBandwidth() * efficiency) + DECODE_ATTENTION;
        }
        if (shape.prefills > 0) {
            double efficiency = gpu.prefillEfficiency() * (config.blockSize() == 8 ? SMALL_BLOCK_PREFILL : 1.0);
            seconds += 4.0 * h * shape.prefillWork / (gpu.peakFlops() * efficiency) + PREFILL_ATTENTION;
        }
        return seconds;
    }

    /** Of the attention's and of the MLP's output. */
    double allReduce(double n, boolean graph) {
        int t = config.tensorParallel();
        if (t == 1) {
            return 0.0;
        }
        boolean custom = !config.disableCustomAllReduce() && (t == 2 || (t % 2 == 0 && gpu.fullNvlink()));
        GpuSpec.AllReduce link = t == 2 ? gpu.pair() : gpu.quad();
        return 2.0 * link.seconds(2.0 * n * model.hidden(), graph, custom);
    }

    private double head(int sampled) {
        double vocabulary = model.vocabulary();
        double weights = 2.0 * vocabulary * model.hidden() / config.tensorParallel();
        return Math.hypot(weights / gpu.bandwidth(), weights * sampled / gpu.flops())
                + sampled * vocabulary * SAMPLER_BYTES / gpu.bandwidth()
                + HEAD;
    }

    private double cpuSeconds(StepShape shape) {
        boolean v2 = config.v2BlockManager();
        double seconds = CPU
                + shape.decodes * (CPU_DECODE + (v2 ? CPU_DECODE_V2 : 0.0))
                + shape.prefills * CPU_PREFILL
                + shape.blocks * CPU_BLOCK;
        if (config.tensorParallel() > 1) {
            seconds += CPU_WORKERS + (shape.decodes + shape.prefills) * CPU_WORKERS_SEQUENCE;
        }
        if (config.prefixCaching()) {
            seconds += shape.blocks * (v2 ? CPU_CACHED_BLOCK_V2 : CPU_CACHED_BLOCK)
                    + shape.prefillBlocks * CPU_HASHED_BLOCK;
        }
        return seconds;
    }

    /** The batch size of the captured graph: 1, 2, 4, 8, 16, 24 … */
    static int padded(int decodes) {
        if (decodes <= 2) {
            return decodes;
        }
        return decodes <= 4 ? 4 : (decodes + 7) / 8 * 8;
    }
}
