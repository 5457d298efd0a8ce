package io.scoot.cluster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Outcome;
import io.scoot.cluster.postgres.TrialTable.Claim;
import io.scoot.cluster.postgres.TrialTable.Standing;
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

/** What a claim counts for, and what may be left by it when the trial is not the one any more that was claimed. */
@Timeout(60)
class ClaimsTest {

    private static final Terms PATIENT = Terms.of("patient");
    private static final Terms BRIEF = new Terms("brief", Duration.ofMillis(100), Duration.ZERO);
    private static final String OLD = "{\"configuration\":\"old\"}";
    private static final String NEW = "{\"configuration\":\"new\"}";
    private static final String OUTCOME = TrialJson.of(Outcome.measured(Map.of("ttft_ms", 1.5)));
    private static final String FAILURE = TrialJson.of(Outcome.failed("node lost"));

    private PGSimpleDataSource source;
    private PostgresStudies studies;
    private TrialTable trials;

    @BeforeEach
    void begin() {
        source = Server.source(Server.port(), Server.emptyDatabase());
        studies = new PostgresStudies(source, PATIENT);
        trials = new TrialTable(new Database(source));
    }

    @AfterEach
    void end() {
        if (studies != null) {
            studies.close();
        }
    }

    private Claim claim(Terms terms) throws SQLException {
        return trials.claim(UUID.randomUUID(), List.of("s"), terms).orElseThrow();
    }

    private String trial(String column) {
        return Server.value(source, "select " + column + " from scoot.trial where study = 's' and number = 0");
    }

    @Test
    void workersThatGiveATrialBackWereNotLost() throws Exception {
        PostgresLog log = studies.open("s");
        trials.hand(log.lease(), 0, 1, OLD);
        for (int i = 0; i < 7; i++) {
            Claim claim = claim(PATIENT);
            trials.release(claim);
            trials.release(claim); // sent again after a lost reply
        }
        assertThat(trial("claims || ' ' || state || ' ' || coalesce(worker, 'nobody')"))
                .isEqualTo("0 waiting nobody");
        claim(BRIEF);
        Thread.sleep(150);
        trials.giveUp(log.lease(), 5, FAILURE);
        assertThat(trial("state")).isEqualTo("running");
        claim(BRIEF);
        Thread.sleep(150);
        trials.giveUp(log.lease(), 2, FAILURE);
        assertThat(trial("state")).isEqualTo("done");
    }

    @Test
    void aLateOutcomeIsNoOtherTrialsOfThatNumber() throws Exception {
        PostgresLog log = studies.open("s");
        trials.hand(log.lease(), 0, 1, OLD);
        Claim old = claim(PATIENT);
        Server.execute(source, "delete from scoot.study");
        log.close();
        PostgresLog anew = studies.open("s");
        trials.hand(anew.lease(), 0, 1, NEW);
        assertThat(trials.renew(old, PATIENT.lease())).isEqualTo(Standing.OVER);
        assertThat(trials.finish(old, "late", OUTCOME, false)).isFalse();
        assertThat(trials.of("s").get(0).done()).isFalse();
        assertThat(trials.finish(claim(PATIENT), "w", OUTCOME, false)).isTrue();
    }

    @Test
    void aTrialOfAHistoryThatWasLostGivesWayWithAllThatWasFoundOfIt() throws Exception {
        PostgresLog log = studies.open("s");
        trials.hand(log.lease(), 0, 1, OLD);
        Claim old = claim(PATIENT);
        trials.hand(log.lease(), 0, 2, OLD); // the same one: its worker goes on
        assertThat(trials.renew(old, PATIENT.lease())).isEqualTo(Standing.HELD);
        trials.hand(log.lease(), 0, 3, NEW);
        assertThat(trials.renew(old, PATIENT.lease())).isEqualTo(Standing.OVER);
        assertThat(trials.finish(old, "late", OUTCOME, false)).isFalse();
        Claim claim = claim(PATIENT);
        assertThat(claim.trial()).isEqualTo(NEW);
        assertThat(claim.attempt()).isEqualTo(3);
        trials.finish(claim, "w", OUTCOME, false);
        trials.hand(log.lease(), 0, 4, OLD);
        assertThat(trials.of("s").get(0).done()).isFalse();
        trials.hand(new Lease("s", UUID.randomUUID()), 0, 5, NEW);
        assertThat(trial("attempt || trial")).isEqualTo("4" + OLD); // not by one who does not own the study
    }

    @Test
    void whatWasGivenUpIsNoWorkersOutcome() throws Exception {
        PostgresLog log = studies.open("s");
        trials.hand(log.lease(), 0, 1, OLD);
        Claim lost = claim(BRIEF);
        Thread.sleep(150);
        trials.giveUp(log.lease(), 1, FAILURE);
        assertThat(trials.finish(lost, "late", OUTCOME, false)).isFalse();
        trials.remove(log.lease(), 0, lost.id());
        assertThat(trials.of("s").get(0).outcome()).isEqualTo(FAILURE);
        trials.remove(log.lease(), 0, trials.of("s").get(0).claim());
        assertThat(trials.of("s")).isEmpty();
    }

    @Test
    void aClaimWhoseAnswerWasLostIsFound() throws Exception {
        PostgresLog log = studies.open("s");
        trials.hand(log.lease(), 0, 1, OLD);
        UUID id = UUID.randomUUID();
        assertThat(trials.claimed(id, List.of("s"))).isEmpty();
        Claim claim = trials.claim(id, List.of("s"), PATIENT).orElseThrow();
        assertThat(trials.claimed(id, List.of("s"))).contains(claim);
        assertThat(trials.claimed(id, List.of("other"))).isEmpty();
        trials.finish(claim, "w", OUTCOME, false);
        assertThat(trials.claimed(id, List.of("s"))).isEmpty();
    }
}
