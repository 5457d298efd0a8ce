package io.scoot.benchmarks.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * First readings of Optuna 4.9.0 (TPE, GP) and HEBO on the synthetic problems: medians of 2 to 20 runs, made on another machine
 * and not by this harness. A crash was told to them as the worst value so far.
 */
final class PeerReadings {

    private static final String RESOURCE = "peer-readings.json";

    private PeerReadings() {}

    /** Problem → peer → median regret at 30 observations. */
    static Map<String, Map<String, Double>> medianRegrets() {
        Map<String, Map<String, Double>> regrets = new LinkedHashMap<>();
        try (InputStream in = PeerReadings.class.getResourceAsStream(RESOURCE)) {
            JsonNode peers = new ObjectMapper().readTree(Objects.requireNonNull(in, RESOURCE));
            peers.properties().forEach(peer -> peer.getValue().properties().forEach(problem -> regrets.computeIfAbsent(
                            problem.getKey(), name -> new LinkedHashMap<>())
                    .put(peer.getKey(), problem.getValue().get("n30").asDouble())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return regrets;
    }
}
