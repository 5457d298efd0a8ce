package io.scoot.cluster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import io.scoot.cluster.postgres.TrialTable.Claim;
import io.scoot.cluster.postgres.TrialTable.Standing;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Claims and outcomes, and coordinators and workers in one process. */
@Timeout(60)
class WorkersTest {

    private static final Terms PATIENT = Terms.of("patient");
    private static final Terms BRIEF = new Terms("brief", Duration.ofMillis(100), Duration.ZERO);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String OUTCOME = TrialJson.of(Outcome.measured(Map.of("ttft_ms", 1.5)));
    private static final String FAILURE = TrialJson.of(Outcome.failed("node lost"));

    private PGSimpleDataSource source;
    private PostgresStudies studies;
    private TrialTable trials;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void begin() {
        source = Server.source(Server.port(), Server.emptyDatabase());
        studies = new PostgresStudies(source, PATIENT);
        trials = new TrialTable(new Database(source));
        open.add(studies);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private Optional<Claim> claim(Terms terms) throws SQLException {
        return trials.claim(UUID.randomUUID(), List.of("s"), terms);
    }

    @Test
    void aTrialIsClaimedByOneInTheOrderOfHandingOut() throws Exception {
        PostgresLog log = studies.open("s");
        trials.hand(log.lease(), 0, 1, "{\"t\":0}");
        trials.hand(log.lease(), 1, 1, "{\"t\":1}");
        Claim first = claim(PATIENT).orElseThrow();
        assertThat(first.number()).isZero();
        assertThat(first.trial()).isEqualTo("{\"t\":0}");
        assertThat(claim(PATIENT).orElseThrow().number()).isEqualTo(1);
        assertThat(claim(PATIENT)).isEmpty();
        assertThat(trials.renew(first, PATIENT.lease())).isEqualTo(Standing.HELD);
        trials.release(first);
        Claim again = claim(PATIENT).orElseThrow();
        assertThat(again.number()).isZero();
        assertThat(trials.renew(first, PATIENT.lease())).isEqualTo(Standing.SHARED);
    }

    @Test
    void aLostWorkersLateResultIsTakenOnceAndItsFailureNot() throws Exception {
        PostgresLog log = studies.open("s");
        trials.hand(log.lease(), 0, 1, "{}");
        Claim lost = claim(BRIEF).orElseThrow();
        Thread.sleep(150);
        Claim second = claim(PATIENT).orElseThrow();
        assertThat(trials.finish(lost, "lost", FAILURE, true)).isFalse(); // the other may succeed
        assertThat(trials.finish(lost, "lost", OUTCOME, false)).isTrue();
        assertThat(trials.finish(lost, "lost", OUTCOME, false)).isTrue(); // sent again after a lost reply
        assertThat(trials.finish(second, "second", OUTCOME, false)).isFalse();
        assertThat(trials.renew(second, PATIENT.lease())).isEqualTo(Standing.OVER);
        TrialTable.Row row = trials.of("s").get(0);
        assertThat(row.claim()).isEqualTo(lost.id());
        trials.remove(log.lease(), 0, second.id());
        assertThat(trials.of("s")).hasSize(1); // not the claim that is done
        trials.remove(log.lease(), 0, lost.id());
        assertThat(trials.of("s")).isEmpty();
        assertThat(trials.finish(second, "second", OUTCOME, false)).isFalse();
    }

    @Test
    void anOwnerThatWasReplacedHandsOutAndRemovesNothing() throws Exception {
        PostgresStudies sleeper = new PostgresStudies(source, BRIEF);
        PostgresLog before = sleeper.open("s");
        trials.hand(before.lease(), 0, 1, "{}");
        sleeper.close();
        Thread.sleep(150);
        PostgresLog now = studies.open("s");
        Claim claim = claim(PATIENT).orElseThrow();
        trials.finish(claim, "w", OUTCOME, false);
        trials.hand(before.lease(), 1, 1, "{}");
        trials.remove(before.lease(), 0, claim.id());
        trials.giveUp(before.lease(), 0, FAILURE);
        trials.state(before.lease(), "done", null);
        assertThat(trials.of("s")).hasSize(1);
        assertThat(Server.value(source, "select state from scoot.study")).isEqualTo("open");
        trials.remove(now.lease(), 0, claim.id());
        assertThat(trials.of("s")).isEmpty();
    }

    @Test
    void whatLosesItsWorkersAgainAndAgainHasFailed() throws Exception {
        PostgresLog log = studies.open("s");
        trials.hand(log.lease(), 0, 1, "{}");
        for (int i = 0; i < 3; i++) {
            assertThat(claim(BRIEF)).isPresent();
            Thread.sleep(150);
        }
        trials.giveUp(log.lease(), 4, FAILURE);
        assertThat(trials.of("s").get(0).done()).isFalse();
        trials.giveUp(log.lease(), 3, FAILURE);
        assertThat(trials.of("s").get(0).outcome()).isEqualTo(FAILURE);
    }

    @Test
    void trialsAndOutcomesAreTheSameAfterJson() {
        Trial trial = SmallStudy.builder(Long.MIN_VALUE).build().ask(1).get(0);
        assertThat(TrialJson.trial(TrialJson.of(trial), trial.attempt(), SmallStudy.SPACE))
                .isEqualTo(trial);
        for (Outcome outcome : List.of(
                Outcome.measured(Map.of("a", 0.1 + 0.2, "b", 1e-300, "c", Double.POSITIVE_INFINITY))
                        .withCost(0.1),
                Outcome.crashed("out of memory, ü\n"),
                Outcome.failed("node lost"))) {
            assertThat(TrialJson.outcome(TrialJson.of(outcome))).isEqualTo(outcome);
        }
        assertThat(TrialJson.of(Outcome.crashed("a\0b"))).doesNotContain("u0000");
    }

    private Service service(int i, Set<String> evaluated) {
        return new Service(
                "study-" + i, SmallStudy.SPACE, () -> SmallStudy.builder(i), SmallStudy.PARALLELISM, false, trial -> {
                    assertThat(evaluated.add(i + " " + trial.number())).isTrue();
                    return SmallStudy.evaluate(trial);
                });
    }

    private Worker worker(List<Service> services) {
        Worker worker = new Worker(source, PATIENT, services, PAUSE);
        open.add(worker);
        WorkerThread.start(worker);
        return worker;
    }

    @Test
    void severalStudiesByTwoReplicasAndFourWorkersEndLikeRunsOfTheirOwn() throws Exception {
        Set<String> evaluated = ConcurrentHashMap.newKeySet();
        List<Service> services = List.of(service(0, evaluated), service(1, evaluated), service(2, evaluated));
        for (int i = 0; i < 4; i++) {
            worker(services);
        }
        Coordinator one = new Coordinator(source, PATIENT, services, PAUSE, 1);
        Coordinator two = new Coordinator(source, BRIEF, services, PAUSE, 1);
        open.add(one);
        open.add(two);
        assertThat(one.await(Duration.ofSeconds(50))).isTrue(); // those of the other's are seen to be over, too
        Map<String, Result> results = one.results();
        for (int i = 0; i < 3; i++) {
            assertThat(SmallStudy.essence(results.get("study-" + i)))
                    .isEqualTo(SmallStudy.essence(SmallStudy.builder(i).run()));
        }
        assertThat(Server.value(source, "select count(*) from scoot.trial")).isEqualTo("0");
        assertThat(
                        Server.value(
                                source,
                                "select measured + crashed || ' ' || failed || ' ' || state from scoot.study_overview where name = 'study-0'"))
                .isEqualTo(evaluated.stream().filter(e -> e.startsWith("0 ")).count() + " 0 done");
    }

    @Test
    void aStudyThatCannotBeTunedIsNamedAndHarmsNoOther() throws Exception {
        try (PostgresLog log = studies.open("study-0")) {
            SmallStudy.builder(99).log(log).build(); // another seed
        }
        List<Service> services =
                List.of(service(0, ConcurrentHashMap.newKeySet()), service(1, ConcurrentHashMap.newKeySet()));
        worker(services);
        Coordinator coordinator = new Coordinator(source, PATIENT, services, PAUSE, 2);
        open.add(coordinator);
        assertThat(coordinator.await(Duration.ofSeconds(50))).isTrue();
        assertThat(coordinator.results()).containsOnlyKeys("study-1");
        assertThat(coordinator.problems().get("study-0")).hasMessageContaining("seed");
    }

    @Test
    void anAsynchronousStudyKeepsItsPlacesBusyAlsoAfterAReplacement() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        CountDownLatch go = new CountDownLatch(1);
        Service service = new Service(
                "async", SmallStudy.SPACE, () -> SmallStudy.builder(1).asynchronous(true), 3, true, trial -> {
                    if (trial.number() > 0) {
                        three.countDown();
                        go.await();
                    }
                    return SmallStudy.evaluate(trial);
                });
        for (int i = 0; i < 3; i++) {
            worker(List.of(service));
        }
        Coordinator first = new Coordinator(source, PATIENT, List.of(service), PAUSE, 1);
        three.await();
        first.close();
        Coordinator second = new Coordinator(source, PATIENT, List.of(service), PAUSE, 1);
        open.add(second);
        go.countDown();
        assertThat(second.await(Duration.ofSeconds(50))).isTrue();
        assertThat(second.results().get("async").observations()).hasSize(SmallStudy.BUDGET);
        assertThat(second.results().get("async").observations())
                .extracting(o -> o.trial().number())
                .doesNotHaveDuplicates();
    }

