package io.scoot.internal.study;

import io.scoot.Observation;
import io.scoot.Suggestion;
import io.scoot.Trial;
import java.time.Instant;
import java.util.List;

/** One change of a study. A study is the fold of its events. */
public sealed interface StudyEvent {

    /**
     * New trials, of one batch, were handed out.
     *
     * @param suggestions what was expected of them and on whose word they are tried, in their order; empty where nobody suggested them
     */
    record Asked(List<Trial> trials, List<Suggestion> suggestions, Instant at) implements StudyEvent {
        /** Copies the lists. */
        public Asked {
            trials = List.copyOf(trials);
            suggestions = List.copyOf(suggestions);
        }

        /** Trials that nobody suggested. */
        public Asked(List<Trial> trials, Instant at) {
            this(trials, List.of(), at);
        }
    }

    /** The study was opened again, on other terms than before. */
    record Resumed(Terms terms) implements StudyEvent {}

    /** A failed or lost trial was handed out once more; its attempt says the how-manieth time. */
    record Retried(Trial trial, Instant at) implements StudyEvent {}

    /** The study was left in good order; it may be opened again. */
    record Closed(Instant at) implements StudyEvent {}

    /** A trial's outcome: measured, crashed or failed. */
    record Told(Observation observation) implements StudyEvent {}
}
