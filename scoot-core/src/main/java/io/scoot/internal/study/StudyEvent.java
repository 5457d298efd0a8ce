package io.scoot.internal.study;

import io.scoot.Observation;
import io.scoot.Trial;
import java.time.Instant;
import java.util.List;

/** One change of a study. A study is the fold of its events. */
public sealed interface StudyEvent {

    /** New trials, of one batch, were handed out. */
    record Asked(List<Trial> trials, Instant at) implements StudyEvent {
        /** Copies the trials. */
        public Asked {
            trials = List.copyOf(trials);
        }
    }

    /** A failed or lost trial was handed out once more; its attempt says the how-manieth time. */
    record Retried(Trial trial, Instant at) implements StudyEvent {}

    /** The study was left in good order; it may be opened again. */
    record Closed(Instant at) implements StudyEvent {}

    /** A trial's outcome: measured, crashed or failed. */
    record Told(Observation observation) implements StudyEvent {}
}
