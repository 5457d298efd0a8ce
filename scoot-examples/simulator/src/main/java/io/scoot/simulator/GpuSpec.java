package io.scoot.simulator;

/**
 * A kind of GPU. Peaks are from data sheets; the A100's efficiencies are measured (Vidur's profiles), the A10's calibrated.
 *
 * @param name as people call it
 * @param peakFlops dense fp16, FLOP/s
 * @param computeEfficiency share of it that a large GEMM reaches
 * @param prefillEfficiency share of it that prefill attention reaches (calibrated)
 * @param peakBandwidth of the memory, B/s
 * @param bandwidthEfficiency share of it that GEMMs reach
 * @param activationFactor how often norms, rope and residuals touch their activations
 * @param memory bytes in all
 * @param fullNvlink whether every pair of GPUs is linked, so that custom all-reduce works beyond two
 * @param pair all-reduce between two
 * @param quad all-reduce between four
 */
record GpuSpec(
        String name,
        double peakFlops,
        double computeEfficiency,
        double prefillEfficiency,
        double peakBandwidth,
        double bandwidthEfficiency,
        double activationFactor,
        double memory,
        boolean fullNvlink,
        AllReduce pair,
        AllReduce quad) {

    static final GpuSpec A10 = new GpuSpec(
            "A10",
            125e12,
            0.58,
            0.40,
            600e9,
            0.80,
            0.62,
            24.15e9,
            false,
            new AllReduce(30e-6, 50e-6, 10e9, 14e-6, 9e9),
            new AllReduce(50e-6, 75e-6, 8e9, Double.NaN, Double.NaN));

    static final GpuSpec A100 = new GpuSpec(
            "A100",
            312e12,
            0.72,
            0.50,
            2039e9,
            0.79,
            0.90,
            84.99e9,
            true,
            new AllReduce(18e-6, 46e-6, 160e9, 8e-6, 170e9),
            new AllReduce(24e-6, 68e-6, 112e9, 11e-6, 130e9));

    /** FLOP/s that a large GEMM reaches. */
    double flops() {
        return peakFlops * computeEfficiency;
    }

    /** B/s that GEMMs reach. */
    double bandwidth() {
        return peakBandwidth * bandwidthEfficiency;
    }

    /**
     * Seconds of an all-reduce: latency + size/bandwidth.
     *
     * @param graphLatency NCCL's inside a CUDA graph
     * @param eagerLatency NCCL's launched one by one
     * @param bandwidth NCCL's, B/s
     * @param customLatency of vLLM's own kernel; NaN where it is not available
     * @param customBandwidth of vLLM's own kernel, B/s
     */
    record AllReduce(
            double graphLatency, double eagerLatency, double bandwidth, double customLatency, double customBandwidth) {

        private static final double LARGEST_CUSTOM = 8192.0 * 1024.0; // custom_all_reduce.py, max_size

        double seconds(double bytes, boolean graph, boolean customAllowed) {
            if (customAllowed && !Double.isNaN(customLatency) && bytes < LARGEST_CUSTOM) {
                return customLatency + bytes / customBandwidth;
            }
            return (graph ? graphLatency : eagerLatency) + bytes / bandwidth;
        }
    }
}
