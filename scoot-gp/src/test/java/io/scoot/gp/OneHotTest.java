package io.scoot.gp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneHotTest {

    private static final List<Dimension> DIMENSIONS =
            List.of(Dimension.real(), Dimension.choice(2), Dimension.levels(1), Dimension.choice(3));

    @Test
    void aChoiceHasAColumnPerValue() {
        OneHot all = new OneHot(DIMENSIONS, 1, 0.7, false);
        assertThat(all.columns()).isEqualTo(6);
        assertThat(all.of(new double[] {0.3, 1, 0, 2})).containsExactly(0.3, 0.0, 0.7, 0.0, 0.0, 0.7);
    }

    @Test
    void orOneOfItsIndexWhereTwoValuesAreANumberToo() {
        OneHot some = new OneHot(DIMENSIONS, 3, 1.0, true);
        assertThat(some.columns()).isEqualTo(6);
        assertThat(some.of(new double[] {0.3, 1, 0, 0})).containsExactly(0.3, 1.0, 0.0, 1.0, 0.0, 0.0);
    }
}
