package io.scoot.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scoot.load.trace.RequestShape;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadPlanTest {

    private static LoadPlan.Builder plan() {
        return LoadPlan.builder("m").pool(List.of(new RequestShape(7, 3, 0, 2)));
    }

    private static void refused(UnaryOperator<LoadPlan.Builder> change, String... words) {
        assertThatThrownBy(() -> change.apply(plan()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void whatCannotBeMeasuredIsRefusedBeforeAnythingStarts() {
        refused(p -> p.rate(0.03).seconds(100.0), "0.03 per second for 100.0 s", "5 % of the seeds");
        refused(p -> p.rate(1.0).seconds(2.0), "14 % of the seeds");
        refused(p -> p.rate(1e9), "rate is 1.0E9", "10000");
        refused(p -> p.rate(5000.0).seconds(1000.0), "at most 1000000 requests");
        refused(p -> p.maxModelLength(9), "7 + 3 tokens", "9");
        refused(p -> p.pool(List.of(new RequestShape(0, 3, 0, 0))), "shape");
        refused(p -> p.pool(List.of(new RequestShape(2_000_000_000, 2_000_000_000, 0, 0))), "shape");
        refused(p -> p.rate(1000.0).seconds(900.0).pool(List.of(new RequestShape(9_000_000, 3, 0, 0))), "MB");
        refused(p -> p.maxConcurrency(0), "maxConcurrency is 0");
        refused(p -> p.api(Api.CHAT).prompts(Prompts.tokenIds(1, 9)), "token ids");
        assertThat(plan().maxModelLength(10)
                        .rate(0.03)
                        .arrivals(Arrivals.fixed())
                        .build()
                        .arrivalTimes(1L))
                .hasSize(3);
    }

    @Test
    void aSeedThatDrawsNoRequestIsToldAndNotRun() {
        LoadPlan plan = plan().rate(0.04).build(); // 1.8 % of the seeds draw none
        long empty = LongStream.range(0, 2000)
                .filter(seed -> plan.arrivals().times(0.04, 100.0, seed).length == 0)
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> plan.arrivalTimes(empty))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("draws no request");
        double share = IntStream.range(0, 2000)
                        .filter(seed -> plan.arrivals().times(0.04, 100.0, seed).length == 0)
                        .count()
                / 2000.0;
        assertThat(share).isCloseTo(plan.arrivals().chanceOfNone(0.04, 100.0), within(0.01));
    }

    @Test
    void aRampStartsSlowlyAndAReplayKeepsItsTimes() {
        double[] ramp = Arrivals.rampUp(0.0).times(100.0, 20.0, 3L);
        assertThat(ramp.length).isBetween(850, 1150);
        long half = java.util.Arrays.stream(ramp).filter(t -> t < 10.0).count();
        assertThat(half / (double) ramp.length).isCloseTo(0.25, within(0.05));
        assertThat(Arrivals.rampUp(1.0).expected(3.0, 7.0)).isEqualTo(21.0);
        assertThat(Arrivals.replay(List.of(0.0, 0.5, 0.5, 9.0)).times(1.0, 2.0, 1L))
                .containsExactly(0.0, 0.5, 0.5);
        assertThatThrownBy(() -> Arrivals.replay(List.of(1.0, 0.5))).hasMessageContaining("0.5 s after 1.0 s");
        assertThat(Arrivals.atOnce(5).times(1.0, 1.0, 1L)).containsOnly(0.0).hasSize(5);
    }
}
