package io.scoot.cluster.postgres;

import io.scoot.cluster.postgres.TrialTable.Claim;
import io.scoot.cluster.postgres.TrialTable.Standing;
import java.sql.SQLException;

/**
 * Prolongs a claim at each run, and interrupts its evaluation when nobody waits for it any more. Thread-safe.
 */
final class ClaimWatch implements Runnable {

    private static final System.Logger LOG = System.getLogger(ClaimWatch.class.getName());

    private final TrialTable trials;
    private final Terms terms;
    private final Claim claim;
    private final Thread evaluation;
    private boolean ended; // guarded by this
    private volatile boolean over;
    private volatile boolean abandoned;

    ClaimWatch(TrialTable trials, Terms terms, Claim claim, Thread evaluation) {
        this.trials = trials;
        this.terms = terms;
        this.claim = claim;
        this.evaluation = evaluation;
    }

    /** Whether nobody waits for the trial any more. */
    boolean over() {
        return over;
    }

    @Override
    public void run() {
        if (abandoned) {
            return;
        }
        try {
            if (trials.renew(claim, terms.lease()) == Standing.OVER) {
                interrupt();
            }
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, "a claim could not be prolonged: {0}", e.getMessage());
        }
    }

    private synchronized void interrupt() {
        if (!ended && !over) {
            over = true;
            evaluation.interrupt();
        }
    }

    /** Gives the trial back though its evaluation goes on, deaf to the interruption of a worker that is closed. */
    void abandon() {
        synchronized (this) {
            if (ended) {
                return;
            }
            abandoned = true;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "the evaluator of study {0} ignores its interruption; trial {1} is given back, and the evaluator goes on",
                claim.study(),
                claim.number());
        try {
            trials.release(claim);
        } catch (SQLException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the trial may stay claimed for {0}: {1}",
                    terms.lease(),
                    e.getMessage());
        }
    }

    /** No interruption comes after this, and one that came for this trial is not the next one's. */
    synchronized void end(boolean closed) {
        ended = true;
        if (over && !closed) {
            Thread.interrupted();
        }
    }
}
