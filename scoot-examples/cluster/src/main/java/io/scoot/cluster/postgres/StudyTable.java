package io.scoot.cluster.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The statements on studies and their records. Each may be sent again when it is not known what became of it: leases are named by
 * ids that are used once, so that a statement has no second effect, and one that arrives late has none at all.
 */
final class StudyTable {

    private final Database database;

    StudyTable(Database database) {
        this.database = database;
    }

    /** How far a study's owner is. */
    record Position(long token, int records) {}

    /** Who owns a study, for people. */
    record Owner(String owner, String until) {}

    /** A record as it is kept. */
    record Kept(Lease lease, int n, String crc, String record) {}

    /** Takes a study that is new, free or whose lease is over; empty if another owns it. */
    Optional<Position> take(Lease lease, Terms terms) throws SQLException {
        long millis = terms.lease().toMillis();
        return database.row("""
                insert into scoot.study as s (name, lease, token, owner, expires)
                values (?, ?, 1, ?, clock_timestamp() + ? * interval '1 millisecond')
                on conflict (name) do update
                set lease = excluded.lease, token = s.token + 1, owner = excluded.owner,
                    expires = clock_timestamp() + ? * interval '1 millisecond'
                where s.expires is null or s.expires <= clock_timestamp() or s.lease = excluded.lease
                returning s.token, s.records
                """, StudyTable::position, lease.study(), lease.id(), terms.owner(), millis, millis);
    }

    /** Makes every statement that was sent before ineffective; empty if the lease is lost. */
    Optional<Position> outrun(Lease lease) throws SQLException {
        return database.row(
                "update scoot.study set token = token + 1 where name = ? and lease = ? returning token, records",
                StudyTable::position,
                lease.study(),
                lease.id());
    }

    /** Appends if the lease and the token still hold, and prolongs the lease; all in one statement. */
    boolean append(Kept kept, long token, Duration lease) throws SQLException {
        return 1
                == database.update(
                        """
                with fenced as (
                  update scoot.study set records = records + 1, expires = clock_timestamp() + ? * interval '1 millisecond'
                  where name = ? and lease = ? and token = ? and records = ?
                  returning name)
                insert into scoot.record (study, n, lease, token, crc, record)
                select name, ?, ?, ?, ?, ? from fenced
                """,
                        lease.toMillis(),
                        kept.lease().study(),
                        kept.lease().id(),
                        token,
                        kept.n(),
                        kept.n(),
                        kept.lease().id(),
                        token,
                        kept.crc(),
                        kept.record());
    }

    /** Whether exactly this is kept. */
    boolean holds(Kept kept) throws SQLException {
        return database.row(
                        "select 1 from scoot.record where study = ? and n = ? and lease = ? and crc = ? and record = ?",
                        row -> true,
                        kept.lease().study(),
                        kept.n(),
                        kept.lease().id(),
                        kept.crc(),
                        kept.record())
                .isPresent();
    }

    /** Removes the last record, which was never acknowledged, if the lease and the token still hold. */
    boolean takeBack(Kept kept, long token) throws SQLException {
        return 1 == database.update("""
                with fenced as (
                  update scoot.study set records = records - 1
                  where name = ? and lease = ? and token = ? and records = ?
                  returning name)
                delete from scoot.record using fenced where study = name and n = ?
                """, kept.lease().study(), kept.lease().id(), token, kept.n() + 1, kept.n());
    }

    /** Prolongs leases; returns the ids of those that are not lost. */
    Set<UUID> renew(Collection<Lease> leases, Duration by) throws SQLException {
        return new HashSet<>(database.rows(
                """
                update scoot.study set expires = clock_timestamp() + ? * interval '1 millisecond'
                where name = any (?) and lease = any (?::uuid[]) returning lease
                """,
                row -> row.getObject(1, UUID.class),
                by.toMillis(),
                leases.stream().map(Lease::study).toArray(String[]::new),
                leases.stream().map(lease -> lease.id().toString()).toArray(String[]::new)));
    }

    /** Gives a study free, if it is still this lease's. */
    void release(Lease lease) throws SQLException {
        database.update(
                "update scoot.study set lease = null, owner = null, expires = null where name = ? and lease = ?",
                lease.study(),
                lease.id());
    }

    Optional<Owner> owner(String study) throws SQLException {
        return database.row(
                "select owner, expires from scoot.study where name = ? and lease is not null",
                row -> new Owner(row.getString(1), String.valueOf(row.getString(2))),
                study);
    }

    /** The records before the {@code end}-th. */
    List<Kept> records(String study, int end) throws SQLException {
        return database.rows(
                "select lease, n, crc, record from scoot.record where study = ? and n < ? order by n",
                row -> new Kept(
                        new Lease(study, row.getObject(1, UUID.class)),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4)),
                study,
                end);
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(row.getLong(1), row.getInt(2));
    }
}
