package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A result that a host makes by hand, of whatever it has. */
class ResultTest {

    private static final SearchSpace SPACE =
            SearchSpace.builder().add(Parameter.integer("n", 0, 99)).build();

    private static Observation observation(int number, boolean works) {
        Trial trial = new Trial(number, number, SPACE.configuration(Map.of("n", number)), Phase.SUGGESTED, 0L, 1);
        Outcome outcome = works
                ? Outcome.measured(Map.of("m0", 1.0 * number, "m1", -1.0 * number, "m2", 5.0, "m3", 0.0))
                : Outcome.crashed("no");
        return new Observation(trial, outcome, Instant.EPOCH, Duration.ZERO);
    }

    @Property(tries = 60)
    void everyQuestionHasAnAnswer(
            @ForAll @IntRange(max = 4) int objectives,
            @ForAll @IntRange(max = 5) int count,
            @ForAll boolean referenced,
            @ForAll boolean bounded,
            @ForAll @IntRange(max = 3) int crashes) {
        Result.Builder builder = Result.builder(IntStream.range(0, objectives)
                        .mapToObj(j -> j % 2 == 0 ? Objective.minimize("m" + j) : Objective.maximize("m" + j))
                        .toList())
                .observations(IntStream.range(0, count)
                        .mapToObj(i -> observation(i, i >= crashes))
                        .toList());
        if (referenced) {
            builder.reference(Optional.of(Map.of("m0", 2.0, "m1", -2.0, "m2", 5.0, "m3", 0.0)));
        }
        if (bounded) {
            builder.slos(List.of(Slo.atMost("m0", 3.0), Slo.atLeast("m1", 0.9).timesDefault()));
        }
        Result result = builder.build();
        for (Runnable question : List.<Runnable>of(
                result::best,
                result::nearest,
                result::verdict,
                result::simplified,
                result::paretoFront,
                result::hypervolume,
                result::slos,
                result::history)) {
            assertThatCode(question::run).doesNotThrowAnyException();
        }
        assertThat(result).asString().startsWith("Result[");
        assertThat(result.best().isPresent()).isEqualTo(count > crashes);
    }
}
