package io.scoot.internal.study;

import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.SearchSpace;
import io.scoot.Suggester;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a study is about, fixed when it opens and checked by {@link io.scoot.Scoot.Builder}.
 *
 * @param budget observations, measured or crashed, the default configuration included
 * @param confirmations runs of the best configuration under other arrival orders
 * @param retries how often a failed trial is tried again
 * @param reference the metric values given by the host, one per objective
 * @param asynchronous whether a history lists observations in the order told rather than by number
 * @param earlier observations of an earlier study, of this space and these objectives; they cost no budget
 */
public record StudyPlan(
        SearchSpace space,
        List<Objective> objectives,
        Suggester suggester,
        long seed,
        int budget,
        int confirmations,
        int retries,
        Optional<Map<String, Double>> reference,
        boolean asynchronous,
        List<Observation> earlier) {

    /** The same with other earlier observations. */
    public StudyPlan withEarlier(List<Observation> value) {
        return new StudyPlan(
                space, objectives, suggester, seed, budget, confirmations, retries, reference, asynchronous, value);
    }
}
