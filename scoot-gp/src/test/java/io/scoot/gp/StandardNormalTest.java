package io.scoot.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class StandardNormalTest {

    private static final NormalDistribution NORMAL = new NormalDistribution(0.0, 1.0);

    @Property(tries = 300)
    void agreesWithCommonsMath(@ForAll @DoubleRange(min = -7, max = 7) double z) {
        assertThat(StandardNormal.density(z)).isCloseTo(NORMAL.density(z), withinPercentage(1e-9));
        assertThat(StandardNormal.cumulative(z)).isCloseTo(NORMAL.cumulativeProbability(z), within(1e-13));
        assertThat(Math.exp(StandardNormal.logCumulative(z)))
                .isCloseTo(StandardNormal.cumulative(z), withinPercentage(1e-8));
        assertThat(StandardNormal.logCumulativeSlope(z))
                .isCloseTo(StandardNormal.density(z) / StandardNormal.cumulative(z), withinPercentage(1e-8));
    }

    @Test
    void farBelowItFollowsTheTailsSeries() {
        double z = -40.0;
        double series = StandardNormal.logDensity(z) - Math.log(-z) + Math.log1p(-1.0 / (z * z) + 3.0 / Math.pow(z, 4));
        assertThat(StandardNormal.logCumulative(z)).isCloseTo(series, within(1e-6));
    }
}
