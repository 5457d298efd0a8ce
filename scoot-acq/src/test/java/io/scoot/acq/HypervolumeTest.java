package io.scoot.acq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HypervolumeTest {

    @Test
    void volumesOfReference() {
        for (JsonNode c : Golden.file("hypervolume.json").get("cases")) {
            double expected = c.get("hypervolume").doubleValue();
            assertThat(Hypervolume.of(Golden.matrix(c.get("points")), Golden.vector(c.get("reference"))))
                    .isCloseTo(expected, within(1e-12 * Math.max(1.0, expected)));
        }
    }

    @Property(tries = 100, seed = "2")
    void doesNotDependOnOrderOrOnDominatedPoints(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int m, @ForAll @IntRange(min = 1, max = 12) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] points = Samples.uniform(n, m, random);
        double[] r = new double[m];
        Arrays.fill(r, 0.2);
        double volume = Hypervolume.of(points, r);
        double[][] shuffled = points.clone();
        Collections.shuffle(Arrays.asList(shuffled), new Random(seed));
        assertThat(Hypervolume.of(shuffled, r)).isCloseTo(volume, within(1e-12));
        double[][] more = Arrays.copyOf(points, n + 1);
        more[n] = points[0].clone();
        more[n][m - 1] -= 0.1;
        assertThat(Hypervolume.of(more, r)).isCloseTo(volume, within(1e-12));
    }

    @Property(tries = 100, seed = "3")
    void boxesFillWhatThePointsDoNotDominate(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 0, max = 10) int n,
            @ForAll boolean ties) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] points = Samples.uniform(n, m, random);
        for (double[] point : points) {
            for (int j = 0; ties && j < m; j++) {
                point[j] = Math.round(3.0 * point[j]) / 3.0;
            }
        }
        BoxDecomposition boxes = BoxDecomposition.of(points, new double[m]);
        double free = 0.0;
        for (int b = 0; b < boxes.size(); b++) {
            double volume = 1.0;
            for (int j = 0; j < m; j++) {
                assertThat(boxes.lower(b, j)).isLessThanOrEqualTo(boxes.upper(b, j));
                volume *= Math.min(2.0, boxes.upper(b, j)) - boxes.lower(b, j);
            }
            free += volume;
        }
        assertThat(free + Hypervolume.of(points, new double[m])).isCloseTo(Math.pow(2.0, m), within(1e-9));
    }
}
