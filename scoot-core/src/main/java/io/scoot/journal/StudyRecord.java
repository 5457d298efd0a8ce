package io.scoot.journal;

import io.scoot.Result;
import io.scoot.Suggester;
import io.scoot.internal.records.PastStudy;
import io.scoot.internal.study.Study;
import io.scoot.suggest.ScootSuggester;
import java.util.List;
import java.util.Map;

/**
 * A study as its records tell it, without the code that made it; see {@link Journal#study}.
 *
 * @param version of Scoot that began it
 * @param context what the host said it is about
 * @param seed of all that is random
 * @param suggester who suggested, with its options
 * @param asynchronous whether suggestions were made without waiting for a batch's end
 * @param budget observations that it makes in all, as of its last opening
 * @param result what it found so far; {@link Result#simplified()} stays among what was measured where there are known
 *     constraints, for the records have only their names
 */
public record StudyRecord(
        String version,
        Map<String, String> context,
        long seed,
        String suggester,
        boolean asynchronous,
        int budget,
        Result result) {

    /** Copies the context. */
    public StudyRecord {
        context = Map.copyOf(context);
    }

    /**
     * Reads a study's records: of {@link Journal#read}, or of any {@link io.scoot.StudyLog}.
     *
     * @throws io.scoot.JournalException if a record says nothing, or they are of a Scoot that did not write all that is needed
     */
    public static StudyRecord of(List<String> records) {
        PastStudy past = PastStudy.of(records, StudyRecord::suggester);
        return new StudyRecord(
                past.version(),
                past.plan().context(),
                past.plan().seed(),
                past.suggester(),
                past.plan().asynchronous(),
                past.plan().limits().budget(),
                Study.result(past.plan(), past.events()));
    }

    /** Nobody is asked to suggest: others than ours have no opinion on a result. */
    private static Suggester suggester(String description) {
        for (ScootSuggester ours : List.of(ScootSuggester.defaults(), ScootSuggester.paper())) {
            if (ours.describe().equals(description)) {
                return ours;
            }
        }
        return (history, count) -> List.of();
    }
}
