package io.scoot.simulator.v1;

import java.util.List;
import java.util.Locale;

/**
 * A model on GPUs, with the requests per second of each load: nine tenths of what the engine takes by default with 95 of 100 first
 * tokens in time, found by {@code CapacitySearch} and rounded.
 */
record Machine(ModelShape model, Accelerator gpu, int gpus, double chat, double code, double agent, double reason) {

    /** Those of the 40 services. */
    static final List<Machine> ALL = List.of(
            new Machine(ModelShape.LLAMA31_8B, Accelerator.L4, 1, 0.8, 0.9, 0.32, 0.48),
            new Machine(ModelShape.LLAMA31_8B, Accelerator.A10, 1, 1.75, 1.6, 0.55, 0.8),
            new Machine(ModelShape.LLAMA31_8B, Accelerator.H100, 1, 26, 45, 15, 11.5),
            new Machine(ModelShape.QWEN3_8B, Accelerator.A10, 2, 4, 3, 2, 3),
            new Machine(ModelShape.QWEN3_32B, Accelerator.A100, 2, 3.3, 2.8, 1.25, 3.8),
            new Machine(ModelShape.LLAMA31_70B, Accelerator.H100, 4, 12.5, 13, 7.2, 9),
            new Machine(ModelShape.LLAMA31_70B, Accelerator.H200, 2, 6, 5.2, 2.6, 6.5),
            new Machine(ModelShape.QWEN3_30B_A3B, Accelerator.H100, 1, 17, 80, 13.3, 4.2),
            new Machine(ModelShape.MIXTRAL_8X7B, Accelerator.A100, 4, 20.5, 28.5, 13, 8.6),
            new Machine(ModelShape.GPT_OSS_120B, Accelerator.H100, 2, 72, 118, 42, 28.5));

    double rate(ChatLoad load) {
        return switch (load) {
            case CHAT -> chat;
            case CODE -> code;
            case AGENT -> agent;
            case REASON -> reason;
        };
    }

    /** As the names of services end. */
    String label() {
        return model.name().toLowerCase(Locale.ROOT) + "-" + gpus + gpu.name().toLowerCase(Locale.ROOT);
    }
}
