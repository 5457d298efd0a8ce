package io.scoot.cluster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Evaluator;
import io.scoot.Outcome;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import io.scoot.cluster.postgres.FaultyProxy.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** However a worker ends, it leaves no trial claimed, and no outcome that its ending brought about. */
@Timeout(60)
class WorkerEndsTest {

    private static final Terms TERMS = Terms.of("w"); // whose claims last longer than these tests may
    private static final Duration PAUSE = Duration.ofMillis(20);

    private PGSimpleDataSource source;
    private PostgresStudies studies;
    private FaultyProxy network;

    @BeforeEach
    void begin() throws Exception {
        source = Server.source(Server.port(), Server.emptyDatabase());
        studies = new PostgresStudies(source, TERMS);
        network = new FaultyProxy(Server.port());
        Trial trial = SmallStudy.builder().build().ask(1).get(0);
        new TrialTable(new Database(source)).hand(studies.open("s").lease(), 0, 1, TrialJson.of(trial));
    }

    @AfterEach
    void end() throws IOException {
        studies.close();
        network.close();
    }

    private static List<Service> service(Evaluator evaluator) {
        return List.of(new Service("s", SmallStudy.SPACE, SmallStudy::builder, 1, false, evaluator));
    }

    private String trial() {
        return Server.value(source, "select state || ' ' || claims from scoot.trial");
    }

    @Test
    void whatIsClaimedWhileItIsClosedIsGivenBack() throws Exception {
        AtomicReference<Worker> closing = new AtomicReference<>();
        PGSimpleDataSource atTheClaim = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                if (closing.get() != null) {
                    closing.getAndSet(null).close(); // when the statement is as good as sent
                }
                return connection;
            }
        };
        atTheClaim.setURL(source.getURL());
        atTheClaim.setUser("postgres");
        CountDownLatch evaluated = new CountDownLatch(1);
        Worker worker = new Worker(
                atTheClaim,
                TERMS,
                service(trial -> {
                    evaluated.countDown();
                    return SmallStudy.evaluate(trial);
                }),
                PAUSE);
        closing.set(worker);
        worker.run();
        assertThat(Thread.interrupted()).isFalse(); // the thread is its owner's again
        assertThat(trial()).isEqualTo("waiting 0");
        assertThat(evaluated.getCount()).isEqualTo(1);
    }

    @Test
    void aClaimWhoseAnswerIsLostIsWorkedOn() throws Exception {
        CountDownLatch evaluated = new CountDownLatch(1);
        network.next("for update skip locked", Fate.LOSE_REPLY);
        Worker worker = new Worker(
                Server.source(network.port(), source.getDatabaseName()),
                TERMS,
                service(trial -> {
                    evaluated.countDown();
                    return SmallStudy.evaluate(trial);
                }),
                PAUSE);
        Thread thread = WorkerThread.start(worker);
        assertThat(evaluated.await(15, TimeUnit.SECONDS)).isTrue(); // its lease is longer
        while (!trial().startsWith("done")) {
            Thread.sleep(10);
        }
        assertThat(trial()).isEqualTo("done 1");
        worker.close();
        thread.join();
    }

    @Test
    void aClaimWhoseAnswerIsLostIsGivenBackAtTheEnd() throws Exception {
        CountDownLatch lost = new CountDownLatch(1);
        network.next("for update skip locked", Fate.LOSE_REPLY, () -> {
            network.cut();
            lost.countDown();
        });
        Worker worker = new Worker(
                Server.source(network.port(), source.getDatabaseName()),
                TERMS,
                service(SmallStudy::evaluate),
                Duration.ofSeconds(5));
        Thread thread = WorkerThread.start(worker);
        lost.await();
        assertThat(trial()).isEqualTo("running 1");
        Thread.sleep(300); // it waits for the database
        network.heal();
        worker.close();
        thread.join();
        assertThat(trial()).isEqualTo("waiting 0");
    }

    @Test
    void whatAnInterruptedEvaluatorSaysIsNoOutcome() throws Exception {
        for (boolean restores : new boolean[] {true, false}) {
            CountDownLatch begun = new CountDownLatch(1);
            Evaluator wrapping = trial -> {
                begun.countDown();
                try {
                    Thread.sleep(100_000);
                } catch (InterruptedException e) {
                    if (restores) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UncheckedIOException(new IOException("the engine's answer was not read", e));
                }
                return Outcome.failed("unreachable");
            };
            Worker worker = new Worker(source, TERMS, service(wrapping), PAUSE);
            Thread thread = WorkerThread.start(worker);
            begun.await();
            worker.close();
            thread.join();
            assertThat(trial()).as("restores " + restores).isEqualTo("waiting 0");
        }
    }

    @Test
    void anOutcomeOutlivesTheClosing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Worker worker = new Worker(
                source,
                TERMS,
                service(trial -> {
                    begun.countDown();
                    try {
                        Thread.sleep(100_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // it had measured enough
                    }
                    return SmallStudy.evaluate(trial);
                }),
                PAUSE);
        Thread thread = WorkerThread.start(worker);
        begun.await();
        worker.close();
        thread.join();
        assertThat(trial()).isEqualTo("done 1");
    }

    @Test
    void anEvaluatorThatIgnoresTheClosingDoesNotKeepItsTrial() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Worker worker = new Worker(
                source,
                new Terms("w", Duration.ofSeconds(3), Duration.ZERO),
                service(trial -> {
                    begun.countDown();
                    while (go.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return SmallStudy.evaluate(trial);
                }),
                PAUSE);
        Thread thread = WorkerThread.start(worker);
        begun.await();
        long closing = System.nanoTime();
        worker.close();
        assertThat(trial()).isEqualTo("running 1"); // it may end soon
        while (!trial().equals("waiting 0")) {
            Thread.sleep(10);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - closing))
                .isBetween(
                        Duration.ofSeconds(1), Duration.ofMillis(2_900)); // before a lease that is not renewed is over
        assertThat(thread.isAlive()).isTrue();
        Thread.sleep(1_100);
        assertThat(trial()).isEqualTo("waiting 0"); // and no renewal took it back
        go.countDown();
        thread.join();
        assertThat(trial()).startsWith("done"); // nobody was faster
    }
}
