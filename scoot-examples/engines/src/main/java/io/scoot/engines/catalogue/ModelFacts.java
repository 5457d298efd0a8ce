package io.scoot.engines.catalogue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts from a model's {@code config.json}, in the forms that Hugging Face's models have. */
public final class ModelFacts {

    private static final Map<String, List<String>> FIELDS = Map.of(
            "heads", List.of("num_attention_heads", "n_head", "n_heads"),
            "kv-heads", List.of("num_key_value_heads", "num_kv_heads", "n_head_kv"),
            "experts", List.of("num_local_experts", "num_experts", "n_routed_experts", "moe_num_experts"),
            "max-model-len", List.of("max_position_embeddings", "n_positions", "max_sequence_length", "seq_length"));

    private ModelFacts() {}

    /**
     * What a model's folder tells; nothing if it is no folder with a {@code config.json}, such as a name at a hub.
     *
     * @throws IllegalArgumentException if the file is no JSON object
     * @throws UncheckedIOException if it cannot be read
     */
    public static Map<String, Integer> of(Path model) {
        Map<String, Integer> facts = new LinkedHashMap<>();
        ModelConfig.of(model)
                .ifPresent(config -> FIELDS.forEach(
                        (fact, names) -> config.whole(names).ifPresent(value -> facts.put(fact, value))));
        return facts;
    }
}
