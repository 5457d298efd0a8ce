package io.scoot.cli.study;

import io.scoot.Listener;
import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.Suggestion;
import io.scoot.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Keeps what was said of each trial when it was suggested, and how long suggesting took. */
final class TrialLog implements Listener {

    private final Map<Integer, Entry> entries = new HashMap<>();
    private final List<Double> learned = new ArrayList<>();
    private double total;

    /**
     * A trial's suggestion.
     *
     * @param threshold Δ
     * @param probability POF
     */
    record Entry(OptionalDouble threshold, OptionalDouble probability) {

        static final Entry NONE = new Entry(OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** What a journal says of its trials. */
    void known(Result result) {
        result.observations().forEach(o -> result.suggestion(o)
                .ifPresent(suggestion -> entries.put(
                        o.trial().number(), new Entry(suggestion.threshold(), suggestion.probabilityOfFeasibility()))));
    }

    @Override
    public void suggested(List<Trial> trials, List<Suggestion> suggestions, Duration took) {
        total += took.toNanos() * 1e-9;
        if (suggestions.stream().anyMatch(suggestion -> !suggestion.initial())) {
            learned.add(took.toNanos() * 1e-9);
        }
        for (int i = 0; i < trials.size(); i++) {
            Suggestion suggestion = suggestions.get(i);
            entries.put(
                    trials.get(i).number(), new Entry(suggestion.threshold(), suggestion.probabilityOfFeasibility()));
        }
    }

    Entry of(Observation observation) {
        return entries.getOrDefault(observation.trial().number(), Entry.NONE);
    }

    /** In all. */
    double suggestSeconds() {
        return total;
    }

    /** Of the asks after the start-up samples; 0 without any. */
    double medianSuggestSeconds() {
        double[] sorted = learned.stream().mapToDouble(s -> s).sorted().toArray();
        return sorted.length == 0 ? 0.0 : sorted[sorted.length / 2];
    }
}
