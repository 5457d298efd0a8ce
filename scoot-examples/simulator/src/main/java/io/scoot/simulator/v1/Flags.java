package io.scoot.simulator.v1;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The parameters of {@code vllm serve} by vLLM's names, as the catalogue {@code vllm} has them: which of them the simulation knows, and
 * what the engine makes of their values. 0 and "not given" leave a parameter to the engine.
 */
final class Flags {

    static final String NOT_GIVEN = "not given";
    static final String ON = "on";
    static final String OFF = "off";

    private static final Set<String> NUMBERS = Set.of(
            "tensor-parallel-size",
            "data-parallel-size",
            "max-num-seqs",
            "max-num-batched-tokens",
            "long-prefill-token-threshold",
            "block-size",
            "gpu-memory-utilization",
            "max-cudagraph-capture-size");

    private static final Set<String> SWITCHES = Set.of("enable-prefix-caching", "async-scheduling");

    /** Of these the simulation knows one way alone, by the values that mean it. */
    private static final Map<String, Set<Object>> ONE_WAY = Map.of(
            "pipeline-parallel-size",
            Set.of(1),
            "decode-context-parallel-size",
            Set.of(1),
            "enable-chunked-prefill",
            Set.of(NOT_GIVEN, ON, true),
            "kv-cache-dtype",
            Set.of(NOT_GIVEN, "auto"));

    private final Map<String, Object> values;
    private final Accelerator gpu;

    Flags(Map<String, Object> values, Accelerator gpu) {
        this.values = values;
        this.gpu = gpu;
    }

    /** Whether the simulation tells values of that parameter apart. */
    static boolean tellsApart(String name) {
        return NUMBERS.contains(name) || SWITCHES.contains(name);
    }

    /** Whether the simulation knows what the parameter's value does, if it is but what everybody has. */
    static boolean simulates(String name, Object value) {
        if (NUMBERS.contains(name)) {
            return value instanceof Number || number(value).isPresent();
        }
        if (SWITCHES.contains(name)) {
            return Set.of(NOT_GIVEN, ON, OFF, true, false).contains(value);
        }
        return !ONE_WAY.containsKey(name)
                || ONE_WAY.getOrDefault(name, Set.of()).contains(value);
    }

    /** The engine's options: what is not given has its own value on the GPU. */
    EngineOptions options() {
        int parallel = Math.max(1, whole("tensor-parallel-size", 1));
        EngineOptions standard = EngineOptions.defaults(gpu, parallel);
        int sequences = whole("max-num-seqs", standard.maxNumSeqs());
        return new EngineOptions(
                parallel,
                sequences,
                whole("max-num-batched-tokens", standard.maxNumBatchedTokens()),
                whole("long-prefill-token-threshold", 0),
                whole("block-size", standard.blockSize()),
                real("gpu-memory-utilization", standard.gpuMemoryUtilization()),
                on("enable-prefix-caching"),
                on("async-scheduling"),
                whole("max-cudagraph-capture-size", Math.min(512, 2 * sequences)),
                2.0);
    }

    /** Replicas of the model behind one server. */
    int replicas() {
        return Math.max(1, whole("data-parallel-size", 1));
    }

    private int whole(String name, int otherwise) {
        return (int) real(name, otherwise);
    }

    private double real(String name, double otherwise) {
        double given = number(values.getOrDefault(name, 0)).orElse(0.0);
        return given == 0.0 ? otherwise : given;
    }

    private static OptionalDouble number(Object value) {
        if (value instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        String text = value.toString();
        if (text.equals(NOT_GIVEN)) {
            return OptionalDouble.of(0.0);
        }
        return text.matches("\\d{1,9}(\\.\\d{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    private boolean on(String name) {
        Object value = values.getOrDefault(name, NOT_GIVEN);
        return !value.equals(OFF) && !value.equals(false);
    }
}
