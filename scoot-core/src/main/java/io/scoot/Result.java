package io.scoot;

import io.scoot.acq.Hypervolume;
import io.scoot.acq.NondominatedSorting;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a study found, at its end or at any moment before. Immutable; never throws for lack of good news.
 *
 * @param objectives one to four
 * @param observations measured and crashed trials, by number (asynchronous: in the order told), without confirmations
 * @param confirmations the chosen configuration's runs under other arrival orders
 * @param failures trials that the infrastructure failed for good; they teach nothing and cost no budget
 * @param reference the metric values that improvement is measured against, one per objective: given, else the default's,
 *     else the worst feasible seen; empty while nothing is feasible
 * @param cost GPU-seconds of all that was told, as the outcomes said: retried attempts and confirmations too
 * @param notes what a person should know: why the reference is not the default's, that the space is exhausted, …
 */
public record Result(
        List<Objective> objectives,
        List<Observation> observations,
        List<Observation> confirmations,
        List<Observation> failures,
        Optional<Map<String, Double>> reference,
        double cost,
        List<String> notes) {

    /** Copies the lists. */
    public Result {
        objectives = List.copyOf(objectives);
        observations = List.copyOf(observations);
        confirmations = List.copyOf(confirmations);
        failures = List.copyOf(failures);
        reference = reference.map(Map::copyOf);
        notes = List.copyOf(notes);
    }

    /**
     * The best observation: of one objective, the best value; of several, the largest hypervolume against the reference
     * (Eq. 10). Where none is better than the reference in every objective, the one whose worst objective, relative to the
     * reference, is least bad: the default, unless something beats it there. The earlier of equals. Empty while nothing is
     * feasible.
     */
    public Optional<Observation> best() {
        if (objectives.size() == 1) {
            return feasible().stream().max(firstOfEquals(Comparator.comparingDouble(o -> oriented(o)[0])));
        }
        return feasible().stream()
                .max(firstOfEquals(Comparator.comparingDouble(this::dominatedVolume)
                        .thenComparingDouble(this::worstRelativeGain)));
    }

    /** The feasible observations that no other dominates, in order; equal ones are all there. */
    public List<Observation> paretoFront() {
        List<Observation> feasible = feasible();
        return feasible.stream()
                .filter(one -> feasible.stream()
                        .noneMatch(other -> NondominatedSorting.dominates(oriented(other), oriented(one))))
                .toList();
    }

    /**
     * The volume between the Pareto front and the reference, in the product of the objectives' units; of one objective, the
     * improvement over the reference. 0 while nothing is better than the reference in every objective.
     */
    public double hypervolume() {
        if (reference.isEmpty()) {
            return 0.0;
        }
        double[][] points = paretoFront().stream().map(this::oriented).toArray(double[][]::new);
        return Hypervolume.of(points, orientedReference());
    }

    /**
     * What may be promised of the best configuration, per objective's metric: the worst value of its observation and its
     * confirmations (the paper's section 4.8). Other metrics are left out, for nobody said which way is worse. Empty while
     * nothing is feasible.
     */
    public Map<String, Double> slos() {
        Map<String, Double> worst = new LinkedHashMap<>();
        best().ifPresent(best -> Stream.concat(Stream.of(best), confirmations.stream())
                .filter(run -> run.feasible() && run.configuration().equals(best.configuration()))
                .forEach(run -> objectives.forEach(objective -> worst.merge(
                        objective.metric(),
                        run.metric(objective.metric()),
                        (a, b) -> objective.oriented(a) < objective.oriented(b) ? a : b))));
        return worst;
    }

    private List<Observation> feasible() {
        return observations.stream().filter(Observation::feasible).toList();
    }

    private double[] oriented(Observation observation) {
        return objectives.stream()
                .mapToDouble(objective -> objective.oriented(observation.metric(objective.metric())))
                .toArray();
    }

    private double[] orientedReference() {
        Map<String, Double> values = reference.orElseThrow();
        return objectives.stream()
                .mapToDouble(objective -> objective.oriented(values.getOrDefault(objective.metric(), Double.NaN)))
                .toArray();
    }

    private double dominatedVolume(Observation observation) {
        return Hypervolume.of(new double[][] {oriented(observation)}, orientedReference());
    }

    private double worstRelativeGain(Observation observation) {
        double[] point = oriented(observation);
        double[] reference = orientedReference();
        double worst = Double.POSITIVE_INFINITY;
        for (int j = 0; j < point.length; j++) {
            double unit = Math.max(Math.abs(reference[j]), Double.MIN_NORMAL);
            worst = Math.min(worst, (point[j] - reference[j]) / unit);
        }
        return worst;
    }

    private static Comparator<Observation> firstOfEquals(Comparator<Observation> quality) {
        return quality.thenComparing(o -> -o.trial().number());
    }
}
