package io.scoot.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scoot.Evaluator;
import io.scoot.Outcome;
import io.scoot.StudyStoppedException;
import io.scoot.Trial;
import java.io.PrintWriter;
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

    /**
     * Runs a study of this evaluator.
     *
     * @return 0, or 1 if it was stopped because nothing could be evaluated, or nothing worked
     */
    int run(StudyOptions study, Subject subject, PrintWriter out) throws JsonProcessingException {
        try {
            study.run(subject, out);
        } catch (StudyStoppedException e) {
            out.println("The study was stopped: " + e.getMessage());
            return 1;
        }
        return exitStatus();
    }

    private int exitStatus() {
        return trials.get() > 0 && measured.get() == 0 ? 1 : 0;
    }
}
