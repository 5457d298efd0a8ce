package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A winner is one only where pairs of runs say so. */
@Timeout(120)
class VerdictTest {

    /** A service with noise that an arrival order shares between configurations, and noise of each run's own. */
    private static Result noisy(long seed, double effect, double shared, double own, int pairs) {
        return Counting.study(trial -> {
                    SplittableRandom order = new SplittableRandom(seed ^ trial.arrivalSeed());
                    SplittableRandom run = new SplittableRandom(31 * seed + trial.number());
                    double loss = 100.0
                            * (1.0 - effect * trial.configuration().getInt("x") / 99.0)
                            * (1.0 + shared * gaussian(order))
                            * (1.0 + own * gaussian(run));
                    return Counting.loss(loss);
                })
                .seed(seed)
                .budget(20)
                .confirmations(pairs)
                .suggester((history, count) -> List.of(
                        Counting.SPACE.configuration(Map.of("x", history.taken().size() * 37 % 100))))
                .run();
    }

    private static double gaussian(SplittableRandom random) {
        double sum = 0.0;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum - 6.0;
    }

    @Test
    void parametersThatDoNothingAreSeldomCalledBetter() {
        int better = 0;
        int better3 = 0;
        for (int seed = 0; seed < 400; seed++) {
            better += noisy(seed, 0.0, 0.0, 0.1, 5).verdict().comparison() == Verdict.Comparison.BETTER ? 1 : 0;
            better3 += noisy(seed, 0.0, 0.1, 0.1, 3).verdict().comparison() == Verdict.Comparison.BETTER ? 1 : 0;
        }
        assertThat(better).isLessThanOrEqualTo(20); // 5 %
        assertThat(better3).isLessThanOrEqualTo(20);
    }

    @Test
    void aRealGainIsSeenThroughNoiseThatPairsShare() {
        int better = 0;
        for (int seed = 0; seed < 50; seed++) {
            better += noisy(seed, 0.3, 0.2, 0.005, 3).verdict().comparison() == Verdict.Comparison.BETTER ? 1 : 0;
        }
        assertThat(better).isGreaterThan(45);
    }

    @Test
    void theHeadlineIsThePairedGainAndNotTheLuckyReading() {
        Result result = noisy(3, 0.0, 0.0, 0.1, 3);
        double lucky = result.best().orElseThrow().metric("loss")
                        / result.reference().orElseThrow().get("loss")
                - 1.0;
        Verdict verdict = result.verdict();
        assertThat(lucky).isLessThan(-0.05); // the best of twenty readings looks good
        assertThat(verdict.comparison()).isEqualTo(Verdict.Comparison.NOT_DECIDED);
        assertThat(verdict.gains().get(0).pairs()).isEqualTo(3);
        assertThat(verdict.gains().get(0).mean())
                .isBetween(verdict.gains().get(0).low(), verdict.gains().get(0).high());
        assertThat(verdict.pairsMissing()).isPositive();
        assertThat(verdict.sentence()).contains("not decided", "loss", "3 pairs", "more pairs");
    }

    @Test
    void theNoiseIsTheScatterOfOneConfigurationsRuns() {
        double squares = 0.0;
        for (int seed = 0; seed < 50; seed++) {
            double noise = noisy(seed, 0.3, 0.0, 0.05, 3).noise("loss").orElseThrow();
            squares += noise * noise / 50;
        }
        assertThat(Math.sqrt(squares)).isBetween(0.043, 0.057); // of 0.05, from 50 × 4 degrees of freedom
        assertThat(noisy(1, 0.3, 0.0, 0.0, 3).noise("loss").orElseThrow()).isLessThan(1e-12);
        assertThat(noisy(1, 0.3, 0.0, 0.05, 1).noise("loss")).isEmpty(); // nothing was run twice
        assertThat(noisy(1, 0.3, 0.0, 0.05, 3).noise("other")).isEmpty();
    }

    @Test
    void withoutNoiseTheGainIsExact() {
        Result result =
                Counting.study(Counting::measure).budget(12).confirmations(2).run();
        Verdict verdict = result.verdict();
        assertThat(verdict.comparison()).isEqualTo(Verdict.Comparison.BETTER);
        assertThat(verdict.gains()).containsExactly(new Gain("loss", 1.0, 1.0, 1.0, 2)); // from 43 to 0
        Result same = Counting.study(trial -> Counting.loss(5))
                .budget(12)
                .confirmations(2)
                .run();
        assertThat(same.verdict().comparison()).isEqualTo(Verdict.Comparison.NO_GAIN);
        assertThat(same.verdict().sentence())
                .matches("none of the \\d+ other configurations .* better than the default");
        Result alone =
                Counting.study(Counting::measure).budget(1).confirmations(1).run();
        assertThat(alone.verdict().sentence()).isEqualTo("nothing but the default was measured");
        Result little = Counting.study(trial -> Counting.loss(
                        trial.phase() == Phase.DEFAULT || trial.configuration().getInt("x") == 50 ? 1000 : 999))
                .budget(4)
                .confirmations(3)
                .run();
        assertThat(little.verdict().comparison()).isEqualTo(Verdict.Comparison.NO_GAIN); // 0.1 %
        assertThat(little.verdict().sentence()).contains("no gain worth having");
    }

    @Test
    void withoutPairsNothingIsClaimed() {
        Result result = Counting.study(Counting::measure).budget(12).run();
        assertThat(result.verdict().comparison()).isEqualTo(Verdict.Comparison.NOT_DECIDED);
        assertThat(result.verdict().gains()).isEmpty();
    }
}
