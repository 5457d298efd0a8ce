package io.scoot.load.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;

class RequestShapesTest {

    @Test
    void lengthsAreLogNormalAroundTheirMedians() {
        List<Lengths> lengths = RequestShapes.logNormal(400, 50, 0.5, 4000, 1L);
        DescriptiveStatistics logs = new DescriptiveStatistics();
        lengths.forEach(l -> logs.addValue(Math.log(l.input())));
        assertThat(Math.exp(logs.getPercentile(50))).isCloseTo(400, within(20.0));
        assertThat(logs.getStandardDeviation()).isCloseTo(0.5, within(0.03));
        assertThat(lengths).isEqualTo(RequestShapes.logNormal(400, 50, 0.5, 4000, 1L));
        assertThat(RequestShapes.logNormal(1, 1, 3.0, 100, 2L))
                .allSatisfy(l -> assertThat(l.input()).isPositive());
        assertThat(RequestShapes.logNormal(7, 3, 0.0, 5, 1L)).containsOnly(new Lengths(7, 3));
    }

    @Test
    void prefixesAreNoLongerThanPrompts() {
        assertThat(RequestShapes.sharing(List.of(new Lengths(5, 1), new Lengths(50, 1)), 20))
                .extracting(RequestShape::prefix)
                .containsExactly(5, 20);
        assertThat(RequestShapes.loadedHalf(List.of(new Lengths(1, 1), new Lengths(2, 2), new Lengths(3, 3))))
                .containsExactly(new Lengths(2, 2), new Lengths(3, 3));
    }
}
