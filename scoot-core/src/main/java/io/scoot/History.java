package io.scoot;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a suggester may know: an immutable view of a study at one moment.
 *
 * @param space the search space
 * @param objectives one to four
 * @param reference the metric values that improvement is measured against, one per objective; empty while there is none
 * @param seed the study's seed
 * @param observations measured and crashed trials by number (asynchronous: in the order told); no confirmations
 * @param pending trials that are being evaluated
 * @param iteration how many suggestions were asked for before: 0, 1, 2 …
 * @param budget how many observations the study will make in all
 */
public record History(
        SearchSpace space,
        List<Objective> objectives,
        Optional<Map<String, Double>> reference,
        long seed,
        List<Observation> observations,
        List<Trial> pending,
        int iteration,
        int budget) {

    /** Copies the lists. */
    public History {
        objectives = List.copyOf(objectives);
        reference = reference.map(Map::copyOf);
        observations = List.copyOf(observations);
        pending = List.copyOf(pending);
    }

    /** The observations that worked, in order. */
    public List<Observation> feasible() {
        return observations.stream().filter(Observation::feasible).toList();
    }

    /** Every configuration that was observed or is being evaluated: none of them is worth suggesting again. */
    public Set<Configuration> taken() {
        Set<Configuration> taken = new HashSet<>();
        observations.forEach(observation -> taken.add(observation.configuration()));
        pending.forEach(trial -> taken.add(trial.configuration()));
        return taken;
    }

    /** The objectives' values of a feasible observation, oriented so that more is better; one per objective. */
    public double[] oriented(Observation observation) {
        return oriented(observation.metrics());
    }

    /** The reference, oriented so that more is better; one value per objective. */
    public Optional<double[]> orientedReference() {
        return reference.map(this::oriented);
    }

    private double[] oriented(Map<String, Double> metrics) {
        return objectives.stream()
                .mapToDouble(objective -> {
                    Double value = metrics.get(objective.metric());
                    if (value == null) {
                        throw new IllegalArgumentException(
                                "metric \"" + objective.metric() + "\" is missing in " + metrics);
                    }
                    return objective.oriented(value);
                })
                .toArray();
    }
}
