package io.scoot.acq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.scoot.gp.GaussianProcess;
import io.scoot.gp.StandardNormal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AcquisitionTest {

    private static final GaussianProcess ANY = Samples.surrogate(Samples.reals(1), 3, new SplittableRandom(1));

    @Test
    void improvementsOfReference() {
        for (JsonNode c : Golden.file("acquisition.json").get("cases")) {
            double mean = c.get("mean").doubleValue();
            double deviation = c.get("sd").doubleValue();
            double best = c.get("best").doubleValue();
            double xi = c.get("xi").doubleValue();
            double logPi = new LogProbabilityOfImprovement(ANY, best, xi).score(mean, deviation);
            double logEi = new LogExpectedImprovement(ANY, best, xi).score(mean, deviation);
            assertClose(logPi, c.get("logPi").doubleValue(), 1e-10);
            assertClose(logEi, c.get("logEi").doubleValue(), 1e-10);
            assertClose(Math.exp(logPi), c.get("pi").doubleValue(), 1e-12 * Math.max(1.0, Math.abs(logPi)));
            assertClose(Math.exp(logEi), c.get("ei").doubleValue(), 1e-12 * Math.max(1.0, Math.abs(logEi)));
        }
    }

    @Test
    void logarithmsFarInTheTail() {
        for (JsonNode c : Golden.file("acquisition.json").get("logs")) {
            double z = c.get("z").doubleValue();
            assertClose(StandardNormal.logCumulative(z), c.get("logPhi").doubleValue(), 1e-10);
            assertClose(NormalTail.logImprovement(z), c.get("logH").doubleValue(), 1e-10);
        }
    }

    @Test
    void betaOfReference() {
        for (JsonNode c : Golden.file("acquisition.json").get("beta")) {
            assertClose(
                    UpperConfidenceBound.schedule(c.get("t").intValue()),
                    c.get("beta").doubleValue(),
                    1e-12);
        }
    }

    @Test
    void upperConfidenceBoundIsMeanPlusDeviations() {
        assertThat(new UpperConfidenceBound(ANY, 2.0).score(0.5, 0.25)).isEqualTo(1.0);
    }

    @Property(tries = 60, seed = "1")
    void gradientsAgreeWithDifferences(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int d) {
        SplittableRandom random = new SplittableRandom(seed);
        List<GaussianProcess> surrogates = new ArrayList<>();
        for (int j = 0; j < 3; j++) {
            surrogates.add(Samples.surrogate(Samples.reals(d), 8, random));
        }
        GaussianProcess first = surrogates.get(0);
        double[][] front = Samples.uniform(4, 3, random);
        double[] r = {-0.5, -0.5, -0.5};
        List<Acquisition> all = List.of(
                new UpperConfidenceBound(first, 1.7),
                new LogProbabilityOfImprovement(first, 1.0, 1e-4),
                new LogExpectedImprovement(first, 1.0, 1e-4),
                new LogExpectedImprovement(first, 30.0, 0.0),
                new LogEhvi(surrogates, BoxDecomposition.of(front, r)),
                new LogEhvi(
                        surrogates.subList(0, 2),
                        BoxDecomposition.of(Samples.uniform(3, 2, random), new double[] {-0.5, -0.5})),
                new LogProbabilityOfDomination(surrogates, r));
        double[] x = Samples.point(Samples.reals(d), random);
        for (int i = 0; i < d; i++) {
            x[i] = 0.02 + 0.96 * x[i];
        }
        double step = 1e-6;
        for (Acquisition acquisition : all) {
            double[] gradient = new double[d];
            double value = acquisition.valueAndGradient(x, gradient);
            assertClose(acquisition.value(x), value, 1e-9);
            for (int i = 0; i < d; i++) {
                double[] up = x.clone();
                up[i] += step;
                double[] down = x.clone();
                down[i] -= step;
                double difference = (acquisition.value(up) - acquisition.value(down)) / (2.0 * step);
                assertThat(gradient[i])
                        .as("%s, coordinate %d", acquisition.getClass().getSimpleName(), i)
                        .isCloseTo(difference, within(2e-4 * (1.0 + Math.abs(difference))));
            }
        }
    }

    static void assertClose(double actual, double expected, double relative) {
        assertThat(actual).isCloseTo(expected, within(relative * Math.abs(expected) + Double.MIN_NORMAL));
    }
}
