package io.scoot.simulator;

import java.util.Optional;

/** The nine parameters of the paper's Table 1, by vLLM's names. */
record EngineConfig(
        int tensorParallel,
        int maxNumSeqs,
        int maxNumBatchedTokens,
        int blockSize,
        double schedulerDelayFactor,
        boolean chunkedPrefill,
        boolean prefixCaching,
        boolean disableCustomAllReduce,
        boolean v2BlockManager) {

    /** Why the engine refuses this at once (ValueErrors of vLLM's config.py); empty if it does not. */
    Optional<String> violation(ModelSpec model, int gpus) {
        if (tensorParallel > gpus) {
            return Optional.of("tensor-parallel " + tensorParallel + " exceeds the " + gpus + " GPUs");
        }
        if (model.heads() % tensorParallel != 0) {
            return Optional.of(model.heads() + " attention heads are not divisible by " + tensorParallel);
        }
        if (maxNumBatchedTokens < maxNumSeqs) {
            return Optional.of(
                    "max-num-batched-tokens " + maxNumBatchedTokens + " is below max-num-seqs " + maxNumSeqs);
        }
        if (!chunkedPrefill && maxNumBatchedTokens < model.maxLength()) {
            return Optional.of("max-num-batched-tokens " + maxNumBatchedTokens + " is below the model length "
                    + model.maxLength() + ", and chunked prefill is off");
        }
        return Optional.empty();
    }
}
