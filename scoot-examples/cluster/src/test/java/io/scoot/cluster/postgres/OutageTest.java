package io.scoot.cluster.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scoot.Scoot;
import io.scoot.cluster.SmallStudy;
import io.scoot.cluster.postgres.FaultyProxy.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** A database that is away for a while is asked seldom, and what was going on goes on when it is there again. */
@Timeout(60)
class OutageTest {

    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration OUTAGE = Duration.ofSeconds(1);
    private static final Terms TERMS = Terms.of("process");

    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger tries = new AtomicInteger(); // while it is away
    private final List<AutoCloseable> open = new ArrayList<>();
    private PGSimpleDataSource source;

    @BeforeEach
    void begin() {
        source = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                if (away.get()) {
                    tries.incrementAndGet();
                    throw new SQLException("connection refused", "08001");
                }
                return super.getConnection();
            }
        };
        source.setURL(Server.source(Server.port(), Server.emptyDatabase()).getURL());
        source.setUser("postgres");
    }

    @AfterEach
    void end() throws Exception {
        away.set(false);
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static Service service(int i, Supplier<Scoot.Builder> builder) {
        return new Service(
                "study-" + i, SmallStudy.SPACE, builder, SmallStudy.PARALLELISM, false, SmallStudy::evaluate);
    }

    private static List<Service> services(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> service(i, () -> SmallStudy.builder(i).budget(5)))
                .toList();
    }

    private void work(List<Service> services) {
        Worker worker = new Worker(source, TERMS, services, PAUSE);
        open.add(worker);
        WorkerThread.start(worker);
    }

    private Coordinator coordinator(List<Service> services) {
        Coordinator coordinator = new Coordinator(source, TERMS, services, PAUSE, 2);
        open.add(coordinator);
        return coordinator;
    }

    @Test
    void pausesGrowToALongestAndAreNeverTheSame() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(1_000));
        for (long whole : new long[] {100, 200, 400, 800, 1_000, 1_000}) {
            assertThat(backoff.next()).isBetween(whole - whole / 2, whole);
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween(50L, 100L);
        assertThat(IntStream.range(0, 20)
                        .mapToLong(i -> backoff.next())
                        .distinct()
                        .count())
                .isGreaterThan(5);
    }

    @Test
    void aWorkerAsksSeldomAndGoesOn() throws Exception {
        List<Service> services = services(1);
        away.set(true);
        work(services);
        Thread.sleep(OUTAGE.toMillis());
        assertThat(tries.get()).isBetween(3, 20); // 200 pauses
        away.set(false);
        assertThat(coordinator(services).await(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void aCoordinatorOfManyStudiesAsksSeldomAndGoesOn() throws Exception {
        List<Service> services = services(12);
        away.set(true);
        Coordinator coordinator = coordinator(services);
        Thread.sleep(OUTAGE.toMillis());
        assertThat(tries.get()).isBetween(3, 40); // 2,400 looks; of 12 studies by two threads
        away.set(false);
        awaitOwned(12);
        assertThat(coordinator.problems()).isEmpty();
    }

    private void awaitOwned(int studies) throws InterruptedException {
        String owned =
                "select count(distinct study) from scoot.trial join scoot.study on name = study where lease is not null";
        while (!String.valueOf(studies).equals(Server.value(source, owned))) {
            Thread.sleep(20);
        }
    }

    @Test
    void studiesAreKeptOverAnOutageThatIsShorterThanTheirLease() throws Exception {
        List<Service> services = services(6);
        Terms brief = new Terms("brief", OUTAGE.multipliedBy(4), Duration.ZERO);
        open.add(new Coordinator(source, brief, services, PAUSE, 2));
        awaitOwned(6);
        away.set(true);
        Thread.sleep(OUTAGE.toMillis());
        away.set(false);
        Thread.sleep(brief.lease().toMillis());
        awaitOwned(6);
        assertThat(Integer.parseInt(Server.value(source, "select count(*) from scoot.study where token > 1")))
                .isLessThanOrEqualTo(2); // which were being looked at
    }

    @Test
    void closingACoordinatorDoesNotWaitForADatabaseThatIsAway() throws Exception {
        List<Service> services = services(12);
        Coordinator coordinator = coordinator(services);
        awaitOwned(12);
        away.set(true);
        Thread.sleep(100); // two are being left, which waits for the database
        Thread closing = new Thread(coordinator::close);
        closing.start();
        closing.join(TERMS.patience().dividedBy(4).toMillis());
        assertThat(closing.isAlive()).isFalse();
        away.set(false);
        assertThat(Server.value(source, "select count(*) from scoot.study where lease is not null"))
                .isEqualTo("12"); // until these are over
    }

    @Test
    void anOutageIsOneLineForAllLeases() throws Exception {
        try (PostgresStudies studies =
                new PostgresStudies(source, new Terms("brief", Duration.ofMillis(600), Duration.ZERO))) {
            List<PostgresLog> logs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                logs.add(studies.open("study-" + i));
            }
            Thread.sleep(1_000);
            assertThat(Server.value(source, "select count(*) from scoot.study where expires > clock_timestamp()"))
                    .isEqualTo("20");
            away.set(true);
            Thread.sleep(500);
            assertThat(tries.get()).isBetween(1, 3);
            away.set(false);
            Server.execute(source, "update scoot.study set lease = null where name = 'study-7'");
            Thread.sleep(500);
            assertThat(logs).filteredOn(PostgresLog::lost).containsExactly(logs.get(7));
        }
    }

    @Test
    void aStudyWhoseTakingWasNotAnsweredIsFreeAtOnce() throws IOException {
        try (FaultyProxy network = new FaultyProxy(Server.port())) {
            PGSimpleDataSource failing = Server.source(network.port(), source.getDatabaseName());
            try (PostgresStudies studies = new PostgresStudies(failing, TERMS)) {
                network.next("insert into scoot.study", Fate.LOSE_REPLY);
                assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> studies.open("s"));
                studies.open("s").close();
            }
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> {
                PostgresStudies closed = new PostgresStudies(source, TERMS);
                closed.close();
                closed.open("s");
            });
        }
    }

    @Test
    void aDescriptionThatThrowsOnceKeepsNoStudy() throws Exception {
        AtomicBoolean thrown = new AtomicBoolean();
        Service service = service(0, () -> {
            if (!thrown.getAndSet(true)) {
                throw new IllegalStateException("the list of services cannot be read now");
            }
            return SmallStudy.builder(0);
        });
        work(List.of(service));
        assertThat(coordinator(List.of(service)).await(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void theOverviewSaysThatAStudyGoesOn() throws Exception {
        Service small = service(0, () -> SmallStudy.builder(0).budget(4));
        work(List.of(small));
        try (Coordinator coordinator = coordinator(List.of(small))) {
            assertThat(coordinator.await(Duration.ofSeconds(20))).isTrue();
        }
        String state = "select state || coalesce(note, '') from scoot.study_overview";
        assertThat(Server.value(source, state)).isEqualTo("done");
        Server.execute(source, "update scoot.study set state = 'stopped', note = 'the harness cannot work'");
        open.remove(0).close();
        Service larger = service(0, () -> SmallStudy.builder(0).budget(8));
        Coordinator coordinator = coordinator(List.of(larger));
        while (!"open".equals(Server.value(source, state))) {
            Thread.sleep(20);
        }
        work(List.of(larger));
        assertThat(coordinator.await(Duration.ofSeconds(20))).isTrue();
        assertThat(Server.value(source, state)).isEqualTo("done");
    }
}
