package io.scoot.simulator.v1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceleratorTest {

    @Test
    void aProductsNameIsUnderstoodAndNoOtherProductsMistakenForIt() {
        assertThat(Accelerator.named("h100")).contains(Accelerator.H100);
        assertThat(Accelerator.named("NVIDIA H100 80GB HBM3")).contains(Accelerator.H100);
        assertThat(Accelerator.named("NVIDIA A100-SXM4-80GB")).contains(Accelerator.A100);
        assertThat(Accelerator.named("NVIDIA L4")).contains(Accelerator.L4);
        for (String other : new String[] {
            "NVIDIA A100-SXM4-40GB", "NVIDIA H100 PCIe", "NVIDIA L40S", "NVIDIA A10G", "H100 MIG 1g.10gb", ""
        }) {
            assertThat(Accelerator.named(other)).as(other).isEmpty();
        }
    }
}
