package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Phase;
import io.scoot.SearchSpace;
import io.scoot.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RecommendationTest {

    private static final SearchSpace SPACE =
            SearchSpace.builder().add(Parameter.real("x", 0.0, 1.0)).build();
    private static final int N = 25;

    private static double x(int i) {
        return (double) i / (N - 1);
    }

    private static double truth(int i) {
        return 10.0 + 20.0 * Math.pow(x(i) - 0.5, 2);
    }

    private static History history(IntToDoubleFunction measured) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            Trial trial = new Trial(i, i, SPACE.configuration(Map.of("x", x(i))), Phase.SUGGESTED, 0L, 1);
            Outcome outcome = Outcome.measured(Map.of("y", measured.applyAsDouble(i)));
            observations.add(new Observation(trial, outcome, Instant.EPOCH, Duration.ZERO));
        }
        return History.builder(SPACE, List.of(Objective.minimize("y")))
                .observations(observations)
                .iteration(N)
                .build();
    }

    @Test
    void withoutNoiseItIsTheBest() {
        Recommendation recommendation = Recommendation.of(history(RecommendationTest::truth));
        assertThat(recommendation.front())
                .singleElement()
                .satisfies(o -> assertThat(o.configuration().getDouble("x")).isEqualTo(0.5));
    }

    @Test
    void aLuckyReadingIsSeenThrough() {
        SplittableRandom random = new SplittableRandom(4L);
        double[] noisy = new double[N];
        for (int i = 0; i < N; i++) {
            noisy[i] = truth(i) + 0.5 * random.nextGaussian();
        }
        noisy[2] = 9.0; // truly 13.5
        Recommendation recommendation = Recommendation.of(history(i -> noisy[i]));
        assertThat(recommendation.front())
                .singleElement()
                .satisfies(o -> assertThat(o.configuration().getDouble("x")).isBetween(0.3, 0.7));
    }

    @Test
    void nothingWorkedNothingIsRecommended() {
        History empty = History.builder(SPACE, List.of(Objective.minimize("y"))).build();
        assertThat(Recommendation.of(empty).front()).isEmpty();
    }
}
