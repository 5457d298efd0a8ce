package io.scoot.cluster.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scoot.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a job says of its trial, as one line of its output:
 *
 * <pre>{@code
 * scoot-result: {"measured":{"ttft_ms":210.0,"tpot_ms":31.5},"cost":480.0}
 * scoot-result: {"crashed":"out of memory"}
 * scoot-result: {"failed":"the model hub is out of reach"}
 * }</pre>
 *
 * The last such line counts, whatever the exit status; {@code cost} is in GPU-seconds and may be left out.
 */
public final class JobResult {

    /** How the line begins. */
    public static final String MARK = "scoot-result: ";

    private static final ObjectMapper JSON = new ObjectMapper();

    private JobResult() {}

    /** The line that a job's program prints. */
    public static String line(Outcome outcome) {
        ObjectNode json = JSON.createObjectNode();
        if (outcome instanceof Outcome.Measured measured) {
            json.putPOJO("measured", measured.metrics());
        } else if (outcome instanceof Outcome.Crashed crashed) {
            json.put("crashed", crashed.reason());
        } else if (outcome instanceof Outcome.Failed failed) {
            json.put("failed", failed.reason());
        }
        if (outcome.cost() > 0) {
            json.put("cost", outcome.cost());
        }
        try {
            return MARK + JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The result in a log, without its mark. */
    public static Optional<String> in(String log) {
        return log.lines()
                .filter(line -> line.startsWith(MARK))
                .reduce((before, line) -> line)
                .map(line -> line.substring(MARK.length()).strip());
    }

    /** What a result says. One that says nothing is a failure of the harness, with what it was. */
    static Outcome outcome(String result) {
        try {
            JsonNode json = JSON.readTree(result);
            double cost = json.path("cost").asDouble(0.0);
            if (json.path("measured").isObject()) {
                Map<String, Double> metrics = new LinkedHashMap<>();
                json.get("measured")
                        .properties()
                        .forEach(metric ->
                                metrics.put(metric.getKey(), metric.getValue().asDouble(Double.NaN)));
                return Outcome.measured(metrics).withCost(cost);
            }
            if (json.path("crashed").isTextual()) {
                return Outcome.crashed(json.get("crashed").textValue()).withCost(cost);
            }
            if (json.path("failed").isTextual()) {
                return Outcome.failed(json.get("failed").textValue()).withCost(cost);
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Outcome.failed("the job's result cannot be read: " + result);
        }
        return Outcome.failed("the job's result has neither measured nor crashed nor failed: " + result);
    }
}
