package io.scoot.load.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CapacitySearchTest {

    /** A queue's waiting grows without bound towards the rate that it cannot take; the bound allows ten service times. */
    private static RateStep queue(double rate, double saturation) {
        double load = rate / saturation;
        return new RateStep(rate, load >= 1.0 ? -5.0 : 1.0 - 0.1 / (1.0 - load));
    }

    @Property(tries = 300)
    void theCapacityOfAQueueIsFoundWithinTolerance(
            @ForAll @DoubleRange(min = 0.2, max = 200) double saturation,
            @ForAll @DoubleRange(min = 0.05, max = 20) double factor)
            throws InterruptedException {
        double truth = 0.9 * saturation; // where 0.1 / (1 - load) is 1
        double start = Math.min(truth * factor, 32.0 * truth);
        Capacity capacity = CapacitySearch.from(start).search(rate -> queue(rate, saturation));
        assertThat(capacity.rps()).isLessThanOrEqualTo(truth * (1.0 + 1e-12));
        assertThat(capacity.above()).isGreaterThan(truth * (1.0 - 1e-12));
        assertThat(capacity.within(0.05)).isTrue();
        assertThat(capacity.steps().size()).isLessThanOrEqualTo(14);
    }

    @Property(tries = 300)
    void aCliffIsFoundToo(@ForAll @DoubleRange(min = 1, max = 50) double cliff) throws InterruptedException {
        Capacity capacity = new CapacitySearch(4.0, 0.05, 16)
                .search(rate -> new RateStep(rate, rate <= cliff ? 0.9 : -1000.0)); // no warning before it
        assertThat(capacity.rps()).isLessThanOrEqualTo(cliff);
        assertThat(capacity.above()).isGreaterThan(cliff);
        assertThat(capacity.within(0.05)).isTrue();
    }

    @Test
    void noiseMovesTheCapacityByLittle() throws InterruptedException {
        int far = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Capacity capacity = CapacitySearch.from(1.0).search(rate -> {
                RateStep exact = queue(rate, 20.0);
                return new RateStep(rate, exact.margin() + 0.1 * (random.nextDouble() - 0.5));
            });
            far += Math.abs(capacity.rps() - 18.0) > 0.1 * 18.0 ? 1 : 0;
        }
        assertThat(far).isLessThanOrEqualTo(10);
    }

    @Test
    void aServerThatTakesNothingIsGivenUp() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        Capacity capacity = CapacitySearch.from(8.0).search(rate -> {
            tries.incrementAndGet();
            return new RateStep(rate, -1.0);
        });
        assertThat(capacity.rps()).isZero();
        assertThat(tries).hasValue(7); // 8, 4 … 1/8
    }

    @Test
    void aServerWithoutALimitEndsWithTheSteps() throws InterruptedException {
        Capacity capacity = new CapacitySearch(1.0, 0.05, 6).search(rate -> new RateStep(rate, 0.5));
        assertThat(capacity.rps()).isEqualTo(32.0);
        assertThat(capacity.above()).isInfinite();
        assertThat(capacity.within(0.05)).isFalse();
    }

    @Test
    void badOptionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CapacitySearch.from(0.0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CapacitySearch(1.0, 0.0, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> new CapacitySearch(1.0, 0.1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateStep(1.0, Double.NaN));
    }
}
