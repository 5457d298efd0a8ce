package io.scoot.cluster.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scoot.JournalException;
import io.scoot.cluster.postgres.FaultyProxy.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Who may write when: pauses, partitions, lost replies and late statements. {@code A} reaches the database through a network that
 * fails, {@code B} directly.
 */
@Timeout(60)
class FencingTest {

    private static final String APPEND = "insert into scoot.record";
    private static final Duration SHORT = Duration.ofMillis(300);

    private FaultyProxy network;
    private PGSimpleDataSource direct;
    private PGSimpleDataSource failing;
    private final List<PostgresStudies> opened = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        String database = Server.emptyDatabase();
        direct = Server.source(Server.port(), database);
        network = new FaultyProxy(Server.port());
        failing = Server.source(network.port(), database);
    }

    @AfterEach
    void end() throws IOException {
        opened.forEach(PostgresStudies::close);
        if (network != null) {
            network.close();
        }
    }

    private PostgresStudies a(Duration lease, Duration patience) {
        PostgresStudies studies = new PostgresStudies(failing, new Terms("A", lease, patience));
        opened.add(studies);
        return studies;
    }

    private PostgresStudies a() {
        return a(Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    private PostgresStudies b() {
        PostgresStudies studies = new PostgresStudies(direct, new Terms("B", Duration.ofSeconds(30), Duration.ZERO));
        opened.add(studies);
        return studies;
    }

    private PostgresLog awaitFree(String study) throws InterruptedException {
        PostgresStudies b = b();
        while (true) {
            Optional<PostgresLog> log = b.openIfFree(study);
            if (log.isPresent()) {
                return log.get();
            }
            Thread.sleep(20);
        }
    }

    private List<String> records(String study) {
        return b().records(study);
    }

    private static void refused(PostgresLog log, String record) {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> log.append(record))
                .withMessageContaining("another process owns the study");
    }

    @Test
    void anOwnerThatSleptCannotWriteOnceItWasReplaced() throws Exception {
        PostgresStudies sleeper = a(SHORT, Duration.ofSeconds(20));
        PostgresLog a = sleeper.open("s");
        a.append("a0");
        sleeper.close(); // it renews no more, as if it slept
        PostgresLog b = awaitFree("s");
        assertThat(b.records()).containsExactly("a0");
        b.append("b1");
        refused(a, "a1");
        assertThat(a.lost()).isTrue();
        refused(a, "a1");
        b.append("b2");
        a.close();
        b.append("b3");
        assertThat(b().openIfFree("s")).isEmpty(); // a closed nothing that is not its own
        assertThat(records("s")).containsExactly("a0", "b1", "b2", "b3");
    }

    @Test
    void aLeaseThatIsOverButNotTakenIsStillOnes() throws Exception {
        PostgresStudies sleeper = a(SHORT, Duration.ofSeconds(20));
        PostgresLog a = sleeper.open("s");
        sleeper.close();
        Thread.sleep(SHORT.toMillis() * 2);
        a.append("a0"); // nobody else can have read anything
        assertThat(records("s")).containsExactly("a0");
        assertThat(awaitFree("s").records()).containsExactly("a0");
    }

    @Test
    void aLeaseIsRenewedWhileItsProcessLives() throws Exception {
        PostgresLog a = a(SHORT, Duration.ofSeconds(20)).open("s");
        Thread.sleep(SHORT.toMillis() * 5);
        assertThat(b().openIfFree("s")).isEmpty();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> b().open("s"))
                .withMessageContainingAll("study s", "A");
        a.append("a0");
        a.close();
        b().open("s").close();
    }

    @Test
    void aLostReplyIsNoLostRecordAndNoSecondOne() {
        PostgresLog a = a().open("s");
        a.append("a0");
        network.next(APPEND, Fate.LOSE_REPLY);
        a.append("a1");
        a.append("a2");
        assertThat(records("s")).containsExactly("a0", "a1", "a2");
    }

    @Test
    void aLostRequestIsSentAgain() {
        PostgresLog a = a().open("s");
        network.next(APPEND, Fate.LOSE_REQUEST);
        a.append("a0");
        network.next("set token = token + 1", Fate.LOSE_REPLY, network::drop);
        a.append("a1");
        assertThat(records("s")).containsExactly("a0", "a1");
    }

    @Test
    void aPoolThatThrowsAnythingElseIsTriedAgain() {
        AtomicInteger throwing = new AtomicInteger();
        PGSimpleDataSource pool = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                if (throwing.getAndDecrement() > 0) {
                    throw new IllegalStateException("the pool could not be filled");
                }
                return super.getConnection();
            }
        };
        pool.setURL(direct.getURL());
        pool.setUser("postgres");
        PostgresStudies studies = new PostgresStudies(pool, Terms.of("A"));
        opened.add(studies);
        PostgresLog a = studies.open("s");
        throwing.set(3);
        a.append("a0");
        assertThat(records("s")).containsExactly("a0");
    }

    @Test
    void settlingMayFailItself() {
        PostgresLog a = a().open("s");
        network.next(
                APPEND,
                Fate.LOSE_REPLY,
                () -> network.next(
                        "set token = token + 1",
                        Fate.LOSE_REPLY,
                        () -> network.next("set token = token + 1", Fate.LOSE_REQUEST)));
        a.append("a0");
        network.next(
                APPEND, Fate.LOSE_REQUEST, () -> network.next("set token = token + 1", Fate.DELAY)); // and is outrun
        a.append("a1");
        a.append("a2");
        assertThat(records("s")).containsExactly("a0", "a1", "a2");
    }

    @Test
    void aStatementThatArrivesLateHasNoEffect() throws IOException {
        PostgresLog a = a().open("s");
        network.next(APPEND, Fate.DELAY);
        a.append("a0");
        network.deliver();
        a.append("a1");
        network.next(APPEND, Fate.LOSE_REQUEST, () -> network.next("set token = token + 1", Fate.DELAY));
        a.append("a2");
        network.deliver(); // which moves the token under its feet
        a.append("a3");
        assertThat(records("s")).containsExactly("a0", "a1", "a2", "a3");
    }

    @Test
    void aStatementThatArrivesAfterAReplacementHasNoEffect() throws Exception {
        PostgresLog a = a(SHORT, Duration.ofMillis(100)).open("s");
        network.next(APPEND, Fate.DELAY, network::cut);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> a.append("a0"))
                .withMessageContaining("may be there");
        PostgresLog b = awaitFree("s");
        network.deliver();
        assertThat(records("s")).isEmpty();
        b.append("b0");
        network.heal();
        refused(a, "a0");
        a.close();
        assertThat(records("s")).containsExactly("b0");
        b.append("b1");
    }

    @Test
    void aReplacementBetweenAnAppendAndItsLostReplyKeepsTheRecordOnce() throws Exception {
        PostgresLog a = a(SHORT, Duration.ofSeconds(20)).open("s");
        CountDownLatch replaced = new CountDownLatch(1);
        network.next(APPEND, Fate.LOSE_REPLY, () -> {
            network.cut();
            try {
                PostgresLog b = awaitFree("s");
                assertThat(b.records()).containsExactly("a0");
                b.append("b1");
                replaced.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                network.heal();
            }
        });
        a.append("a0"); // it is kept, and the new owner knows it
        assertThat(replaced.await(0, TimeUnit.SECONDS)).isTrue();
        refused(a, "a1");
        assertThat(records("s")).containsExactly("a0", "b1");
    }

    @Test
    void whatWasSaidNotToBeKeptIsTakenBack() {
        PostgresLog a = a(Duration.ofSeconds(30), Duration.ofMillis(100)).open("s");
        a.append("a0");
        network.next(APPEND, Fate.LOSE_REPLY, network::cut);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> a.append("x"))
                .withMessageContaining("may be there");
        assertThat(records("s")).containsExactly("a0", "x");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> a.append("y"));
        network.heal();
        a.append("a1");
        assertThat(records("s")).containsExactly("a0", "a1");
        network.next(APPEND, Fate.LOSE_REPLY, network::cut);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> a.append("x"));
        network.heal();
        a.close();
        assertThat(records("s")).containsExactly("a0", "a1");
        assertThat(b().open("s").records()).containsExactly("a0", "a1");
    }

    @Test
    void aTakingBackMayFailItself() throws IOException {
        PostgresLog a = a(Duration.ofSeconds(30), Duration.ofMillis(100)).open("s");
        network.next(APPEND, Fate.LOSE_REPLY, network::cut);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> a.append("x"));
        network.heal();
        network.next("delete from scoot.record", Fate.DELAY, network::cut);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> a.append("y"));
        network.heal();
        a.append("a0");
        network.deliver(); // the first deletion: of a token that is over
        assertThat(records("s")).containsExactly("a0");
    }

    @Test
    void aRefusalIsFinalAndLeavesNothing() {
        PostgresLog a = a().open("s");
        a.append("a0");
        Server.execute(direct, """
                create function scoot.full() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
                create trigger disk before insert on scoot.record for each row execute function scoot.full()
                """);
        long before = System.nanoTime();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> a.append("x"))
                .withMessageContaining("No space left");
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(15)); // the patience is 20 s
        Server.execute(direct, "drop trigger disk on scoot.record");
        a.append("a1");
        assertThat(records("s")).containsExactly("a0", "a1");
    }

    @Test
    void theLastWordsOfAServerAreNoRefusal() {
        PostgresLog a = a(Duration.ofSeconds(30), Duration.ofMillis(100)).open("s");
        network.next(APPEND, Fate.LAST_WORDS);
        a.append("a0"); // it was committed
        a.append("a1");
        assertThat(records("s")).containsExactly("a0", "a1");
        network.next(APPEND, Fate.LAST_WORDS, network::cut);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> a.append("x"))
                .withMessageContaining("may be there");
        network.heal();
        a.append("a2");
        assertThat(records("s")).containsExactly("a0", "a1", "a2");
    }

    @Test
    void anInterruptionWhileTheDatabaseIsAwayFailsNothing() throws Exception {
        PostgresLog a = a().open("s");
        network.cut();
        Thread writer = Thread.currentThread();
        Thread later = new Thread(() -> {
            writer.interrupt();
            sleep(100);
            writer.interrupt();
            network.heal();
        });
        later.start();
        a.append("a0");
        later.join();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(records("s")).containsExactly("a0");
    }

    @Test
    void ofManyThatWantAStudyOneGetsIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 5; round++) {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Optional<PostgresLog>>> wants = new ArrayList<>();
                PostgresStudies studies = b();
                for (int i = 0; i < 16; i++) {
                    wants.add(threads.submit(() -> {
                        start.await();
                        return studies.openIfFree("wanted");
                    }));
                }
                start.countDown();
                List<PostgresLog> owners = new ArrayList<>();
                for (Future<Optional<PostgresLog>> want : wants) {
                    want.get().ifPresent(owners::add);
                }
                assertThat(owners).hasSize(1);
                owners.get(0).append("round " + round);
                owners.get(0).close();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(records("wanted")).hasSize(5);
    }

    @Test
    void aServerThatCrashesAndRecoversLosesNothing() throws Exception {
        PostgresLog log = a().open("s");
        List<String> kept = new ArrayList<>();
        for (int crash = 0; crash < 2; crash++) {
            boolean whole = crash == 1;
            Thread killer = new Thread(() -> {
                sleep(30);
                if (whole) {
                    restart();
                } else {
                    killABackend(direct);
                }
            });
            killer.start();
            while (killer.isAlive()) {
                String record = "r" + kept.size();
                log.append(record);
                kept.add(record);
            }
            log.append("after " + crash);
            kept.add("after " + crash);
        }
        assertThat(records("s")).isEqualTo(kept);
    }

    private void restart() {
        try {
            Server.restart(direct, 500);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By which PostgreSQL ends all connections, and recovers from its write-ahead log. */
    private static void killABackend(PGSimpleDataSource source) {
        String writer = Server.value(
                source, "select pid from pg_stat_activity where backend_type = 'background writer' limit 1");
        ProcessHandle.of(Long.parseLong(writer)).orElseThrow().destroyForcibly();
    }

    @Test
    void anOwnerFromBeforeAFailOverCannotWriteIntoAHistoryThatLacksItsRecords() {
        PostgresLog a = a().open("s");
        List.of("r0", "r1", "r2").forEach(a::append);
        Server.execute(direct, "delete from scoot.record where n = 2; update scoot.study set records = 2");
        refused(a, "r3");
        assertThat(records("s")).containsExactly("r0", "r1");
        a.close();
        b().open("s").append("b2");
        assertThat(records("s")).containsExactly("r0", "r1", "b2");
    }

    @Test
    void missingAndChangedRecordsAreNamed() {
        PostgresLog a = b().open("s");
        List.of("r0", "r1", "r2", "r3").forEach(a::append);
        a.close();
        Server.execute(direct, "update scoot.record set record = 'changed' where n = 2");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> b().open("s"))
                .withMessageContaining("record 2 of study s");
        Server.execute(direct, "delete from scoot.record where n = 1");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> b().open("s"))
                .withMessageContaining("record 1 of study s");
        Server.execute(direct, "delete from scoot.record");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> b().open("s"))
                .withMessageContaining("record 0 of study s");
    }

    @Test
    void aDatabaseThatAcknowledgesTooEarlyIsRefused() {
        PGSimpleDataSource hasty = Server.source(Server.port(), direct.getDatabaseName());
        hasty.setOptions("-c synchronous_commit=off");
        PostgresStudies studies = new PostgresStudies(hasty, Terms.of("A"));
        opened.add(studies);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> studies.open("s"))
                .withMessageContaining("synchronous_commit");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
