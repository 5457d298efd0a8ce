package io.scoot.internal.study;

import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Risk;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.Suggester;
import io.scoot.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a study is about, fixed when it opens and checked by {@link io.scoot.Scoot.Builder}.
 *
 * @param slos bounds that a configuration must keep; they too may change
 * @param reference the metric values given by the host, one per objective
 * @param asynchronous whether a history lists observations in the order told rather than by number
 * @param context what the host says that identifies it: model, engine version, GPUs, load …
 * @param enqueued configurations to evaluate right after the default, and on whose word
 * @param earlier observations of earlier studies, of this space and these objectives; they teach and are nothing else
 */
public record StudyPlan(
        SearchSpace space,
        List<Objective> objectives,
        List<Slo> slos,
        Suggester suggester,
        long seed,
        Optional<Map<String, Double>> reference,
        boolean asynchronous,
        Map<String, String> context,
        List<Suggestion> enqueued,
        List<Observation> earlier,
        Limits limits) {

    /**
     * How far a study goes; it may change when it is resumed.
     *
     * @param budget observations, measured or crashed, the default configuration included
     * @param confirmations pairs of runs of default and best configuration, each pair under an arrival order of its own
     * @param confirmSimplified whether the simplified configuration is run beside each pair
     * @param retries how often a failed trial is tried again
     * @param stopOnCommonCrash whether to stop where the default and all that came after it crash for one reason
     * @param risk what may be risked
     * @param tolerance a gain below it, relative to the default, is none worth having
     */
    public record Limits(
            int budget,
            int confirmations,
            boolean confirmSimplified,
            int retries,
            boolean stopOnCommonCrash,
            double tolerance,
            Optional<Risk> risk) {}

    /** The same with other earlier observations. */
    public StudyPlan withEarlier(List<Observation> value) {
        return new StudyPlan(
                space, objectives, slos, suggester, seed, reference, asynchronous, context, enqueued, value, limits);
    }
}
