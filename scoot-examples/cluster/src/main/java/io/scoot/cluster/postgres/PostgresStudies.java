package io.scoot.cluster.postgres;

import io.scoot.JournalException;
import io.scoot.cluster.postgres.StudyTable.Kept;
import io.scoot.cluster.postgres.StudyTable.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The studies that a PostgreSQL database keeps, in its schema {@code scoot}; {@code scoot.study_overview} shows them. A study has one
 * owner at a time, by a lease that this renews while it lives. Thread-safe.
 *
 * <pre>{@code
 * PostgresStudies.migrate(dataSource);
 * try (PostgresStudies studies = new PostgresStudies(dataSource, Terms.of("replica-3"))) {
 *     Result result = new Scoot.Builder()….log(studies.open("chat-llama-3.1-8b")).run();
 * }
 * }</pre>
 */
public final class PostgresStudies implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PostgresStudies.class.getName());
    private static final int RENEWALS = 3; // in a lease's time
    private static final int LONGEST_NAME = 200;

    private final Database database;
    private final StudyTable table;
    private final Terms terms;
    private final Set<PostgresLog> open = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor renewals;
    private final Future<?> renewing;

    /**
     * Studies in the database of {@code source}, whose schema is there ({@link #migrate}). Connections are taken for one statement
     * at a time.
     *
     * @param source the host's, a pool best of all; its connections need a connect timeout
     */
    public PostgresStudies(DataSource source, Terms terms) {
        this.database = new Database(source);
        this.table = new StudyTable(database);
        this.terms = terms;
        this.renewals = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "scoot-leases");
            thread.setDaemon(true);
            return thread;
        });
        long every = terms.lease().toMillis() / RENEWALS;
        this.renewing = renewals.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
    }

    /** Prolongs all leases at once, so that a database that is away costs one wait and one line of the log, however many there are. */
    void renew() {
        List<PostgresLog> logs = List.copyOf(open);
        try {
            if (!logs.isEmpty()) {
                Set<UUID> held =
                        table.renew(logs.stream().map(PostgresLog::lease).toList(), terms.lease());
                logs.stream().filter(log -> !held.contains(log.lease().id())).forEach(PostgresLog::replaced);
            }
        } catch (SQLException | RuntimeException e) { // or the timer would renew no more
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the leases of {0} studies could not be renewed: {1}",
                    logs.size(),
                    e.getMessage());
        }
    }

    /** Makes or renews the schema {@code scoot}; several may at once. For a role that may create schemas and tables. */
    public static void migrate(DataSource source) {
        Flyway.configure(PostgresStudies.class.getClassLoader())
                .dataSource(source)
                .schemas("scoot")
                .locations("classpath:io/scoot/cluster/postgres")
                .load()
                .migrate();
    }

    /**
     * Takes a study, or begins it where there is none of that name.
     *
     * @param study up to 200 characters
     * @throws JournalException if another owns it, in this process or elsewhere, or a record is missing or damaged
     * @throws UncheckedIOException if the database cannot be reached
     */
    public PostgresLog open(String study) {
        return openIfFree(study)
                .orElseThrow(() -> new JournalException("study " + study + " is being written by " + owner(study)
                        + "; one at a time may. PostgresStudies.records reads it meanwhile."));
    }

    /** The same, but empty if another owns it. */
    public Optional<PostgresLog> openIfFree(String study) {
        if (study.isBlank() || study.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "study \"" + study + "\" must have 1 to " + LONGEST_NAME + " characters");
        }
        if (renewals.isShutdown()) {
            throw new IllegalStateException("the studies are closed: no lease would be renewed");
        }
        Lease lease = new Lease(study, UUID.randomUUID());
        try {
            requireDurability();
            Optional<Position> position = table.take(lease, terms);
            return position.isPresent() ? Optional.of(opened(lease, position.get())) : Optional.empty();
        } catch (SQLException e) {
            release(lease, e);
            throw unreachable(study, e);
        } catch (RuntimeException e) {
            release(lease, e);
            throw e;
        }
    }

    private PostgresLog opened(Lease lease, Position position) throws SQLException {
        List<Kept> records = table.records(lease.study(), position.records());
        RecordChain.check(lease.study(), records, position.records());
        PostgresLog log = new PostgresLog(table, terms, lease, position, records, open::remove);
        open.add(log);
        return log;
    }

    /** Also when it is not known whether it was taken: or nobody would have the study until the lease is over. */
    private void release(Lease lease, Exception failure) {
        try {
            table.release(lease);
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    /** What is acknowledged must survive the server's death. */
    private void requireDurability() throws SQLException {
        String setting =
                database.row("show synchronous_commit", row -> row.getString(1)).orElse("");
        if (setting.equals("off")) {
            throw new JournalException(
                    "synchronous_commit is off for this connection, so that records could be lost; set it to on, local or remote_apply");
        }
    }

    /**
     * A study's records now; others may be writing it.
     *
     * @return empty if there is no such study
     * @throws JournalException if one is missing or damaged
     * @throws UncheckedIOException if the database cannot be reached
     */
    public List<String> records(String study) {
        try {
            List<Kept> records = table.records(study, Integer.MAX_VALUE);
            RecordChain.check(study, records, records.size());
            return records.stream().map(Kept::record).toList();
        } catch (SQLException e) {
            throw unreachable(study, e);
        }
    }

    private String owner(String study) {
        try {
            return table.owner(study)
                    .map(owner -> owner.owner() + ", whose lease is until " + owner.until())
                    .orElse("another");
        } catch (SQLException e) {
            return "another";
        }
    }

    private static UncheckedIOException unreachable(String study, SQLException e) {
        return new UncheckedIOException(
                new IOException("study " + study + " cannot be read in the database: " + e.getMessage(), e));
    }

    /** Renews no lease any more; logs that are open still write, until another takes their study. */
    @Override
    public void close() {
        renewing.cancel(false);
        renewals.shutdownNow();
    }
}
