package io.scoot.engines.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A model's {@code config.json}, as Hugging Face's models have it. Immutable and thread-safe. */
public final class ModelConfig {

    private final JsonNode config;
    private final JsonNode text; // of a model with eyes, the part that speaks

    private ModelConfig(JsonNode config) {
        this.config = config;
        this.text = config.path("text_config").isObject() ? config.path("text_config") : config;
    }

    /**
     * That of a model's folder; empty if it is no folder with such a file, such as a name at a hub.
     *
     * @throws IllegalArgumentException if the file is no JSON object
     * @throws UncheckedIOException if it cannot be read
     */
    public static Optional<ModelConfig> of(Path model) {
        Path file = model.resolve("config.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ModelConfig(new ObjectMapper().readTree(file.toFile())));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** A whole number under the first of its names that has one; names differ from family to family. */
    public OptionalInt whole(List<String> names) {
        return names.stream()
                .map(name -> text.path(name).isInt() ? text.path(name) : config.path(name))
                .filter(JsonNode::isInt)
                .mapToInt(JsonNode::asInt)
                .findFirst();
    }

    /** Whether there is something else than null under a name. */
    public boolean has(String name) {
        return Stream.of(text, config).anyMatch(node -> node.hasNonNull(name));
    }

    /** What a field of the object {@code quantization_config} says; empty without one. */
    public Optional<String> quantization(String field) {
        return Stream.of(text, config)
                .map(node -> node.path("quantization_config").path(field))
                .filter(node -> node.isTextual() || node.isInt())
                .map(JsonNode::asText)
                .findFirst();
    }
}
