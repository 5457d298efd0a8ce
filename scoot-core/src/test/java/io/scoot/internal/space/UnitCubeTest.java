package io.scoot.internal.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.SearchSpace;
import io.scoot.Spaces;
import io.scoot.gp.Dimension;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class UnitCubeTest {

    @Property(tries = 500)
    void aConfigurationSurvivesEncoding(@ForAll @IntRange(min = 1, max = 12) int dimensions, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SearchSpace space = Spaces.random(dimensions, random);
        UnitCube cube = UnitCube.of(space);
        Configuration configuration = Spaces.configuration(space, random);
        double[] point = cube.encode(configuration);
        for (int i = 0; i < dimensions; i++) {
            Dimension dimension = cube.dimensions().get(i);
            double largest = dimension instanceof Dimension.Choice choice ? choice.count() - 1 : 1.0;
            assertThat(point[i]).isBetween(0.0, largest);
        }
        // A real number comes back but for rounding; encoding it again changes nothing.
        Configuration back = cube.decode(point);
        assertThat(cube.encode(cube.decode(cube.encode(back))))
                .containsExactly(point, org.assertj.core.data.Offset.offset(1e-12));
        boolean discrete = space.parameters().stream().noneMatch(p -> p instanceof io.scoot.RealParameter);
        if (discrete) {
            assertThat(back).isEqualTo(configuration);
        }
    }

    @Property(tries = 300)
    void aSampleIsAdmissibleAndHasNoDuplicates(@ForAll @IntRange(min = 1, max = 12) int dimensions, @ForAll long seed) {
        SearchSpace space = Spaces.random(dimensions, new SplittableRandom(seed));
        UnitCube cube = UnitCube.of(space);
        List<Configuration> sample = cube.admissible(c -> true).sample(40, seed).stream()
                .map(cube::decode)
                .toList();
        assertThat(sample).isNotEmpty().doesNotHaveDuplicates().allMatch(space::admits);
        assertThat(cube.admissible(sample.get(0)::equals).sample(1, seed)).hasSizeLessThanOrEqualTo(1);
    }
}
