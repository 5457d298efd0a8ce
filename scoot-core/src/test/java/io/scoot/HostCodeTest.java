package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Host code that throws, wherever it is called: the run ends with what it observed, or goes on. */
@Timeout(60)
class HostCodeTest {

    /** What may be thrown at us. */
    static List<Throwable> throwables() {
        return List.of(
                new IllegalStateException("host bug"),
                new StackOverflowError("host bug"),
                new AssertionError("host bug"),
                new NoClassDefFoundError("host bug"),
                new java.io.UncheckedIOException(new java.io.IOException("host bug")));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aSuggesterThatThrowsEndsTheRunWithItsObservations(Throwable thrown) {
        Suggester suggester = (history, count) -> {
            if (history.observations().size() >= 4) {
                throw sneaky(thrown);
            }
            return Counting.suggest(history, count);
        };
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> Counting.study(Counting::measure)
                        .suggester(suggester)
                        .budget(9)
                        .run())
                .withMessageContaining("host bug")
                .satisfies(
                        stopped -> assertThat(stopped.result().observations()).hasSize(4))
                .satisfies(stopped -> assertThat(stopped.getCause()).isSameAs(thrown));
    }

    @Test
    void aConstraintThatThrowsMidwayEndsTheRunWithItsObservations() {
        AtomicInteger evaluated = new AtomicInteger();
        SearchSpace space = SearchSpace.builder()
                .add(Parameter.integer("x", 0, 99))
                .constraint("flaky", c -> {
                    if (evaluated.get() >= 3) {
                        throw new IllegalStateException("service registry is down");
                    }
                    return true;
                })
                .defaults(java.util.Map.of("x", 50))
                .build();
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> new Scoot.Builder()
                        .space(space)
                        .objectives(Objective.minimize("loss"))
                        .evaluator(trial -> {
                            evaluated.incrementAndGet();
                            return Counting.measure(trial);
                        })
                        .budget(9)
                        .run())
                .withMessageContainingAll("flaky", "registry")
                .withCauseInstanceOf(KnownConstraintException.class)
                .satisfies(
                        stopped -> assertThat(stopped.result().observations()).hasSize(3));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void anEvaluatorThatThrowsIsAFailedTrial(Throwable thrown) {
        Result result = Counting.study(trial -> {
                    if (trial.number() == 2 && trial.attempt() < 3) {
                        throw sneaky(thrown);
                    }
                    return Counting.measure(trial);
                })
                .budget(6)
                .run();
        assertThat(result.observations()).hasSize(6).allMatch(Observation::feasible);
        assertThat(result.observations().get(2).trial().attempt()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aListenerThatThrowsHarmsNothing(Throwable thrown) {
        Listener listener = new Listener() {
            @Override
            public void suggested(List<Trial> trials, List<Suggestion> suggestions, java.time.Duration took) {
                throw sneaky(thrown);
            }

            @Override
            public void started(Trial trial) {
                throw sneaky(thrown);
            }

            @Override
            public void finished(Observation observation) {
                throw sneaky(thrown);
            }

            @Override
            public void completed(Result result) {
                throw sneaky(thrown);
            }
        };
        Result result =
                Counting.study(Counting::measure).listener(listener).budget(6).run();
        assertThat(result.observations()).hasSize(6);
    }

    @Test
    void anExecutorThatRejectsEndsTheRunWithItsObservations() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> Counting.study(Counting::measure)
                        .executor(executor)
                        .listener(new Listener() {
                            @Override
                            public void finished(Observation observation) {
                                if (observation.trial().number() == 3) {
                                    executor.shutdown();
                                }
                            }
                        })
                        .budget(9)
                        .run())
                .withCauseInstanceOf(RejectedExecutionException.class)
                .satisfies(
                        stopped -> assertThat(stopped.result().observations()).hasSize(4));
    }

    @Test
    void aClockThatThrowsHangsNothing() {
        AtomicInteger looks = new AtomicInteger();
        java.time.Clock broken = new java.time.Clock() {
            @Override
            public java.time.Instant instant() {
                if (looks.incrementAndGet() > 8) {
                    throw new IllegalStateException("no time");
                }
                return java.time.Instant.EPOCH;
            }

            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public java.time.Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> Counting.study(Counting::measure)
                        .clock(broken)
                        .budget(30)
                        .run())
                .satisfies(
                        stopped -> assertThat(stopped.result().observations()).isNotEmpty());
    }

    @Test
    void aThrowableWhoseDescriptionThrowsIsAFailureAllTheSame() {
        Result result = Counting.study(trial -> {
                    if (trial.number() == 2 && trial.attempt() == 1) {
                        throw new RuntimeException() {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public String getMessage() {
                                throw new IllegalStateException("no description");
                            }
                        };
                    }
                    return Counting.measure(trial);
                })
                .budget(4)
                .run();
        assertThat(result.observations()).hasSize(4);
    }

    @Test
    void aListenerThatInterruptsEndsTheRunWithItsObservations() {
        Function<Integer, Result> run = number -> Counting.study(Counting::measure)
                .budget(9)
                .listener(new Listener() {
                    @Override
                    public void finished(Observation observation) {
                        if (observation.trial().number() == number) {
                            Thread.currentThread().interrupt();
                        }
                    }
                })
                .run();
        Result result = run.apply(4);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.observations()).hasSizeBetween(5, 8);
        assertThat(result.notes()).anyMatch(note -> note.contains("interrupted"));
        assertThat(catchThrowable(() -> run.apply(99))).isNull();
    }
}
