package io.scoot.engines.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
        Path file = model.resolve("config.json");
        Map<String, Integer> facts = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return facts;
        }
        JsonNode config;
        try {
            config = new ObjectMapper().readTree(file.toFile());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        JsonNode text =
                config.path("text_config").isObject() ? config.get("text_config") : config; // of a model with eyes
        FIELDS.forEach((fact, names) -> names.stream()
                .map(name -> text.path(name).isInt() ? text.get(name) : config.path(name))
                .filter(JsonNode::isInt)
                .findFirst()
                .ifPresent(value -> facts.put(fact, value.asInt())));
        return facts;
    }
}
