package io.scoot;

import java.time.Duration;
import java.util.List;

/**
 * Hears what happens in a study, in order, one call at a time. Called outside the study's lock, so a listener may call back;
 * what it throws is logged and harms nothing. A slow one delays nothing but later calls of listeners and, in {@code run()},
 * the next suggestion.
 */
public interface Listener {

    /**
     * New configurations were chosen.
     *
     * @param trials the trials they became
     * @param suggestions what the suggester tells of each, in the same order
     * @param took how long choosing took
     */
    default void suggested(List<Trial> trials, List<Suggestion> suggestions, Duration took) {}

    /** A trial was handed out (again, where its attempt is above 1). */
    default void started(Trial trial) {}

    /** A trial was observed, as measured or crashed; or a confirmation was. */
    default void finished(Observation observation) {}

    /**
     * A trial failed for a reason that is the infrastructure's.
     *
     * @param failure its outcome is {@link Outcome.Failed}
     * @param retry whether it will be tried again
     */
    default void failed(Observation failure, boolean retry) {}

    /** The study is over. */
    default void completed(Result result) {}
}
