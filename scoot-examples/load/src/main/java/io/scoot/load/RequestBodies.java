package io.scoot.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.load.trace.RequestShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The requests of one stress test as JSON. They are the same for every seed; the seed draws how many come, in which order and
 * when, as the paper's stress tests do.
 */
final class RequestBodies {

    private static final long REQUESTS_SEED = 20231116L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoadPlan plan;

    RequestBodies(LoadPlan plan) {
        this.plan = plan;
    }

    /** A request ready to be sent. */
    record Prepared(RequestShape shape, byte[] body) {}

    /** {@code count} requests in the order that {@code seed} draws. */
    List<Prepared> inOrder(int count, long seed) {
        List<Prepared> requests = new ArrayList<>(take(count, REQUESTS_SEED));
        Collections.shuffle(requests, new Random(seed));
        return requests;
    }

    /** Others than those measured, so that no prompt is cached; what groups share may be. */
    List<Prepared> warmUp() {
        return take(plan.warmUp(), ~REQUESTS_SEED);
    }

    private List<Prepared> take(int count, long seed) {
        SplittableRandom draw = new SplittableRandom(seed);
        List<Prepared> requests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            RequestShape shape = plan.pool().get(draw.nextInt(plan.pool().size()));
            requests.add(new Prepared(shape, body(shape, draw.nextLong())));
        }
        return requests;
    }

    private byte[] body(RequestShape shape, long seed) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", plan.model());
        Object prompt = plan.prompts().prompt(shape, seed);
        switch (plan.api()) {
            case COMPLETIONS -> body.put("prompt", prompt);
            case CHAT -> body.put("messages", List.of(Map.of("role", "user", "content", prompt)));
        }
        body.put("max_tokens", shape.output());
        body.put("ignore_eos", true);
        body.put("temperature", 0.0);
        body.put("stream", true);
        body.put("stream_options", Map.of("include_usage", true));
        body.putAll(plan.body());
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the request's extra fields " + plan.body() + " are no JSON", e);
        }
    }
}
