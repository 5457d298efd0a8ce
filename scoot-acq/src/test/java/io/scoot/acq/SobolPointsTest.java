package io.scoot.acq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SobolPointsTest {

    @Test
    void unshiftedAreThoseOfReference() {
        JsonNode points = Golden.file("sobol.json").get("points");
        points.fieldNames().forEachRemaining(d -> {
            SobolPoints sobol = SobolPoints.unshifted(Integer.parseInt(d));
            for (JsonNode expected : points.get(d)) {
                assertThat(sobol.next()).containsExactly(Golden.vector(expected));
            }
        });
    }

    @Property(tries = 50)
    void shiftKeepsTheStrataOfEachCoordinate(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int d) {
        SobolPoints sobol = SobolPoints.shifted(d, seed);
        BitSet[] strata = new BitSet[d];
        for (int i = 0; i < d; i++) {
            strata[i] = new BitSet();
        }
        for (int n = 0; n < 64; n++) {
            double[] point = sobol.next();
            for (int i = 0; i < d; i++) {
                assertThat(point[i]).isBetween(0.0, Math.nextDown(1.0));
                strata[i].set((int) (64 * point[i]));
            }
        }
        assertThat(strata).allSatisfy(seen -> assertThat(seen.cardinality()).isEqualTo(64));
    }

    @Test
    void seedsDifferAndRepeat() {
        assertThat(SobolPoints.shifted(3, 1).next())
                .isEqualTo(SobolPoints.shifted(3, 1).next())
                .isNotEqualTo(SobolPoints.shifted(3, 2).next());
    }

    @Test
    void goesOnBeyondTheDimensionsOfTheTable() {
        assertThat(SobolPoints.shifted(1200, 1).next()).hasSize(1200).doesNotContain(Double.NaN);
    }
}
