package io.scoot.cluster.postgres;

import io.scoot.StudyLog;
import io.scoot.cluster.postgres.StudyTable.Kept;
import io.scoot.cluster.postgres.StudyTable.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One study's records in PostgreSQL, for as long as this process owns the study. Each append is a single statement that checks the
 * lease and the token under the lock of the study's row: an owner that was replaced, however long it slept and whatever it believes
 * about the time, changes nothing any more. Open one by {@link PostgresStudies#open}.
 *
 * <p>When the connection is lost, it is not known what became of the append, which may even be carried out later. The log then moves
 * its lease to the next token, after which no earlier statement has an effect, and reads whether the record is there.
 */
public final class PostgresLog implements StudyLog {

    private static final System.Logger LOG = System.getLogger(PostgresLog.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(50); // between two tries, longer each time
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final StudyTable table;
    private final Terms terms;
    private final Lease lease;
    private final List<String> records;
    private final Consumer<PostgresLog> atClose;
    private long token;
    private int count;
    private String last; // crc
    private @Nullable Kept unsure; // it was given up, but may be there
    private volatile boolean lost;
    private volatile boolean closed;
    private volatile boolean abandoned;

    PostgresLog(
            StudyTable table,
            Terms terms,
            Lease lease,
            Position position,
            List<Kept> read,
            Consumer<PostgresLog> atClose) {
        this.table = table;
        this.terms = terms;
        this.lease = lease;
        this.records = read.stream().map(Kept::record).toList();
        this.atClose = atClose;
        this.token = position.token();
        this.count = position.records();
        this.last = RecordChain.last(read);
    }

    /** What became of an append. */
    private enum Fate {
        KEPT,
        ABSENT,
        LOST
    }

    /** The right to write, for what else is written in its name. */
    public Lease lease() {
        return lease;
    }

    /** Whether another owns the study meanwhile, as far as this process has heard. Nothing is kept by it any more. */
    public boolean lost() {
        return lost;
    }

    /** Whether anything was appended since it was opened. */
    synchronized boolean grown() {
        return count > records.size();
    }

    @Override
    public List<String> records() {
        return records;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if it could not be kept; if the database could not be reached for as long as the {@linkplain
     *     Terms#patience() patience}, the record may be there until the next append or {@link #close()}, which take it back
     */
    @Override
    public synchronized void append(String record) {
        Attempts attempts = new Attempts();
        try {
            if (closed) {
                throw new UncheckedIOException(new IOException("the log of study " + lease.study() + " is closed"));
            }
            settleEarlier(attempts);
            keep(new Kept(lease, count, RecordChain.crc(last, count, record), record), attempts);
        } finally {
            attempts.restoreInterruption();
        }
    }

    private void keep(Kept kept, Attempts attempts) {
        while (true) {
            requireOwned();
            boolean done = false;
            try {
                done = table.append(kept, token, terms.lease());
            } catch (SQLException e) {
                if (Database.refused(e)) {
                    throw notKept("it was refused: " + e.getMessage(), e);
                }
                attempts.failed(e);
            }
            if (done || fate(kept, attempts) == Fate.KEPT) {
                count++;
                last = kept.crc();
                return;
            }
            requireOwned();
            if (!attempts.again()) {
                throw notKept("the database failed for " + terms.patience(), attempts.failure);
            }
        }
    }

    /** Makes sure that nothing that was sent before has an effect any more, and says what it had. */
    private Fate fate(Kept kept, Attempts attempts) {
        while (true) {
            try {
                Optional<Position> position = table.outrun(lease);
                boolean there = table.holds(kept);
                int expected = there ? kept.n() + 1 : kept.n();
                lost |= position.isEmpty() || position.get().records() != expected; // a database that was set back, too
                position.ifPresent(now -> token = now.token());
                return there ? Fate.KEPT : lost ? Fate.LOST : Fate.ABSENT;
            } catch (SQLException e) {
                attempts.failed(e);
                if (!attempts.again()) {
                    unsure = kept;
                    throw notKept("the database cannot be reached, and the record may be there until it can", e);
                }
            }
        }
    }

    /** Takes back what an append before left behind, for it was said not to be kept. */
    private void settleEarlier(Attempts attempts) {
        Kept earlier = unsure;
        if (earlier == null) {
            return;
        }
        while (fate(earlier, attempts) == Fate.KEPT && !lost) {
            try {
                if (table.takeBack(earlier, token)) {
                    break;
                }
            } catch (SQLException e) {
                attempts.failed(e);
            }
            if (!attempts.again()) {
                throw notKept("an earlier one, which may be there, could not be taken back", attempts.failure);
            }
        }
        unsure = null;
    }

    private void requireOwned() {
        if (lost) {
            throw notKept("another process owns the study meanwhile, or the database was set back", null);
        }
    }

    private UncheckedIOException notKept(String why, @Nullable Throwable cause) {
        return new UncheckedIOException(
                new IOException("a record of study " + lease.study() + " was not kept: " + why, cause));
    }

    /** Hears that the lease could not be renewed, for another has the study; called from a thread of {@link PostgresStudies}. */
    void replaced() {
        if (!lost && !closed) {
            lost = true;
            LOG.log(System.Logger.Level.WARNING, "another process owns study {0} meanwhile", lease.study());
        }
    }

    /** Gives the study free; where the database cannot be reached, the lease runs out by itself. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        atClose.accept(this);
        if (abandoned) {
            return;
        }
        Attempts attempts = new Attempts();
        try {
            settleEarlier(attempts);
            table.release(lease);
        } catch (SQLException | UncheckedIOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "study {0} could not be given free and stays owned for {1}: {2}",
                    lease.study(),
                    terms.lease(),
                    e.getMessage());
        } finally {
            attempts.restoreInterruption();
        }
    }

    /**
     * Waits for the database no more, in an append that is going on neither; what is left to do is to be closed, which takes nothing back:
     * a record that may be there is the next owner's.
     */
    void abandon() {
        abandoned = true;
    }

    boolean abandoned() {
        return abandoned;
    }

    /** Tries within the patience, with pauses; an interruption is remembered and shortens nothing. */
    private final class Attempts {
        private final long deadline = System.nanoTime() + terms.patience().toNanos();
        private final Backoff backoff = new Backoff(PAUSE, LONGEST_PAUSE);
        private boolean interrupted = Thread.interrupted();
        private @Nullable SQLException failure;

        void failed(SQLException e) {
            interrupted |= Thread.interrupted(); // a pool's wait ends by it
            if (failure != null && failure != e) {
                e.addSuppressed(failure);
            }
            failure = e;
        }

        boolean again() {
            if (abandoned || System.nanoTime() - deadline >= 0) {
                return false;
            }
            try {
                Thread.sleep(backoff.next());
            } catch (InterruptedException e) {
                interrupted = true;
            }
            return true;
        }

        void restoreInterruption() {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
