package io.scoot.engines.process;

import java.util.List;

/** What kind of GPUs there are, as a vendor's tool tells it. */
public final class GpuNames {

    private GpuNames() {}

    /** The product names of {@code devices}, such as "NVIDIA H100 80GB HBM3"; none where {@code nvidia-smi} is missing or does not know them. */
    public static List<String> nvidia(List<String> devices) throws InterruptedException {
        return NvidiaSmi.lines(NvidiaSmi.query("name"), devices);
    }
}
