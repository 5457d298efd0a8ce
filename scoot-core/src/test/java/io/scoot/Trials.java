package io.scoot;

/** Trials as tests expect them. */
public final class Trials {

    private Trials() {}

    /** The next attempt of a trial. */
    public static Trial retried(Trial trial) {
        return new Trial(
                trial.number(),
                trial.batch(),
                trial.configuration(),
                trial.phase(),
                trial.arrivalSeed(),
                trial.attempt() + 1);
    }
}
