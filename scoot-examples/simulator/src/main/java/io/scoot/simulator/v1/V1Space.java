package io.scoot.simulator.v1;

import io.scoot.Configuration;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of {@code vllm serve} that the simulation knows, by vLLM's names, as the catalogue {@code vllm} has them: the first
 * value is "not given", where the engine chooses by itself.
 */
final class V1Space {

    private V1Space() {}

    static SearchSpace of(ModelShape model, int gpus) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        SearchSpace.Builder space = SearchSpace.builder();
        if (gpus > 1) {
            List<Number> ways = new ArrayList<>();
            for (int t = 1; t <= gpus; t *= 2) {
                ways.add(t);
            }
            space.add(Parameter.ordinal("tensor-parallel-size", ways.toArray(Number[]::new)))
                    .add(Parameter.ordinal("data-parallel-size", ways.toArray(Number[]::new)))
                    .constraint(
                            "tensor-parallel-size * data-parallel-size == " + gpus,
                            c -> c.getInt("tensor-parallel-size") * c.getInt("data-parallel-size") == gpus)
                    .constraint(
                            model.heads() + " heads % tensor-parallel-size == 0",
                            c -> model.heads() % c.getInt("tensor-parallel-size") == 0);
            defaults.put("tensor-parallel-size", gpus);
            defaults.put("data-parallel-size", 1);
        }
        add(space, defaults, "max-num-seqs", 0, 16, 32, 64, 96, 128, 192, 256, 384, 512, 768, 1024);
        add(space, defaults, "max-num-batched-tokens", 0, 256, 512, 1024, 2048, 3072, 4096, 6144, 8192, 12288, 16384);
        add(space, defaults, "long-prefill-token-threshold", 0, 256, 512, 1024, 2048, 4096);
        add(space, defaults, "block-size", 0, 16, 32, 64, 128);
        add(space, defaults, "gpu-memory-utilization", 0, 0.8, 0.85, 0.88, 0.9, 0.91, 0.93, 0.94, 0.95, 0.96, 0.97);
        add(space, defaults, "max-cudagraph-capture-size", 0, 64, 128, 256, 512, 1024);
        for (String name : List.of("enable-prefix-caching", "async-scheduling")) {
            space.add(Parameter.choice(name, Flags.NOT_GIVEN, Flags.ON, Flags.OFF));
            defaults.put(name, Flags.NOT_GIVEN);
        }
        return space.constraint(
                        "max-num-batched-tokens >= max-num-seqs where both are given",
                        c -> c.getInt("max-num-batched-tokens") == 0
                                || c.getInt("max-num-batched-tokens") >= c.getInt("max-num-seqs"))
                .defaults(defaults)
                .build();
    }

    private static void add(SearchSpace.Builder space, Map<String, Object> defaults, String name, Number... levels) {
        space.add(Parameter.ordinal(name, levels).withAutomatic());
        defaults.put(name, levels[0]);
    }

    /** What the engine makes of a configuration on {@code gpu}. */
    static EngineOptions options(Configuration configuration, Accelerator gpu) {
        return new Flags(configuration.asMap(), gpu).options();
    }

    /** The flags of {@code vllm serve}; what is not given has none. */
    static List<String> flags(Configuration configuration) {
        List<String> flags = new ArrayList<>();
        configuration.asMap().forEach((name, value) -> {
            if (value instanceof String text) {
                if (!text.equals(Flags.NOT_GIVEN)) {
                    flags.add(text.equals(Flags.ON) ? "--" + name : "--no-" + name);
                }
            } else if (value instanceof Number number
                    && number.doubleValue() != 0.0
                    && !(name.equals("data-parallel-size") && number.intValue() == 1)) {
                flags.add("--" + name);
                flags.add(number.toString());
            }
        });
        return flags;
    }
}
