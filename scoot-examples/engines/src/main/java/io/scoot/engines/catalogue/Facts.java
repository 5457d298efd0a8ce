package io.scoot.engines.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of model and machine, for the expressions of a catalogue. Known to Scoot's own: {@code gpus} (for each trial),
 * {@code heads} (attention heads), {@code kv-heads}, {@code max-model-len} (tokens), {@code experts} (0: a dense model),
 * {@code longest-request} (tokens of prompt and answer of the load's longest; 0: unknown) and {@code cores}.
 *
 * @param values by name
 */
public record Facts(Map<String, Object> values) {

    /** Copies. */
    public Facts {
        values = Map.copyOf(values);
    }

    /** One GPU, 32 heads, 4096 tokens, no experts, this machine's cores. */
    public static Facts defaults() {
        return new Facts(Map.of(
                "gpus",
                1,
                "heads",
                32,
                "max-model-len",
                4096,
                "experts",
                0,
                "kv-heads",
                32,
                "longest-request",
                0,
                "cores",
                Runtime.getRuntime().availableProcessors()));
    }

    /** The same with one more, or another value. */
    public Facts with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Facts(more);
    }

    /** The value of a fact that is a whole number; 0 without it. */
    public int whole(String name) {
        return values.get(name) instanceof Number number ? number.intValue() : 0;
    }
}
