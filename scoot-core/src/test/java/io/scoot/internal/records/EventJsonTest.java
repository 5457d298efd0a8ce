package io.scoot.internal.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Phase;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.Spaces;
import io.scoot.Suggestion;
import io.scoot.Trial;
import io.scoot.internal.study.StudyEvent;
import io.scoot.internal.study.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    @Property(tries = 300)
    void everyEventSurvivesTheWayToJsonAndBack(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int dimensions) {
        SplittableRandom random = new SplittableRandom(seed);
        SearchSpace space = Spaces.random(dimensions, random);
        Configuration configuration = Spaces.configuration(space, random);
        Phase phase = random.nextBoolean() ? Phase.SUGGESTED : Phase.CONFIRMATION;
        Trial trial = new Trial(random.nextInt(99), random.nextInt(-1, 99), configuration, phase, random.nextLong(), 2);
        Instant at = Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("ttft \"ms\"\n", Double.longBitsToDouble(random.nextLong()));
        metrics.put("tiny", Double.MIN_VALUE);
        metrics.put("none", Double.NaN);
        metrics.put("much", Double.NEGATIVE_INFINITY);
        List<Outcome> outcomes = List.of(
                Outcome.measured(metrics).withCost(0.1 + random.nextDouble()),
                Outcome.crashed("out of memory: \u20ac \ud83d\ude00 \\ \t"),
                Outcome.failed(""));
        EventJson json = new EventJson(space);
        for (Outcome outcome : outcomes) {
            Observation observation = new Observation(trial, outcome, at, Duration.ofNanos(random.nextLong(1L << 50)));
            StudyEvent told = new StudyEvent.Told(observation);
            assertThat(json.event(EventJson.of(told))).isEqualTo(told);
            assertThat(EventJson.of(told)).doesNotContain("\n");
        }
        for (StudyEvent event : List.of(
                new StudyEvent.Asked(List.of(trial, trial), at),
                new StudyEvent.Asked(
                        List.of(trial, trial), List.of(Suggestion.of(configuration), expected(trial, random)), at),
                new StudyEvent.Asked(
                        List.of(new Trial(1, 1, configuration, Phase.INITIAL, 0L, 1)),
                        List.of(Suggestion.from("a \"b\"", configuration)),
                        at),
                new StudyEvent.Resumed(new Terms(
                        List.of(
                                Slo.atMost("a \"b\"", 0.1),
                                Slo.atLeast("c", 0.99).timesDefault()),
                        30,
                        3,
                        2,
                        0.01)),
                new StudyEvent.Retried(trial, at),
                new StudyEvent.Closed(at))) {
            assertThat(json.event(EventJson.of(event))).isEqualTo(event);
        }
    }

    private static Suggestion expected(Trial trial, SplittableRandom random) {
        return new Suggestion(
                trial.configuration(),
                trial.phase() == Phase.INITIAL,
                OptionalDouble.of(random.nextDouble()),
                OptionalDouble.of(random.nextDouble()),
                List.of(new Suggestion.Prediction("m", random.nextDouble(), Double.POSITIVE_INFINITY)));
    }

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(50), // every char, lone surrogates too
                Arbitraries.strings()
                        .withChars(
                                '\u2028', '\u2029', '\u0085', '\u0000', '\u007f', '\ud800', '\udc00', '"', '\\', '\r',
                                '\n')
                        .ofMaxLength(20));
    }

    @Property
    void whateverTextIsWrittenIsReadAsOneAsciiLine(
            @ForAll("anyText") String reason, @ForAll("anyText") String metric, @ForAll("anyText") String value) {
        SearchSpace space = SearchSpace.builder()
                .add(Parameter.choice("p" + metric, value, value + "2"))
                .build();
        Trial trial = new Trial(0, 0, space.configuration(Map.of("p" + metric, value)), Phase.SUGGESTED, 0L, 1);
        for (Outcome outcome :
                List.of(Outcome.crashed(reason), Outcome.failed(reason), Outcome.measured(Map.of(metric, 1.5)))) {
            StudyEvent told = new StudyEvent.Told(new Observation(trial, outcome, Instant.EPOCH, Duration.ZERO));
            String text = EventJson.of(told);
            assertThat(new EventJson(space).event(text)).isEqualTo(told);
            assertThat(text.chars()).allMatch(c -> c >= ' ' && c <= 127);
        }
    }

    @Test
    void sizesHaveNoLimit() {
        SearchSpace space = SearchSpace.builder().add(Parameter.bool("b")).build();
        Trial trial = new Trial(0, 0, space.configuration(Map.of("b", true)), Phase.SUGGESTED, 0L, 1);
        String large = "x".repeat(30_000_000);
        for (Outcome outcome : List.of(Outcome.crashed(large), Outcome.measured(Map.of(large, 1.0)))) {
            StudyEvent told = new StudyEvent.Told(new Observation(trial, outcome, Instant.EPOCH, Duration.ZERO));
            assertThat(new EventJson(space).event(EventJson.of(told)).equals(told))
                    .isTrue();
        }
    }
}
