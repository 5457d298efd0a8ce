package io.scoot.cluster.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements on trials that are handed out. Those of a study's owner check its lease by themselves, those of a worker its claim.
 * Each may be sent again when it is not known what became of it.
 */
final class TrialTable {

    private static final String FENCED =
            "with fenced as (select name from scoot.study where name = ? and lease = ? for share) ";

    private final Database database;

    TrialTable(Database database) {
        this.database = database;
    }

    /** A trial that is handed out; {@code outcome} and {@code claim} where it is done. */
    record Row(
            int number,
            int attempt,
            String trial,
            boolean done,
            @Nullable UUID claim,
            @Nullable String outcome) {}

    /** A worker's right to a trial, from one claiming to the next. */
    record Claim(UUID id, String study, int number, int attempt, String trial) {}

    /** How a claim stands. */
    enum Standing {
        /** The worker is the one who has the trial. */
        HELD,
        /** Another has the trial as well; whoever is done first is heard. */
        SHARED,
        /** Nobody waits for the trial any more. */
        OVER
    }

    /**
     * Hands out a trial. One that is there already stays with its worker, as another attempt. Another trial of that number, of a
     * history that a fail-over lost, gives way to it with all that was found of it.
     */
    void hand(Lease lease, int number, int attempt, String trial) throws SQLException {
        if (upsert(lease, number, attempt, trial) == 0) { // another one is in its place, or the lease is lost
            database.update(FENCED + """
                    delete from scoot.trial using fenced where study = name and number = ? and trial <> ?
                    """, lease.study(), lease.id(), number, trial);
            upsert(lease, number, attempt, trial);
        }
    }

    private int upsert(Lease lease, int number, int attempt, String trial) throws SQLException {
        return database.update(FENCED + """
                insert into scoot.trial as t (study, number, attempt, trial) select name, ?, ?, ? from fenced
                on conflict (study, number) do update set attempt = excluded.attempt where t.trial = excluded.trial
                """, lease.study(), lease.id(), number, attempt, trial);
    }

    /** A study's trials that are handed out, in the order in which they were done. */
    List<Row> of(String study) throws SQLException {
        return database.rows(
                "select number, attempt, trial, state = 'done', claim, outcome from scoot.trial where study = ? order by finished, number",
                TrialTable::row,
                study);
    }

    /** Removes a trial whose outcome by that claim is in the records. */
    void remove(Lease lease, int number, UUID claim) throws SQLException {
        database.update(FENCED + """
                delete from scoot.trial using fenced
                where study = name and number = ? and state = 'done' and claim = ?
                """, lease.study(), lease.id(), number, claim);
    }

    /** Ends trials whose workers were lost so often, with an outcome that is none of these workers'. */
    void giveUp(Lease lease, int claims, String outcome) throws SQLException {
        database.update(FENCED + """
                update scoot.trial set state = 'done', outcome = ?, claim = ?, finished = clock_timestamp() from fenced
                where study = name and state = 'running' and expires <= clock_timestamp() and claims >= ?
                """, lease.study(), lease.id(), outcome, UUID.randomUUID(), claims);
    }

    /** Says for people how the study is. */
    void state(Lease lease, String state, @Nullable String note) throws SQLException {
        database.update(
                "update scoot.study set state = ?, note = ? where name = ? and lease = ?",
                state,
                note,
                lease.study(),
                lease.id());
    }

    /** The trial that waits longest, or whose worker was not heard of for too long; it is this worker's from now on. */
    Optional<Claim> claim(UUID id, Collection<String> studies, Terms terms) throws SQLException {
        return database.row(
                """
                with next as (
                  select study, number from scoot.trial
                  where study = any (?) and (state = 'waiting' or state = 'running' and expires <= clock_timestamp())
                  order by handed_out, study, number limit 1 for update skip locked)
                update scoot.trial t
                set state = 'running', claim = ?, claims = claims + 1, worker = ?,
                    started = clock_timestamp(), expires = clock_timestamp() + ? * interval '1 millisecond'
                from next where t.study = next.study and t.number = next.number
                returning t.study, t.number, t.attempt, t.trial
                """,
                row -> new Claim(id, row.getString(1), row.getInt(2), row.getInt(3), row.getString(4)),
                studies.toArray(String[]::new),
                id,
                terms.owner(),
                terms.lease().toMillis());
    }

    /** What a claim got whose answer was lost. */
    Optional<Claim> claimed(UUID id, Collection<String> studies) throws SQLException {
        return database.row(
                """
                select study, number, attempt, trial from scoot.trial
                where study = any (?) and state = 'running' and claim = ?
                """,
                row -> new Claim(id, row.getString(1), row.getInt(2), row.getInt(3), row.getString(4)),
                studies.toArray(String[]::new),
                id);
    }

    /** Prolongs a claim. */
    Standing renew(Claim claim, Duration by) throws SQLException {
        int held = database.update("""
                update scoot.trial set expires = clock_timestamp() + ? * interval '1 millisecond'
                where study = ? and number = ? and claim = ? and state = 'running'
                """, by.toMillis(), claim.study(), claim.number(), claim.id());
        if (held == 1) {
            return Standing.HELD;
        }
        return database.row(
                        "select 1 from scoot.trial where study = ? and number = ? and trial = ? and state <> 'done'",
                        row -> Standing.SHARED,
                        claim.study(),
                        claim.number(),
                        claim.trial())
                .orElse(Standing.OVER);
    }

    /** Lets another have the trial at once; its worker was not lost, and the claim counts for nothing. */
    void release(Claim claim) throws SQLException {
        database.update("""
                update scoot.trial set state = 'waiting', claim = null, claims = claims - 1, worker = null, expires = null, started = null
                where study = ? and number = ? and claim = ? and state = 'running'
                """, claim.study(), claim.number(), claim.id());
    }

    /**
     * Leaves an outcome, also one that comes late; the first is taken. A failure is taken only from the worker who has the trial, for
     * another may succeed. The number may be another trial's by now, in a study that was begun anew or a database that was set back:
     * what is not the trial that was claimed takes nothing.
     *
     * @return whether it is this one that is taken
     */
    boolean finish(Claim claim, String worker, String outcome, boolean failed) throws SQLException {
        int taken = database.update(
                """
                update scoot.trial set state = 'done', outcome = ?, claim = ?, worker = ?, finished = clock_timestamp()
                where study = ? and number = ? and trial = ? and state <> 'done' and (claim = ? or not ?)
                """, outcome, claim.id(), worker, claim.study(), claim.number(), claim.trial(), claim.id(), failed);
        return taken == 1
                || database.row(
                                "select 1 from scoot.trial where study = ? and number = ? and state = 'done' and claim = ?",
                                row -> true,
                                claim.study(),
                                claim.number(),
                                claim.id())
                        .isPresent(); // it was sent before
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt(1),
                row.getInt(2),
                row.getString(3),
                row.getBoolean(4),
                row.getObject(5, UUID.class),
                row.getString(6));
    }
}
