package io.scoot.internal.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Result;
import io.scoot.SearchSpace;
import io.scoot.StudyStoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What run() does when events cannot be recorded. */
@Timeout(30)
class RunLoopTest {

    private static final SearchSpace SPACE =
            SearchSpace.builder().add(Parameter.integer("x", 0, 999)).build();

    /** Fails to record from one event to another. */
    private static final class FailingLog implements EventLog {

        private final List<StudyEvent> events = new ArrayList<>();
        private final int first;
        private final int last;
        private int appended;

        FailingLog(int first, int last) {
            this.first = first;
            this.last = last;
        }

        @Override
        public List<StudyEvent> events() {
            return List.of();
        }

        @Override
        public void append(StudyEvent event) {
            int n = appended++;
            if (n >= first && n <= last) {
                throw new UncheckedIOException(new IOException("no space left on device"));
            }
            events.add(event);
        }

        @Override
        public void close() {}
    }

    private static List<Configuration> suggest(History history, int count) {
        List<Configuration> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(history.space().configuration(Map.of("x", history.taken().size() + i)));
        }
        return next;
    }

    private static Result run(EventLog log) {
        StudyPlan plan = new StudyPlan(
                SPACE,
                List.of(Objective.minimize("loss")),
                List.of(),
                RunLoopTest::suggest,
                1,
                Optional.empty(),
                false,
                Map.of(),
                List.of(),
                List.of(),
                new StudyPlan.Limits(12, 0, false, 0, true, 0.01, Optional.empty()));
        Session session = new Session(
                new Study(plan, log),
                plan.suggester(),
                List.of(),
                new Announcer(List.of()),
                Clock.systemUTC(),
                Optional.empty());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            TrialRunner runner = new TrialRunner(
                    trial -> Outcome.measured(
                            Map.of("loss", (double) trial.configuration().getInt("x"))),
                    threads,
                    Optional.empty(),
                    Clock.systemUTC());
            return new RunLoop(session, runner, 3, false).run();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anOutcomeThatCouldNotBeRecordedIsRecordedWhenThereIsRoomAgain() {
        FailingLog log = new FailingLog(6, 6); // the second outcome of the second batch
        Result result = run(log);
        assertThat(result.observations()).hasSize(12);
        assertThat(log.events).filteredOn(StudyEvent.Told.class::isInstance).hasSize(12);
    }

    @Test
    void outcomesThatCannotBeRecordedAtAllAreInTheError() {
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> run(new FailingLog(5, Integer.MAX_VALUE))) // all of the second batch
                .withMessageContainingAll("no space left on device", "loss=3.0", "loss=4.0", "loss=5.0")
                .satisfies(e -> assertThat(e.result().observations()).hasSize(3))
                .satisfies(e -> assertThat(e.result().notes()).hasSize(3))
                .withCauseInstanceOf(UncheckedIOException.class);
    }

    @Test
    void nothingIsHandedOutThatCouldNotBeRecorded() {
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> run(new FailingLog(4, Integer.MAX_VALUE))) // the second ask
                .withMessageContaining("no space left on device")
                .satisfies(e -> assertThat(e.result().observations()).hasSize(3));
    }
}
