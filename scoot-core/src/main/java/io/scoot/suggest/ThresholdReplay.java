package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Phase;
import io.scoot.constraints.FeasibilityThreshold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Δ as Algorithm 1 leaves it after the suggested batches of a history: replayed, so that no suggester keeps a state. */
final class ThresholdReplay {

    private ThresholdReplay() {}

    static FeasibilityThreshold of(History history) {
        Map<Integer, List<Observation>> batches = history.observations().stream()
                .filter(o -> o.trial().phase() == Phase.SUGGESTED)
                .collect(Collectors.groupingBy(o -> o.trial().batch(), LinkedHashMap::new, Collectors.toList()));
        FeasibilityThreshold threshold = FeasibilityThreshold.initial();
        for (List<Observation> batch : batches.values()) {
            boolean crashed = batch.stream().anyMatch(o -> !o.feasible());
            threshold = threshold.afterBatch(batch.size(), crashed);
        }
        return threshold;
    }
}
