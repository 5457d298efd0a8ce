package io.scoot.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DimensionTest {

    @Property
    void aLevelSurvivesItsPosition(
            @ForAll @IntRange(min = 1, max = 1000) int min,
            @ForAll @IntRange(min = 0, max = 100_000) int width,
            @ForAll @DoubleRange(min = 0, max = 1) double where,
            @ForAll boolean log) {
        Dimension.Levels levels = Dimension.integers(min, min + width, log);
        long index = Math.round(where * width);
        double u = levels.position(index);
        assertThat(u).isBetween(0.0, 1.0);
        assertThat(levels.index(u)).isEqualTo(index);
        assertThat(levels.snap(u)).isEqualTo(u);
    }

    @Property
    void snappingTwiceIsSnappingOnce(@ForAll @DoubleRange(min = -1, max = 4) double u) {
        for (Dimension dimension : Samples.dimensions(5)) {
            double snapped = dimension.snap(u);
            assertThat(dimension.snap(snapped)).isEqualTo(snapped);
        }
    }

    @Test
    void eachValueGetsItsShareOfTheQuantiles() {
        for (Dimension dimension : new Dimension[] {Dimension.levels(4), Dimension.choice(4)}) {
            int[] counts = new int[4];
            for (int i = 0; i < 400; i++) {
                double u = dimension.quantile((i + 0.5) / 400);
                counts[(int) Math.round(dimension instanceof Dimension.Choice ? u : 3 * u)]++;
            }
            assertThat(counts).containsOnly(100);
        }
    }

    @Test
    void theLevelApartIsNoneOfTheNumbers() {
        Dimension.Levels levels = Dimension.levelsAndOneApart(6);
        assertThat(levels.isApart(0.0)).isTrue();
        assertThat(levels.among(0.0)).isEqualTo(0.5);
        for (int i = 1; i < 6; i++) {
            assertThat(levels.isApart(levels.position(i))).isFalse();
            assertThat(levels.among(levels.position(i))).isCloseTo((i - 1) / 4.0, within(1e-12));
        }
        assertThat(Dimension.levelsAndOneApart(2).apart()).isFalse();
        assertThat(Dimension.levels(3).isApart(0.0)).isFalse();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dimension.levels(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Dimension.choice(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Dimension.integers(2, 1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> Dimension.integers(0, 1, true));
    }
}
