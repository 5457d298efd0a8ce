package io.scoot.cluster.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.Listener;
import io.scoot.Observation;
import io.scoot.Scoot;
import io.scoot.StudyStoppedException;
import io.scoot.cluster.SmallStudy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A disk that is really full. Where a table cannot grow, PostgreSQL refuses the statement and lives; where its log cannot, it dies at
 * the commit, and again at each start until there is room.
 */
@Timeout(60)
class FullDiskTest {

    private static final int STUDIES = 2;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Terms PATIENT = new Terms("patient", Duration.ofSeconds(30), Duration.ofSeconds(20));
    private static final Terms BRIEF = new Terms("brief", Duration.ofMillis(500), Duration.ofMillis(500));

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<Long, List<String>> UNDISTURBED = new HashMap<>(); // by seed

    private static SmallDisk disk;

    private final Random random = new Random(1);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private PGSimpleDataSource source;

    private interface Step {
        void run() throws IOException;
    }

    @BeforeAll
    static void start() throws IOException {
        disk = SmallDisk.mount();
        PostgresStudies.migrate(disk.source());
    }

    @AfterAll
    static void stop() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }

    @BeforeEach
    void begin() {
        source = disk.source();
        Server.execute(source, "truncate scoot.study cascade");
    }

    @AfterEach
    void end() throws Exception {
        disk.free();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private PostgresStudies studies(Terms terms) {
        PostgresStudies studies = new PostgresStudies(source, terms);
        open.add(studies);
        return studies;
    }

    private void append(PostgresLog log) {
        String record = "r" + kept.size() + " " + random.nextLong() + "x".repeat(1_000);
        log.append(record);
        kept.add(record);
    }

    private UncheckedIOException appendUntilRefused(PostgresLog log) {
        while (kept.size() < 1_000) {
            try {
                append(log);
            } catch (UncheckedIOException e) {
                return e;
            }
        }
        throw new IllegalStateException("the disk is not full");
    }

    @Test
    void aRecordThatFindsNoRoomIsRefusedAtOnceAndIsNotThere() throws Exception {
        PostgresLog log = studies(PATIENT).open("s");
        append(log);
        disk.fill();
        long before = System.nanoTime();
        assertThat(appendUntilRefused(log)).hasMessageContainingAll("it was refused", "No space left on device");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> append(log));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isLessThan(PATIENT.patience().dividedBy(2));
        assertThat(studies(PATIENT).records("s")).isEqualTo(kept);
        disk.free();
        append(log);
        assertThat(studies(PATIENT).records("s")).isEqualTo(kept);
    }

    @Test
    void aRecordAtWhichTheServerDiesIsKeptOnceWhenItIsBack() throws Exception {
        PostgresLog log = studies(PATIENT).open("s");
        append(log);
        disk.fillForTheLog();
        Thread help = new Thread(() -> {
            try {
                assertThat(disk.dies()).isTrue();
                disk.free();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        help.start();
        append(log);
        help.join();
        append(log);
        assertThat(studies(PATIENT).records("s")).isEqualTo(kept);
    }

    @Test
    void aRecordThatWasGivenUpWhenTheServerDiedIsNotThereInTheEnd() throws Exception {
        PostgresLog log = studies(BRIEF).open("s");
        append(log);
        disk.fillForTheLog();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> append(log))
                .withMessageContaining("may be there");
        assertThat(disk.dies()).isTrue();
        disk.free();
        append(log);
        assertThat(studies(PATIENT).records("s")).isEqualTo(kept);
    }

    @Test
    void aStudyThatFindsNoRoomStopsAndGoesOn() throws Exception {
        stopsAndGoesOn(disk::fill);
    }

    @Test
    void aStudyWhoseServerDiesStopsAndGoesOn() throws Exception {
        stopsAndGoesOn(disk::fillForTheLog);
    }

    private void stopsAndGoesOn(Step full) throws IOException, InterruptedException {
        List<Integer> acknowledged = new CopyOnWriteArrayList<>();
        Scoot stopped = SmallStudy.builder(0)
                .log(studies(BRIEF).open("s"))
                .evaluator(trial -> {
                    if (trial.number() == 3) {
                        full.run();
                    }
                    return SmallStudy.evaluate(trial);
                })
                .listener(acknowledging(acknowledged))
                .build();
        assertThatExceptionOfType(StudyStoppedException.class).isThrownBy(stopped::run);
        stopped.close();
        disk.free();
        Thread.sleep(BRIEF.lease().toMillis()); // it may not have been given free
        List<String> before = studies(PATIENT).records("s");
        assertThat(told(before)).containsExactlyElementsOf(acknowledged);
        Scoot scoot = SmallStudy.builder(0).log(studies(PATIENT).open("s")).build();
        assertThat(SmallStudy.essence(scoot.run())).isEqualTo(undisturbed(0));
        List<String> after = studies(PATIENT).records("s");
        assertThat(after.subList(0, before.size())).isEqualTo(before);
        assertThat(told(after)).doesNotHaveDuplicates();
    }

    @Test
    void coordinatorsAndWorkersThatFindNoRoomGoOn() throws Exception {
        goOn(disk::fill, "No space left on device", () -> {});
    }

    @Test
    void coordinatorsAndWorkersWhoseServerDiesGoOn() throws Exception {
        goOn(disk::fillForTheLog, "an outcome waits", () -> assertThat(disk.dies())
                .isTrue());
    }

    private void goOn(Step full, String complaint, Step meanwhile) throws Exception {
        Warnings warnings = new Warnings("io.scoot.cluster.postgres");
        open.add(warnings);
        CountDownLatch tenth = new CountDownLatch(10);
        CountDownLatch filled = new CountDownLatch(1);
        List<String> evaluated = new CopyOnWriteArrayList<>();
        List<List<Integer>> acknowledged = new ArrayList<>();
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < STUDIES; i++) {
            String study = "study-" + i;
            int seed = i;
            List<Integer> heard = new CopyOnWriteArrayList<>();
            acknowledged.add(heard);
            services.add(new Service(
                    study,
                    SmallStudy.SPACE,
                    () -> SmallStudy.builder(seed).listener(acknowledging(heard)),
                    SmallStudy.PARALLELISM,
                    false,
                    trial -> {
                        evaluated.add(study + " " + trial.number());
                        tenth.countDown();
                        if (tenth.getCount() == 0) {
                            filled.await();
                        }
                        return SmallStudy.evaluate(trial);
                    }));
        }
        Coordinator coordinator = new Coordinator(source, BRIEF, services, PAUSE, 2);
        open.add(coordinator);
        for (int i = 0; i < 2; i++) {
            Worker worker = new Worker(source, PATIENT, services, PAUSE);
            open.add(worker);
            WorkerThread.start(worker);
        }
        tenth.await();
        full.run();
        filled.countDown();
        while (warnings.said().stream().noneMatch(line -> line.contains(complaint))) {
            Thread.sleep(10);
        }
        meanwhile.run();
        Thread.sleep(BRIEF.lease().toMillis()); // all notice
        disk.free();
        assertThat(coordinator.await(Duration.ofSeconds(40))).isTrue();
        for (int i = 0; i < STUDIES; i++) {
            assertThat(SmallStudy.essence(coordinator.results().get("study-" + i)))
                    .isEqualTo(undisturbed(i));
            assertThat(told(studies(PATIENT).records("study-" + i)))
                    .doesNotHaveDuplicates()
                    .containsAll(acknowledged.get(i));
        }
        assertThat(evaluated).doesNotHaveDuplicates(); // outcomes waited for room, and nothing was measured again
        assertThat(warnings.said()).noneMatch(line -> line.startsWith("SEVERE"));
    }

    private static Listener acknowledging(List<Integer> acknowledged) {
        return new Listener() {
            @Override
            public void finished(Observation observation) {
                acknowledged.add(observation.trial().number());
            }
        };
    }

    private static List<String> undisturbed(long seed) {
        return UNDISTURBED.computeIfAbsent(
                seed, s -> SmallStudy.essence(SmallStudy.builder(s).run()));
    }

    /** The trials whose outcomes are there. */
    private static List<Integer> told(List<String> records) throws IOException {
        List<Integer> told = new ArrayList<>();
        for (String record : records) {
            JsonNode json = JSON.readTree(record);
            if (json.path("event").asText().equals("told")) {
                told.add(json.get("trial").get("number").intValue());
            }
        }
        return told;
    }
}
