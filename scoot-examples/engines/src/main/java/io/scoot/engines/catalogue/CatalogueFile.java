package io.scoot.engines.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue, as the file has it.
 *
 * @param name short
 * @param engine which, and for which version
 * @param source where the facts are from
 * @param command how it is started, one argument per element, with {@code {model}}, {@code {port}}, {@code {flags}} …
 * @param health path that answers 200 as soon as it serves
 * @param environment variables
 * @param probe how the engine is asked for its version and its flags
 * @param parameters in order
 * @param constraints known constraints
 */
record CatalogueFile(
        @JsonProperty(required = true) String name,
        String engine,
        @Nullable String source,
        @Nullable List<String> command,
        @Nullable String health,
        @Nullable Map<String, String> environment,
        @Nullable Probe probe,
        @JsonProperty(required = true) List<Entry> parameters,
        @Nullable List<String> constraints) {

    /**
     * Commands, one argument per element.
     *
     * @param version prints the engine's version
     * @param help prints its flags
     */
    record Probe(
            @JsonProperty(required = true) List<String> version,
            @JsonProperty(required = true) List<String> help) {}
}
