package io.scoot.acq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scoot.gp.Dimension;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DomainTest {

    private static void assertDistinctAndAdmissible(Domain domain, List<double[]> points) {
        Set<Cell> cells = new HashSet<>();
        for (double[] point : points) {
            assertThat(domain.contains(point)).isTrue();
            assertThat(domain.snap(point)).containsExactly(point);
            assertThat(cells.add(new Cell(point))).isTrue();
        }
    }

    @Property(tries = 100, seed = "6")
    void samplesAreDistinctAdmissibleAndRepeatable(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int d, @ForAll @IntRange(min = 0, max = 100) int n) {
        Domain domain = new Domain(Samples.mixed(d), x -> x[0] < 0.5);
        List<double[]> points = domain.sample(n, seed);
        assertThat(points).hasSize(n);
        assertDistinctAndAdmissible(domain, points);
        assertThat(domain.sample(n, seed)).containsExactly(points.toArray(double[][]::new));
    }

    @Test
    void oneInAThousandIsReachedByWalks() {
        AtomicLong asked = new AtomicLong();
        Predicate<double[]> narrow = x -> {
            asked.incrementAndGet();
            return x[0] < 0.032 && x[1] >= 0.968 + x[0];
        };
        Domain domain = new Domain(Samples.mixed(9), narrow);
        List<double[]> points = domain.sample(512, 3);
        assertThat(points).hasSize(512);
        assertDistinctAndAdmissible(domain, points);
        assertThat(asked.get()).isLessThan(100_000);
    }

    @Test
    void oneInAHundredThousandIsFound() {
        Domain domain = new Domain(Samples.reals(3), x -> x[0] < 0.01 && x[1] < 0.01 && x[2] < 0.1);
        List<double[]> points = domain.sample(20, 5);
        assertThat(points).hasSize(20);
        assertDistinctAndAdmissible(domain, points);
    }

    @Test
    void contradictionEndsWithoutPoints() {
        assertThat(new Domain(Samples.reals(2), x -> false).sample(3, 1)).isEmpty();
    }

    @Property(tries = 50)
    void smallDomainIsExhausted(@ForAll long seed) {
        Domain domain = new Domain(
                List.of(Dimension.levels(5), Dimension.choice(3), Dimension.levels(2)),
                x -> x[1] != 1.0 || x[2] == 0.0);
        List<double[]> points = domain.sample(1000, seed);
        assertThat(points).hasSize(25);
        assertThat(domain.enumerate()).hasSize(25);
        assertDistinctAndAdmissible(domain, points);
    }

    @Test
    void cellsSaturate() {
        assertThat(new Domain(Samples.reals(2), x -> true).cells()).isEqualTo(Long.MAX_VALUE);
        assertThat(new Domain(List.of(Dimension.levels(5), Dimension.choice(3)), x -> true).cells())
                .isEqualTo(15);
    }

    @Test
    void uniformOverCells() {
        Domain domain = new Domain(List.of(Dimension.integers(0, 9999, false), Dimension.levels(3)), x -> true);
        int[] counts = new int[3];
        for (double[] point : domain.sample(300, 8)) {
            counts[(int) (2 * point[1])]++;
        }
        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(90);
    }

    @Test
    void anEquationIsFollowedFromAnAnchor() {
        Dimension.Levels to65536 = Dimension.integers(1, 65536, true);
        Domain domain = new Domain(
                List.of(to65536, to65536), x -> (to65536.index(x[0]) + 1) * (to65536.index(x[1]) + 1) == 65536L);
        double[] square = {to65536.position(255), to65536.position(255)};
        List<double[]> points = domain.anchored(List.of(square)).sample(100, 3);
        assertThat(points).hasSize(17); // the powers of two
        assertDistinctAndAdmissible(domain, points);
    }

    @Test
    void aCornerOfTheCubeIsWalkedFromAnAnchorThatIsNotEvenAdmissible() {
        double[] weights = new double[12];
        Arrays.fill(weights, 1.0 / 12);
        Domain domain = new Domain(Samples.reals(12), x -> Arrays.stream(x).sum() <= 1.0 && !Arrays.equals(x, weights))
                .anchored(List.of(weights));
        List<double[]> points = domain.sample(50, 1);
        assertThat(points).hasSize(50);
        assertDistinctAndAdmissible(domain, points);
    }

    @Test
    void cellsAreTriedOnceHoweverManyDomainsAreMadeOfOne() {
        AtomicLong asked = new AtomicLong();
        Domain domain = new Domain(List.of(Dimension.levels(100), Dimension.choice(3)), x -> {
            asked.incrementAndGet();
            return x[1] != 2.0;
        });
        assertThat(domain.enumerate()).hasSize(200);
        Domain rest = domain.without(List.of(new double[] {0.0, 1.0}, new double[] {1.0, 0.0}));
        assertThat(rest.enumerate()).hasSize(198);
        assertThat(rest.contains(new double[] {0.0, 1.0})).isFalse();
        assertThat(rest.contains(new double[] {0.0, 0.0})).isTrue();
        assertThat(asked.get()).isLessThanOrEqualTo(302);
    }

    @Test
    void needsADimension() {
        assertThatThrownBy(() -> new Domain(List.of(), x -> true)).isInstanceOf(IllegalArgumentException.class);
    }
}
