package io.scoot.load.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.load.RequestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final double SERVICE = 0.05; // s
    private static final double MATERIAL = 0.125; // a quarter of 500 ms

    /** A queue with one server and Poisson arrivals, exactly. */
    private static List<RequestResult> queue(double load, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RequestResult> results = new ArrayList<>();
        double now = 0.0;
        double free = 0.0;
        for (int i = 0; i < count; i++) {
            now += -Math.log1p(-random.nextDouble()) * SERVICE / load;
            free = Math.max(now, free) + SERVICE;
            results.add(new RequestResult(now, now, new double[] {free}, 1, 1, Optional.empty()));
        }
        return results;
    }

    private static double said(double load, int count) {
        int said = 0;
        for (int seed = 0; seed < 500; seed++) {
            said += Growth.of(queue(load, count, seed), MATERIAL) ? 1 : 0;
        }
        return said / 500.0;
    }

    @Test
    void aQueueThatStaysIsSeldomSaidToGrow() {
        assertThat(said(0.5, 400)).isLessThanOrEqualTo(0.01);
        assertThat(said(0.7, 400)).isLessThanOrEqualTo(0.01);
        assertThat(said(0.85, 400)).isLessThanOrEqualTo(0.05);
    }

    @Test
    void aQueueThatGrowsIsSaidTo() {
        assertThat(said(1.3, 400)).isGreaterThanOrEqualTo(0.9);
        assertThat(said(2.0, 100)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void aServerThatFillsAndThenStaysIsNotSaidTo() {
        SplittableRandom random = new SplittableRandom(3L);
        List<RequestResult> results = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            double now = i / 20.0;
            double ttft = 0.3 * Math.min(1.0, now / 10.0) + 0.01 * random.nextDouble();
            results.add(
                    new RequestResult(now, now, new double[] {now + ttft, now + 10.0 * ttft}, 1, 2, Optional.empty()));
        }
        assertThat(Growth.of(results, MATERIAL)).isFalse();
    }

    @Test
    void tooFewRequestsSayNothing() {
        assertThat(Growth.of(queue(5.0, 39, 1L), MATERIAL)).isFalse();
        assertThat(Growth.of(List.of(), MATERIAL)).isFalse();
    }
}
