package io.scoot.internal.records;

import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Trial;

/** An observation as another study sees it. */
final class Earlier {

    private Earlier() {}

    /** Whether there is something to learn: it was measured or crashed, and was no confirmation. */
    static boolean teaches(Observation observation) {
        return !(observation.outcome() instanceof Outcome.Failed)
                && observation.trial().phase() != Phase.CONFIRMATION;
    }

    static Observation of(Observation observation) {
        Trial trial = observation.trial();
        return new Observation(
                new Trial(
                        trial.number(),
                        trial.batch(),
                        trial.configuration(),
                        Phase.EARLIER,
                        trial.arrivalSeed(),
                        trial.attempt()),
                observation.outcome(),
                observation.started(),
                observation.duration());
    }
}
