package io.scoot.cluster.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether the database is away, as all threads of a process know it. While it is, one of them asks whether it is there again, after
 * pauses that grow, and says so in the log; the others leave it alone. Thread-safe.
 */
final class Outage {

    private static final System.Logger LOG = System.getLogger(Outage.class.getName());

    private final Database database;
    private final Backoff backoff;
    private boolean away;
    private long next; // of System.nanoTime()

    Outage(Database database, Duration pause) {
        this.database = database;
        this.backoff = new Backoff(pause, Backoff.LONGEST);
    }

    /** The database did not do what was asked of it. */
    synchronized void suspect() {
        if (!away) {
            away = true;
            backoff.reset();
            askLater();
        }
    }

    /** Whether the database is there, as far as anybody knows. */
    synchronized boolean isOver() {
        if (away && System.nanoTime() - next >= 0) {
            try {
                database.row("select 1", row -> 1);
                away = false;
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.WARNING, "the database is away: {0}", e.getMessage());
                askLater();
            }
        }
        return !away;
    }

    /** Asks at once, whatever is known. */
    synchronized boolean isOverNow() {
        away = true;
        next = System.nanoTime();
        return isOver();
    }

    private void askLater() {
        next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.next());
    }
}
