package io.scoot.internal.study;

import io.scoot.KnownConstraintException;
import io.scoot.Result;
import io.scoot.StudyStoppedException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in which a study ends before its time, as the one exception that holds its result. */
final class Endings {

    private Endings() {}

    /** Going on would waste the rest of the budget. */
    static StudyStoppedException pointless(String why, @Nullable Throwable lastFailure, Result result) {
        return new StudyStoppedException(why + ". Nothing observed is lost.", lastFailure, result);
    }

    /** Host code threw, or an executor takes nothing more. */
    static StudyStoppedException by(Throwable thrown, Result result) {
        String who = thrown instanceof KnownConstraintException ? "a known constraint" : "host code";
        return new StudyStoppedException(
                "the study was ended by " + who + ", which threw " + thrown
                        + ". Nothing observed is lost: it is in result(), and in the journal where there is one",
                thrown,
                result);
    }

    /** The log takes no records. */
    static StudyStoppedException unrecorded(
            List<TrialRunner.Completion> lost, UncheckedIOException failure, Result result) {
        return new StudyStoppedException(
                "the study cannot go on, for its journal cannot be written: " + failure.getMessage()
                        + ". What was recorded is safe; make room and run the study again. Outcomes that could not be"
                        + " recorded: "
                        + lost.stream()
                                .map(done -> "trial " + done.trial().number() + " " + done.outcome())
                                .toList(),
                failure,
                result);
    }

    /** A note for each outcome that could not be recorded. */
    static List<String> lost(List<TrialRunner.Completion> lost) {
        return lost.stream()
                .map(done -> "trial " + done.trial().number() + " "
                        + done.trial().configuration() + " was evaluated, but could not be recorded: " + done.outcome())
                .toList();
    }
}
