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
import java.util.TreeMap;

/**
 * The requests of one stress test as JSON. Their lengths are the same for every seed; the seeds draw how many come, in which order
 * and when, as the paper's stress tests do, and the words.
 */
final class RequestBodies {

    private static final long REQUESTS_SEED = 20231116L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoadPlan plan;
    private final List<RequestShape> order;

    RequestBodies(LoadPlan plan) {
        this.plan = plan;
        this.order = order();
    }

    /** A request ready to be sent. */
    record Prepared(TokenStream.Request request, byte[] body) {}

    /** {@code count} requests in the order that the seeds draw. */
    List<Prepared> inOrder(int count, LoadSeeds seeds) {
        List<Prepared> requests = new ArrayList<>(take(count, 0, 1, REQUESTS_SEED, seeds.prompts(), false));
        if (plan.arrivals().keepsOrder()) {
            return requests;
        }
        Collections.shuffle(requests, new Random(seeds.arrivals()));
        return requests;
    }

    /**
     * Others than those measured, from the other end of the pool, so that no prompt is cached.
     *
     * @param wave 0, 1, 2 …, each with its own words
     */
    List<Prepared> warmUp(int wave, LoadSeeds seeds) {
        return take(
                plan.warmUp(),
                -1 - wave * plan.warmUp(),
                -1,
                ~(REQUESTS_SEED + wave),
                seeds.prompts(),
                plan.prefixCache() == PrefixCache.COLD);
    }

    /** The prefix of each group that shares one. */
    List<Prepared> prefixes(LoadSeeds seeds) {
        Map<Integer, RequestShape> longest = new TreeMap<>();
        for (RequestShape shape : plan.pool()) {
            if (shape.prefix() > 0) {
                longest.merge(shape.group(), shape, (a, b) -> a.prefix() >= b.prefix() ? a : b);
            }
        }
        return longest.values().stream()
                .map(shape -> new RequestShape(shape.prefix(), 1, shape.group(), shape.prefix()))
                .map(shape -> prepared(shape, seeds.prompts(), 0L))
                .toList();
    }

    /** The pool in the order in which it is used: each once before any comes again, for a repeated prompt is a cached one. */
    private List<RequestShape> order() {
        if (plan.arrivals().keepsOrder()) {
            return plan.pool();
        }
        List<RequestShape> shuffled = new ArrayList<>(plan.pool());
        Collections.shuffle(shuffled, new Random(REQUESTS_SEED));
        return shuffled;
    }

    /** How many of {@code count} requests ask a given prompt that they, or {@code warm} before them, have asked. */
    int repeated(int count, int warm) {
        return plan.prompts().given() ? Math.min(count, Math.max(0, warm + count - order.size())) : 0;
    }

    private List<Prepared> take(int count, int first, int step, long seed, long words, boolean strangers) {
        SplittableRandom own = new SplittableRandom(words ^ seed);
        List<Prepared> requests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            RequestShape shape = order.get(Math.floorMod(first + step * i, order.size()));
            RequestShape asked = strangers
                    ? new RequestShape(shape.input(), shape.output(), ~shape.group(), shape.prefix())
                    : shape; // no blocks
            requests.add(prepared(asked, words, own.nextLong()));
        }
        return requests;
    }

    private Prepared prepared(RequestShape shape, long shared, long own) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", plan.model());
        Object prompt = plan.prompts().prompt(shape, shared, own);
        switch (plan.api()) {
            case COMPLETIONS -> body.put("prompt", prompt);
            case CHAT ->
                body.put(
                        "messages",
                        prompt instanceof List<?> turns ? turns : List.of(Map.of("role", "user", "content", prompt)));
        }
        body.put("max_tokens", shape.output());
        body.put("ignore_eos", true);
        body.put("temperature", 0.0);
        body.put("stream", true);
        body.put("stream_options", Map.of("include_usage", true));
        body.putAll(plan.body());
        boolean ignoreEos = Boolean.TRUE.equals(body.get("ignore_eos"));
        Object most = plan.body().getOrDefault("max_completion_tokens", body.get("max_tokens"));
        int asked = most instanceof Number number ? number.intValue() : shape.output();
        TokenStream.Request request = new TokenStream.Request(
                shape.input(), plan.prompts() instanceof Prompts.TokenIds, asked, ignoreEos, plan.tokenizer());
        try {
            return new Prepared(request, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the request's extra fields " + plan.body() + " are no JSON", e);
        }
    }
}
