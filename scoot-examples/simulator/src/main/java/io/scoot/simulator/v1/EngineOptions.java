package io.scoot.simulator.v1;

/**
 * How the engine is started, all of it decided: what is not given has the engine's own value.
 *
 * @param tensorParallel GPUs that share every layer
 * @param maxNumSeqs running requests
 * @param maxNumBatchedTokens tokens of a step
 * @param longPrefillTokenThreshold most tokens of one prompt in a step; 0: no bound
 * @param blockSize tokens of a block of the cache
 * @param gpuMemoryUtilization share of the memory that is used
 * @param prefixCaching whether blocks of equal prefixes are shared
 * @param asyncScheduling whether the next step is scheduled while the GPU computes
 * @param maxCudagraphCaptureSize largest batch with a CUDA graph; 0: none
 * @param kvBytes of a number in the cache: 2, or 1 in fp8
 */
public record EngineOptions(
        int tensorParallel,
        int maxNumSeqs,
        int maxNumBatchedTokens,
        int longPrefillTokenThreshold,
        int blockSize,
        double gpuMemoryUtilization,
        boolean prefixCaching,
        boolean asyncScheduling,
        int maxCudagraphCaptureSize,
        double kvBytes) {

    /** The engine's own for {@code gpu} (arg_utils.py, config/*.py of 0.33). */
    public static EngineOptions defaults(Accelerator gpu, int tensorParallel) {
        int sequences = gpu.defaultSequences();
        return new EngineOptions(
                tensorParallel,
                sequences,
                gpu.defaultTokens(),
                0,
                16,
                0.92,
                true,
                true,
                Math.min(512, 2 * sequences),
                2.0);
    }
}
