package io.scoot.cluster.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import io.scoot.cluster.postgres.TrialTable.Claim;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** What an owner does with what it finds. */
@Timeout(60)
class OwnedStudyTest {

    private static final Terms TERMS = Terms.of("owner");

    private Warnings warnings;
    private PGSimpleDataSource source;
    private PostgresStudies studies;
    private TrialTable trials;

    @BeforeEach
    void begin() {
        source = Server.source(Server.port(), Server.emptyDatabase());
        studies = new PostgresStudies(source, TERMS);
        trials = new TrialTable(new Database(source));
        warnings = new Warnings(OwnedStudy.class.getName());
    }

    @AfterEach
    void end() {
        warnings.close();
        studies.close();
    }

    private static Service service(SearchSpace space) {
        return new Service("s", space, SmallStudy::builder, 1, false, SmallStudy::evaluate);
    }

    private OwnedStudy own() {
        return new OwnedStudy(service(SmallStudy.SPACE), trials, studies.open("s"));
    }

    private void work(Outcome outcome) throws SQLException {
        Claim claim = trials.claim(UUID.randomUUID(), List.of("s"), TERMS).orElseThrow();
        assertThat(trials.finish(claim, "w", TrialJson.of(outcome), outcome instanceof Outcome.Failed))
                .isTrue();
    }

    @Test
    void aStudyThatIsOverIsLookedAtWithoutATrace() throws Exception {
        try (PostgresLog log = studies.open("s");
                Scoot scoot = SmallStudy.builder().log(log).build()) {
            scoot.run();
        }
        List<String> records = studies.records("s");
        for (int i = 0; i < 3; i++) {
            try (Coordinator coordinator =
                    new Coordinator(source, TERMS, List.of(service(SmallStudy.SPACE)), Duration.ofMillis(10), 1)) {
                assertThat(coordinator.await(Duration.ofSeconds(20))).isTrue();
                assertThat(coordinator.results().get("s").observations()).hasSize(SmallStudy.BUDGET);
            }
        }
        assertThat(studies.records("s")).isEqualTo(records);
        assertThat(Server.value(source, "select coalesce(owner, 'nobody') from scoot.study_overview"))
                .isEqualTo("nobody");
    }

    @Test
    void whatHappenedIsClosedAsBefore() throws Exception {
        OwnedStudy study = own();
        study.step();
        study.close();
        List<String> records = studies.records("s");
        assertThat(records.get(records.size() - 1)).contains("closed");
        own().close(); // nothing happened
        assertThat(studies.records("s")).isEqualTo(records);
    }

    @Test
    void anOutcomeThatWasToldBeforeIsLeftOutQuietlyAndAnotherTrialsIsNot() throws Exception {
        try (OwnedStudy study = own()) {
            study.step();
            Trial told = SmallStudy.builder().build().ask(1).get(0);
            work(SmallStudy.evaluate(told));
            study.step();
        }
        Trial first = SmallStudy.builder().build().ask(1).get(0);
        PostgresLog log = studies.open("s");
        OwnedStudy next = new OwnedStudy(service(SmallStudy.SPACE), trials, log);
        new Database(source).update("delete from scoot.trial");
        trials.hand(log.lease(), 0, 1, TrialJson.of(first)); // as an owner left it that died before it was removed
        work(SmallStudy.evaluate(first));
        next.step();
        assertThat(warnings.said()).isEmpty();
        Trial never = new Trial(99, 0, first.configuration(), first.phase(), 1, 1);
        trials.hand(log.lease(), 99, 1, TrialJson.of(never));
        new Database(source).update("delete from scoot.trial where number <> 99");
        work(SmallStudy.evaluate(never));
        next.step();
        assertThat(warnings.said()).hasSize(1);
        assertThat(trials.of("s")).noneMatch(row -> row.number() == 99);
        next.close();
    }

    @Test
    void aServiceWhoseSpaceIsNotItsBuildersIsNamed() {
        SearchSpace other = SearchSpace.builder()
                .add(Parameter.integer("seqs", 1, 4096).log())
                .add(Parameter.real("delay", 0.0, 2.0))
                .add(Parameter.bool("prefix-caching"))
                .add(Parameter.choice("backend", "FLASH", "XFORMERS"))
                .add(Parameter.integer("more", 1, 2))
                .defaults(Map.of("seqs", 64, "delay", 0.5, "prefix-caching", false, "backend", "XFORMERS", "more", 1))
                .build();
        try (OwnedStudy study = new OwnedStudy(service(other), trials, studies.open("s"))) {
            assertThatIllegalArgumentException().isThrownBy(study::step).withMessageContaining("space of service s");
        }
    }
}
