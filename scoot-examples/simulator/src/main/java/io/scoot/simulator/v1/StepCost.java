package io.scoot.simulator.v1;

/**
 * The time of a step: a roofline of weights and arithmetic per layer, attention by what it reads and computes, all-reduces, the
 * head, and the host's part. The constants are calibrated on the rows with even numbers of the H100 measurements.
 */
final class StepCost {

    /** Share of the peak that a large product of matrices reaches. */
    private static final double COMPUTE = 0.65;

    /** Share of the peak bandwidth at which weights are read. */
    private static final double WEIGHTS = 0.85;

    /** Share of the peak bandwidth at which keys and values are read. */
    private static final double CACHE = 0.70;

    /** Share of the peak at which attention over a prompt is computed. */
    private static final double ATTENTION = 0.62;

    /** Seconds of a layer's small kernels inside a graph: norms, rotary embedding, activations. */
    private static final double LAYER = 9e-6;

    /** More of a mixture: routing, permutation, uneven experts. */
    private static final double ROUTING = 14e-6;

    /** More of a layer that no graph holds. */
    private static final double EAGER = 37e-6;

    /** Seconds of the host for a step: scheduling, inputs, sampling, outputs; hidden if scheduling is asynchronous. */
    private static final double HOST = 1.6e-3;

    private static final double HOST_PER_REQUEST = 12e-6;

    /** What is left of it where scheduling is asynchronous. */
    private static final double VISIBLE = 0.5e-3;

    /** All-reduces of vLLM's own kernels, of the link's figures. */
    private static final double LINK = 0.46;

    /** Reading and computing overlap: the exponent of the norm that adds their times, 1 for none of it, ∞ for all. */
    private static final double OVERLAP = 2.5;

    private final ModelShape model;
    private final Accelerator gpu;
    private final EngineOptions options;

    StepCost(ModelShape model, Accelerator gpu, EngineOptions options) {
        this.model = model;
        this.gpu = gpu;
        this.options = options;
    }

    /**
     * Seconds of a step.
     *
     * @param tokens computed
     * @param requests that take part
     * @param cached tokens whose keys and values are read by requests that decode
     * @param prompt Σ of tokens × (context before + half of them) over chunks of prompts
     * @param sampled requests that get a token
     * @param mixed whether a chunk of a prompt takes part
     */
    double seconds(int tokens, int requests, double cached, double prompt, int sampled, boolean mixed) {
        int t = options.tensorParallel();
        double perToken = 2.0 * (model.attentionWeights() + model.activeExperts() * model.mlpWeights()) / t;
        double read = (2.0 * model.attentionWeights()
                        + model.weightBytes() * model.touchedExperts(tokens) * model.mlpWeights())
                / t;
        double linear = overlapped(read / (WEIGHTS * gpu.bandwidth()), perToken * tokens / (COMPUTE * gpu.flops()));
        double kv = options.kvBytes() / 2.0 * model.kvBytes() / model.layers() / Math.min(t, model.kvHeads());
        double decode = cached * kv / (CACHE * gpu.bandwidth());
        double attention = 4.0 * model.heads() * model.headSize() / t * prompt / (ATTENTION * gpu.flops());
        boolean graph = tokens <= options.maxCudagraphCaptureSize();
        double layer = linear
                + decode
                + attention
                + LAYER
                + (model.experts() > 1 ? ROUTING : 0.0)
                + (graph && !mixed ? 0.0 : graph ? EAGER / 6.0 : EAGER / 2.0)
                + (t > 1 ? 2.0 * allReduce(2.0 * model.hidden() * tokens, t) : 0.0);
        double head = overlapped(
                2.0 * model.hidden() * model.vocabulary() / t / (WEIGHTS * gpu.bandwidth()),
                2.0 * model.hidden() * (double) model.vocabulary() * sampled / t / (COMPUTE * gpu.flops()));
        double device = model.layers() * layer + head;
        double host = HOST + HOST_PER_REQUEST * requests;
        return options.asyncScheduling() ? Math.max(device, host) + VISIBLE : device + host;
    }

    private static double overlapped(double reading, double computing) {
        return Math.pow(Math.pow(reading, OVERLAP) + Math.pow(computing, OVERLAP), 1.0 / OVERLAP);
    }

    private double allReduce(double bytes, int t) {
        return LINK * gpu.linkLatency() * (1.0 + 0.25 * (t - 2)) + 2.0 * (t - 1) / t * bytes / gpu.link();
    }
}
