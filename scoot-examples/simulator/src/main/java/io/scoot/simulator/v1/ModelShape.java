package io.scoot.simulator.v1;

import java.util.List;
import java.util.Optional;

/**
 * A transformer as its {@code config.json} describes it, in bfloat16.
 *
 * @param name as people call it
 * @param repository where {@code vllm serve} finds it
 * @param layers of attention and MLP
 * @param hidden width of the residual stream
 * @param intermediate width of the gated MLP, of one expert where there are several
 * @param heads of queries
 * @param kvHeads of keys and values; fewer than {@code heads} with grouped queries
 * @param headSize width of a head
 * @param vocabulary entries
 * @param experts of each layer; 1 where the MLP is dense
 * @param activeExperts of them per token
 * @param weightBytes of a weight: 2 in bfloat16, 0.53 in MXFP4
 * @param maxLength tokens of prompt and answer
 */
public record ModelShape(
        String name,
        String repository,
        int layers,
        int hidden,
        int intermediate,
        int heads,
        int kvHeads,
        int headSize,
        int vocabulary,
        int experts,
        int activeExperts,
        double weightBytes,
        int maxLength) {

    /** Llama 2, 7B. */
    public static final ModelShape LLAMA2_7B =
            dense("Llama-2-7B", "meta-llama/Llama-2-7b-hf", 32, 4096, 11008, 32, 32, 128, 32000, 4096);

    /** Llama 2, 70B. */
    public static final ModelShape LLAMA2_70B =
            dense("Llama-2-70B", "meta-llama/Llama-2-70b-hf", 80, 8192, 28672, 64, 8, 128, 32000, 4096);

    /** Code Llama, 34B. */
    public static final ModelShape CODELLAMA_34B =
            dense("CodeLlama-34B", "codellama/CodeLlama-34b-Instruct-hf", 48, 8192, 22016, 64, 8, 128, 32000, 16384);

    /** Mixtral of eight experts of 7B. */
    public static final ModelShape MIXTRAL_8X7B = new ModelShape(
            "Mixtral-8x7B", "mistralai/Mixtral-8x7B-v0.1", 32, 4096, 14336, 32, 8, 128, 32000, 8, 2, 2.0, 32768);

    /** Llama 3.1, 8B. */
    public static final ModelShape LLAMA31_8B =
            dense("Llama-3.1-8B", "meta-llama/Llama-3.1-8B-Instruct", 32, 4096, 14336, 32, 8, 128, 128256, 131072);

    /** Llama 3.1, 70B. */
    public static final ModelShape LLAMA31_70B =
            dense("Llama-3.1-70B", "meta-llama/Llama-3.1-70B-Instruct", 80, 8192, 28672, 64, 8, 128, 128256, 131072);

    /** Qwen 3, 8B. */
    public static final ModelShape QWEN3_8B =
            dense("Qwen3-8B", "Qwen/Qwen3-8B", 36, 4096, 12288, 32, 8, 128, 151936, 40960);

    /** Qwen 3, 32B. */
    public static final ModelShape QWEN3_32B =
            dense("Qwen3-32B", "Qwen/Qwen3-32B", 64, 5120, 25600, 64, 8, 128, 151936, 40960);

    /** Qwen 3, 30B of which 3B are active. */
    public static final ModelShape QWEN3_30B_A3B = new ModelShape(
            "Qwen3-30B-A3B", "Qwen/Qwen3-30B-A3B", 48, 2048, 768, 32, 4, 128, 151936, 128, 8, 2.0, 40960);

    /** gpt-oss, 120B of which 5B are active, experts in MXFP4. */
    public static final ModelShape GPT_OSS_120B = new ModelShape(
            "gpt-oss-120b", "openai/gpt-oss-120b", 36, 2880, 2880, 64, 8, 64, 201088, 128, 4, 0.53, 131072);

    /** All that are named here. */
    public static final List<ModelShape> ALL = List.of(
            LLAMA2_7B,
            LLAMA2_70B,
            CODELLAMA_34B,
            MIXTRAL_8X7B,
            LLAMA31_8B,
            LLAMA31_70B,
            QWEN3_8B,
            QWEN3_32B,
            QWEN3_30B_A3B,
            GPT_OSS_120B);

    /** The shape of a model that is served by its name at the hub, in any case of letters; empty where it is none of {@link #ALL}. */
    public static Optional<ModelShape> ofRepository(String repository) {
        return ALL.stream()
                .filter(shape -> shape.repository().equalsIgnoreCase(repository))
                .findFirst();
    }

    private static ModelShape dense(
            String name,
            String repository,
            int layers,
            int hidden,
            int intermediate,
            int heads,
            int kvHeads,
            int headSize,
            int vocabulary,
            int maxLength) {
        return new ModelShape(
                name,
                repository,
                layers,
                hidden,
                intermediate,
                heads,
                kvHeads,
                headSize,
                vocabulary,
                1,
                1,
                2.0,
                maxLength);
    }

    /** Weights of one layer's attention. */
    double attentionWeights() {
        return (double) hidden * headSize * (2.0 * heads + 2.0 * kvHeads);
    }

    /** Weights of one layer's MLP, of one expert where there are several. */
    double mlpWeights() {
        return 3.0 * hidden * intermediate;
    }

    /** Bytes of all weights. */
    double bytes() {
        double embeddings = 2.0 * vocabulary * hidden;
        return 2.0 * (embeddings + layers * attentionWeights()) + weightBytes * layers * experts * mlpWeights();
    }

    /** Bytes of a token's keys and values in all layers, 2 bytes each. */
    double kvBytes() {
        return 4.0 * layers * kvHeads * headSize;
    }

    /** Experts whose weights a batch of {@code tokens} touches, on average, if each token picks at random. */
    double touchedExperts(double tokens) {
        return experts == 1
                ? 1.0
                : experts * (1.0 - Math.pow(1.0 - (double) activeExperts / experts, Math.max(1.0, tokens)));
    }
}