    @Test
    void aWorkerStopsWhatNobodyWaitsForAndGivesBackWhatItLeaves() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Service service = new Service("s", SmallStudy.SPACE, SmallStudy::builder, 1, false, trial -> {
            begun.countDown();
            try {
                Thread.sleep(100_000);
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return Outcome.failed("unreachable");
        });
        PostgresLog log = studies.open("s");
        Trial trial = SmallStudy.builder().build().ask(1).get(0);
        trials.hand(log.lease(), 0, 1, TrialJson.of(trial));
        Worker worker =
                new Worker(source, new Terms("w", Duration.ofMillis(300), Duration.ZERO), List.of(service), PAUSE);
        open.add(worker);
        Thread thread = WorkerThread.start(worker);
        begun.await();
        Claim other = new Claim(UUID.randomUUID(), "s", 0, 1, TrialJson.of(trial));
        assertThat(trials.finish(other, "other", OUTCOME, false)).isTrue();
        interrupted.await(); // it heard at its next renewal
        trials.hand(log.lease(), 1, 1, TrialJson.of(trial));
        while (!"running".equals(Server.value(source, "select state from scoot.trial where number = 1"))) {
            Thread.sleep(10);
        }
        worker.close();
        thread.join();
        assertThat(Server.value(source, "select state from scoot.trial where number = 1"))
                .isEqualTo("waiting");
    }
}
