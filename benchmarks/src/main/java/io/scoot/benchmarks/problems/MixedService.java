package io.scoot.benchmarks.problems;

import io.scoot.Configuration;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.util.Map;

/** A closed formula of the shape of a service: the paper's nine parameters, memory that runs out, latency and cost. */
final class MixedService {

    static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.choice("block_size", "8", "16", "32"))
            .add(Parameter.integer("tensor_parallel", 1, 4))
            .add(Parameter.integer("max_num_seqs", 64, 8192).log())
            .add(Parameter.integer("max_num_batched_tokens", 64, 8192).log())
            .add(Parameter.real("scheduler_delay_factor", 0.0, 2.0))
            .add(Parameter.bool("enable_chunked_prefill"))
            .add(Parameter.bool("enable_prefix_caching"))
            .add(Parameter.bool("disable_custom_all_reduce"))
            .add(Parameter.bool("use_v2_block_manager"))
            .constraint(
                    "max_num_batched_tokens >= max_num_seqs",
                    c -> c.getInt("max_num_seqs") <= c.getInt("max_num_batched_tokens"))
            .constraint(
                    "no chunked prefill with prefix caching",
                    c -> !(c.getBoolean("enable_chunked_prefill") && c.getBoolean("enable_prefix_caching")))
            .defaults(Map.of(
                    "block_size",
                    "16",
                    "tensor_parallel",
                    4,
                    "max_num_seqs",
                    256,
                    "max_num_batched_tokens",
                    4096,
                    "scheduler_delay_factor",
                    0.0,
                    "enable_chunked_prefill",
                    false,
                    "enable_prefix_caching",
                    false,
                    "disable_custom_all_reduce",
                    false,
                    "use_v2_block_manager",
                    false))
            .build();

    private final double seqs; // u, in [0, 1]
    private final double tokens; // w, in [0, 1]
    private final double cards; // t, in [0, 1]
    private final double delay; // in [0, 1]
    private final double chunked;
    private final double cached;
    private final double withoutCustom;
    private final double v2;
    private final int block;
    private final int batchedTokens;

    MixedService(Configuration c) {
        seqs = Math.log(c.getInt("max_num_seqs") / 64.0) / Math.log(2.0) / 7.0;
        batchedTokens = c.getInt("max_num_batched_tokens");
        tokens = Math.log(batchedTokens / 64.0) / Math.log(2.0) / 7.0;
        cards = (c.getInt("tensor_parallel") - 1) / 3.0;
        delay = c.getDouble("scheduler_delay_factor") / 2.0;
        chunked = c.getBoolean("enable_chunked_prefill") ? 1.0 : 0.0;
        cached = c.getBoolean("enable_prefix_caching") ? 1.0 : 0.0;
        withoutCustom = c.getBoolean("disable_custom_all_reduce") ? 1.0 : 0.0;
        v2 = c.getBoolean("use_v2_block_manager") ? 1.0 : 0.0;
        block = Integer.parseInt(c.getString("block_size"));
    }

    boolean crashes() {
        if (chunked == 0.0 && batchedTokens < 2048) {
            return true;
        }
        double memory = 0.9 * seqs + 0.6 * tokens - 0.8 * cards + (block == 32 ? 0.15 : 0.0);
        return memory + 0.2 * cached * (1.0 - v2) > 0.55;
    }

    double latency() {
        double u = seqs - (0.72 + 0.10 * cards - 0.12 * cached);
        double w = tokens - (chunked > 0.0 ? 0.45 : 0.88);
        double d = delay - (0.25 + 0.35 * chunked);
        double t = cards - 2.0 / 3.0;
        double ofBlock = block == 8 ? 0.30 : block == 16 ? 0.0 : 0.12;
        return 1.0
                + 3.0 * (1.0 + cards) * u * u
                + 2.0 * w * w
                + 1.2 * d * d
                + 0.9 * t * t
                + ofBlock
                + 0.25 * (1.0 - cached)
                + 0.15 * withoutCustom * cards
                + 0.10 * (1.0 - v2) * (1.0 - chunked)
                + 0.4 * (1.0 - chunked) * seqs
                - 0.15 * chunked * v2
                + 0.06 * (1.0 - Math.cos(6.0 * Math.PI * (seqs - tokens)));
    }

    double cost() {
        double ofBlock = block == 8 ? 0.0 : block == 16 ? 0.05 : 0.10;
        return 2.0
                - 0.9 * Math.sqrt(seqs + 1e-12)
                - 0.5 * tokens * (1.0 - 0.3 * chunked)
                + 0.8 * cards * cards
                + 0.3 * delay * delay
                + 0.12 * withoutCustom * (1.0 - cards)
                - 0.10 * cached * v2
                + ofBlock;
    }
}
