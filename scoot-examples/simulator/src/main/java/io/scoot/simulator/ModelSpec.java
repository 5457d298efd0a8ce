package io.scoot.simulator;

/**
 * A transformer in fp16.
 *
 * @param name as people call it
 * @param repository where {@code vllm serve} finds it
 * @param layers L
 * @param hidden h
 * @param intermediate I, of the gated MLP
 * @param heads attention heads, as many for keys and values
 * @param vocabulary V
 * @param parameters in all
 * @param maxLength max_model_len
 */
record ModelSpec(
        String name,
        String repository,
        int layers,
        int hidden,
        int intermediate,
        int heads,
        int vocabulary,
        double parameters,
        int maxLength) {

    static final ModelSpec LLAMA2_7B =
            new ModelSpec("LLAMA2-7B", "meta-llama/Llama-2-7b-hf", 32, 4096, 11008, 32, 32000, 6.738e9, 4096);
    static final ModelSpec LLAMA2_13B =
            new ModelSpec("LLAMA2-13B", "meta-llama/Llama-2-13b-hf", 40, 5120, 13824, 40, 32000, 13.016e9, 4096);

    /** Bytes of keys and values per token on each of {@code t} GPUs. */
    double kvBytes(int t) {
        return 4.0 * hidden * layers / t;
    }
}
