package io.scoot.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static double[] gaps(double[] times) {
        double[] gaps = new double[times.length];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = times[i] - (i == 0 ? 0.0 : times[i - 1]);
        }
        return gaps;
    }

    private static double fit(Arrivals arrivals, RealDistribution gaps) {
        return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(gaps, gaps(arrivals.times(10.0, 500.0, 3L)));
    }

    @Test
    void poissonGapsAreExponential() {
        assertThat(fit(Arrivals.poisson(), new ExponentialDistribution(0.1))).isGreaterThan(0.05);
        assertThat(fit(Arrivals.gamma(0.5), new ExponentialDistribution(0.1))).isLessThan(1e-6); // the test can fail
    }

    @Test
    void gammaGapsHaveTheirShape() {
        assertThat(fit(Arrivals.gamma(0.5), new GammaDistribution(0.5, 0.2))).isGreaterThan(0.05);
        assertThat(fit(Arrivals.gamma(4.0), new GammaDistribution(4.0, 0.025))).isGreaterThan(0.05);
    }

    @Test
    void poissonCountsArePoisson() {
        PoissonDistribution poisson = new PoissonDistribution(5.0);
        long[] observed = new long[11];
        double[] expected = new double[11];
        int tests = 2000;
        for (int seed = 0; seed < tests; seed++) {
            observed[Math.min(10, Arrivals.poisson().times(2.5, 2.0, seed).length)]++;
        }
        for (int i = 0; i < 11; i++) {
            expected[i] = tests * (i < 10 ? poisson.probability(i) : 1.0 - poisson.cumulativeProbability(9));
        }
        assertThat(new ChiSquareTest().chiSquareTest(expected, observed)).isGreaterThan(0.01);
    }

    @Test
    void fixedArrivalsAreEvenAndSeedsRepeat() {
        assertThat(Arrivals.fixed().times(4.0, 1.0, 1L)).containsExactly(0.0, 0.25, 0.5, 0.75);
        assertThat(Arrivals.poisson().times(3.0, 10.0, 5L))
                .isEqualTo(Arrivals.poisson().times(3.0, 10.0, 5L));
        assertThat(Arrivals.poisson().times(3.0, 10.0, 5L))
                .isNotEqualTo(Arrivals.poisson().times(3.0, 10.0, 6L));
    }

    @Test
    void burstinessMustBePositive() {
        assertThatThrownBy(() -> Arrivals.gamma(0.0)).hasMessageContaining("burstiness 0.0");
    }
}
