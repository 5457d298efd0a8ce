package io.scoot.cli;

import io.scoot.Evaluator;
import io.scoot.Outcome;
import io.scoot.Trial;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows whether any trial was measured: a study in which nothing worked is no success. Thread-safe. */
final class Worked implements Evaluator {

    private final Evaluator evaluator;
    private final AtomicInteger trials = new AtomicInteger();
    private final AtomicInteger measured = new AtomicInteger();

    Worked(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public Outcome evaluate(Trial trial) throws Exception {
        trials.incrementAndGet();
        Outcome outcome = evaluator.evaluate(trial);
        if (outcome instanceof Outcome.Measured) {
            measured.incrementAndGet();
        }
        return outcome;
    }

    /** 0, or 1 if trials ran and none was measured. */
    int exitStatus() {
        return trials.get() > 0 && measured.get() == 0 ? 1 : 0;
    }
}
