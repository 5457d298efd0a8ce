package io.scoot.simulator.v1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of GPU by its data sheet: dense bfloat16, without sparsity.
 *
 * @param name as people call it
 * @param flops peak, FLOP/s
 * @param bandwidth of its memory, peak, B/s
 * @param memory bytes in all
 * @param link to other GPUs of the machine, B/s in one direction
 * @param linkLatency seconds of an all-reduce of nothing between two
 */
public record Accelerator(String name, double flops, double bandwidth, double memory, double link, double linkLatency) {

    /** 24 GB, PCIe. */
    public static final Accelerator L4 = new Accelerator("L4", 121e12, 300e9, 23.6e9, 12e9, 30e-6);

    /** 24 GB, PCIe. */
    public static final Accelerator A10 = new Accelerator("A10", 125e12, 600e9, 24.1e9, 12e9, 30e-6);

    /** 80 GB, SXM. */
    public static final Accelerator A100 = new Accelerator("A100", 312e12, 2039e9, 85.0e9, 250e9, 10e-6);

    /** 80 GB, SXM. */
    public static final Accelerator H100 = new Accelerator("H100", 989e12, 3350e9, 85.0e9, 400e9, 8e-6);

    /** 141 GB. */
    public static final Accelerator H200 = new Accelerator("H200", 989e12, 4800e9, 150.1e9, 400e9, 8e-6);

    /** 180 GB. */
    public static final Accelerator B200 = new Accelerator("B200", 2250e12, 8000e9, 191.5e9, 800e9, 7e-6);

    /** All kinds that are known. */
    public static final List<Accelerator> ALL = List.of(L4, A10, A100, H100, H200, B200);

    /** Words of product names that are other GPUs by the data sheet: less memory, slower memory, a part of one. */
    private static final Set<String> OTHERS = Set.of("PCIE", "40GB", "MIG");

    /**
     * The kind that a text means: {@code h100}, or a product's name such as "NVIDIA H100 80GB HBM3"; empty where it is none of
     * {@link #ALL}, as "NVIDIA H100 PCIe" is not.
     */
    public static Optional<Accelerator> named(String text) {
        List<String> words = List.of(text.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+", -1));
        return ALL.stream()
                .filter(one -> words.contains(one.name()) && words.stream().noneMatch(OTHERS::contains))
                .findFirst();
    }

    /** vLLM's own default of {@code max-num-seqs} for its server (arg_utils.py): by memory. */
    public int defaultSequences() {
        return large() ? 1024 : 256;
    }

    /** vLLM's own default of {@code max-num-batched-tokens} for its server (arg_utils.py): by memory. */
    public int defaultTokens() {
        return memory >= 160.0 * (1 << 30) ? 16384 : large() ? 8192 : 2048;
    }

    private boolean large() {
        return memory >= 70.0 * (1 << 30) && !name.equals("A100");
    }
}
