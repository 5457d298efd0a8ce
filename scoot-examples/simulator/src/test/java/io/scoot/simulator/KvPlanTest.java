package io.scoot.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What memory is left for the cache (invariant I9), and the starts that fail for want of it. */
class KvPlanTest {

    private static long tokens(int tensorParallel, int seqs, int batched, int blockSize) throws EngineCrash {
        EngineConfig config =
                new EngineConfig(tensorParallel, seqs, batched, blockSize, 0.0, true, false, false, false);
        return KvPlan.of(ModelSpec.LLAMA2_13B, GpuSpec.A100, config).tokens();
    }

    @Property(tries = 300)
    void theCacheShrinksWithTheBatchAndGrowsWithTheCards(
            @ForAll @IntRange(min = 64, max = 8000) int seqs,
            @ForAll @IntRange(min = 64, max = 8000) int batched,
            @ForAll @IntRange(min = 1, max = 192) int more)
            throws EngineCrash {
        long base = tokens(2, seqs, batched, 16);
        assertThat(tokens(2, seqs + more, batched, 16)).isLessThanOrEqualTo(base);
        assertThat(tokens(2, seqs, batched + more, 16)).isLessThanOrEqualTo(base);
        assertThat(tokens(4, seqs, batched, 16)).isGreaterThan(base);
        assertThat(Math.abs(tokens(2, seqs, batched, 32) - base)).isLessThan(32);
    }

    @Test
    void memoryRunsOutInThreeWays() {
        refused(
                GpuSpec.A10,
                new EngineConfig(1, 256, 4096, 16, 0.0, false, false, false, false),
                "loading the weights");
        refused(GpuSpec.A10, new EngineConfig(2, 8192, 8192, 16, 0.0, false, false, false, false), "memory");
        refused(GpuSpec.A10, new EngineConfig(2, 7200, 8192, 16, 0.0, false, false, false, false), "");
    }

    private static void refused(GpuSpec gpu, EngineConfig config, String part) {
        assertThatExceptionOfType(EngineCrash.class)
                .isThrownBy(() -> KvPlan.of(ModelSpec.LLAMA2_13B, gpu, config))
                .withMessageContaining(part)
                .matches(crash -> crash.stage() == EngineCrash.Stage.START);
    }
}
