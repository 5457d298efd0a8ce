package io.scoot.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A step's time grows with its work (invariant I8). */
class StepCostModelTest {

    private static final EngineConfig TWO = config(2, true);

    private static EngineConfig config(int tensorParallel, boolean withoutCustomAllReduce) {
        return new EngineConfig(tensorParallel, 256, 4096, 16, 0.0, false, false, withoutCustomAllReduce, false);
    }

    private static double decode(GpuSpec gpu, EngineConfig config, int sequences, int context) {
        StepShape shape = new StepShape();
        for (int i = 0; i < sequences; i++) {
            shape.decode(context, BlockManager.blocks(context, 16));
        }
        return new StepCostModel(ModelSpec.LLAMA2_13B, gpu, config).seconds(shape);
    }

    private static double prefill(GpuSpec gpu, EngineConfig config, int tokens, int context) {
        StepShape shape = new StepShape();
        shape.prefill(tokens, context, BlockManager.blocks(tokens + context, 16), true);
        return new StepCostModel(ModelSpec.LLAMA2_13B, gpu, config).seconds(shape);
    }

    @Property(tries = 300)
    void moreWorkTakesLonger(
            @ForAll @IntRange(min = 1, max = 600) int sequences,
            @ForAll @IntRange(min = 1, max = 4000) int context,
            @ForAll @IntRange(min = 1, max = 600) int more) {
        for (GpuSpec gpu : new GpuSpec[] {GpuSpec.A10, GpuSpec.A100}) {
            double before = decode(gpu, TWO, sequences, context);
            assertThat(decode(gpu, TWO, sequences + more, context)).isGreaterThanOrEqualTo(before);
            assertThat(decode(gpu, TWO, sequences, context + more)).isGreaterThan(before);
            double prompt = prefill(gpu, TWO, sequences, context);
            assertThat(prefill(gpu, TWO, sequences + more, context)).isGreaterThanOrEqualTo(prompt);
            assertThat(prefill(gpu, TWO, sequences, context + more)).isGreaterThanOrEqualTo(prompt);
        }
    }

    @Property(tries = 200)
    void aGraphPadsNeverBelowTheBatch(@ForAll @IntRange(min = 1, max = 256) int decodes) {
        assertThat(StepCostModel.padded(decodes)).isBetween(decodes, decodes + 7);
        assertThat(StepCostModel.padded(StepCostModel.padded(decodes))).isEqualTo(StepCostModel.padded(decodes));
    }

    @Test
    void aFasterCardIsFaster() {
        assertThat(decode(GpuSpec.A100, TWO, 64, 500)).isLessThan(decode(GpuSpec.A10, TWO, 64, 500));
        assertThat(prefill(GpuSpec.A100, TWO, 2000, 0)).isLessThan(prefill(GpuSpec.A10, TWO, 2000, 0));
    }

    @Test
    void moreCardsComputeLessAndTalkMore() {
        StepCostModel two = new StepCostModel(ModelSpec.LLAMA2_13B, GpuSpec.A100, TWO);
        StepCostModel four = new StepCostModel(ModelSpec.LLAMA2_13B, GpuSpec.A100, config(4, true));
        StepCostModel one = new StepCostModel(ModelSpec.LLAMA2_13B, GpuSpec.A100, config(1, true));
        assertThat(four.linear(2000)).isLessThan(two.linear(2000)).isLessThan(one.linear(2000));
        assertThat(one.allReduce(2000, false)).isZero();
        assertThat(four.allReduce(2000, false)).isGreaterThan(two.allReduce(2000, false));
    }

    @Test
    void customAllReduceHelpsWhereTheCardsAreLinked() {
        assertThat(decode(GpuSpec.A100, config(4, false), 32, 500))
                .isLessThan(decode(GpuSpec.A100, config(4, true), 32, 500));
        assertThat(decode(GpuSpec.A10, config(4, false), 32, 500))
                .isEqualTo(decode(GpuSpec.A10, config(4, true), 32, 500));
    }
}
