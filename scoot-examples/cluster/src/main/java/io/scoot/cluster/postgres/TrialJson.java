package io.scoot.cluster.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.SearchSpace;
import io.scoot.Trial;
import java.util.LinkedHashMap;
import java.util.Map;

/** Trials and outcomes as JSON, on their way between a study's owner and its workers. */
final class TrialJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TrialJson() {}

    static String of(Trial trial) {
        ObjectNode json = JSON.createObjectNode()
                .put("number", trial.number())
                .put("batch", trial.batch())
                .put("phase", trial.phase().name())
                .put("arrivalSeed", trial.arrivalSeed());
        json.putPOJO("configuration", trial.configuration().asMap());
        return text(json);
    }

    /** @throws IllegalArgumentException if it is no trial of that space */
    static Trial trial(String text, int attempt, SearchSpace space) {
        JsonNode json = read(text);
        Map<String, Object> values = new LinkedHashMap<>(); // of parameters added since, the default
        space.defaults().ifPresent(defaults -> values.putAll(defaults.asMap()));
        values.putAll(JSON.convertValue(json.get("configuration"), new TypeReference<Map<String, Object>>() {}));
        return new Trial(
                json.get("number").intValue(),
                json.get("batch").intValue(),
                space.configuration(values),
                Phase.valueOf(json.get("phase").textValue()),
                json.get("arrivalSeed").longValue(),
                attempt);
    }

    static String of(Outcome outcome) {
        ObjectNode json = JSON.createObjectNode();
        if (outcome instanceof Outcome.Measured measured) {
            ObjectNode metrics = json.putObject("measured");
            measured.metrics()
                    .forEach((name, value) -> metrics.put(name, value.toString())); // NaN is no number of JSON
        } else if (outcome instanceof Outcome.Crashed crashed) {
            json.put("crashed", crashed.reason().replace('\0', ' ')); // which PostgreSQL cannot keep
        } else if (outcome instanceof Outcome.Failed failed) {
            json.put("failed", failed.reason().replace('\0', ' '));
        }
        return text(json.put("cost", outcome.cost()));
    }

    static Outcome outcome(String text) {
        JsonNode json = read(text);
        Outcome outcome;
        if (json.has("measured")) {
            Map<String, Double> metrics = new LinkedHashMap<>();
            json.get("measured")
                    .properties()
                    .forEach(metric -> metrics.put(
                            metric.getKey(), Double.valueOf(metric.getValue().textValue())));
            outcome = Outcome.measured(metrics);
        } else {
            outcome = json.has("crashed")
                    ? Outcome.crashed(json.get("crashed").textValue())
                    : Outcome.failed(json.get("failed").textValue());
        }
        return outcome.withCost(json.get("cost").doubleValue());
    }

    private static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
