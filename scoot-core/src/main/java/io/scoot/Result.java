package io.scoot;

import io.scoot.acq.Hypervolume;
import io.scoot.acq.NondominatedSorting;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a study found, at its end or at any moment before. Immutable; never throws for lack of good news. The study makes it;
 * a host that tests what it does with one makes it by {@link #builder}.
 */
public final class Result {

    private final List<Objective> objectives;
    private final List<Observation> observations;
    private final List<Observation> confirmations;
    private final List<Observation> failures;
    private final Optional<Map<String, Double>> reference;
    private final double cost;
    private final List<String> notes;
    private final Set<Configuration> refuted = new HashSet<>();

    private Result(Builder builder) {
        objectives = builder.objectives;
        observations = builder.observations;
        confirmations = builder.confirmations;
        failures = builder.failures;
        reference = builder.reference;
        cost = builder.cost;
        notes = builder.notes;
        confirmations.stream().filter(run -> !run.feasible()).forEach(run -> refuted.add(run.configuration()));
    }

    /** A result of nothing yet, to be filled. */
    public static Builder builder(List<Objective> objectives) {
        return new Builder(objectives);
    }

    /** One to four. */
    public List<Objective> objectives() {
        return objectives;
    }

    /** Measured and crashed trials, by number (asynchronous: in the order told), without confirmations. */
    public List<Observation> observations() {
        return observations;
    }

    /** Runs of the best configurations under other arrival orders. */
    public List<Observation> confirmations() {
        return confirmations;
    }

    /** Trials that the infrastructure failed for good, confirmations too; they teach nothing and cost no budget. */
    public List<Observation> failures() {
        return failures;
    }

    /**
     * The metric values that improvement is measured against, one per objective: given, else the default's, else the worst
     * feasible seen; empty while nothing is feasible.
     */
    public Optional<Map<String, Double>> reference() {
        return reference;
    }

    /** GPU-seconds of all that was told, as the outcomes said: retried attempts and confirmations too. */
    public double cost() {
        return cost;
    }

    /** What a person should know: why the reference is not the default's, what did not hold up when confirmed, … */
    public List<String> notes() {
        return notes;
    }

    /** The observations that worked, in order. */
    public List<Observation> feasible() {
        return observations.stream().filter(Observation::feasible).toList();
    }

    /** Whether a configuration crashed when it was run again to confirm it: it is neither best nor on the front any more. */
    public boolean refuted(Configuration configuration) {
        return refuted.contains(configuration);
    }

    /** All runs of a configuration: its observation, then its confirmations; crashed ones too. */
    public List<Observation> runs(Configuration configuration) {
        return Stream.concat(observations.stream(), confirmations.stream())
                .filter(run -> run.configuration().equals(configuration))
                .toList();
    }

    /**
     * The best observation: of one objective, the best value; of several, the largest hypervolume against the reference
     * (Eq. 10). Where none is better than the reference in every objective, the one whose worst objective, relative to the
     * reference, is least bad: the default, unless something beats it there. The earlier of equals. What crashed when it was
     * run again is not considered. Empty while nothing is feasible.
     */
    public Optional<Observation> best() {
        if (objectives.size() == 1) {
            return standing().stream().max(firstOfEquals(Comparator.comparingDouble(o -> oriented(o)[0])));
        }
        return standing().stream()
                .max(firstOfEquals(Comparator.comparingDouble(this::dominatedVolume)
                        .thenComparingDouble(this::worstRelativeGain)));
    }

    /** The feasible observations that no other dominates, in order; equal ones are all there; none that is {@link #refuted}. */
    public List<Observation> paretoFront() {
        List<Observation> standing = standing();
        return standing.stream()
                .filter(one -> standing.stream()
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
     * confirmations (the paper's section 4.8), as many as {@link #runs} of it say. Other metrics are left out, for nobody said
     * which way is worse. Empty while nothing is feasible.
     */
    public Map<String, Double> slos() {
        Map<String, Double> worst = new LinkedHashMap<>();
        best().ifPresent(best -> runs(best.configuration())
                .forEach(run -> objectives.forEach(objective ->
                        worst.merge(objective.metric(), run.metric(objective.metric()), objective::worse))));
        return worst;
    }

    private List<Observation> standing() {
        return feasible().stream().filter(o -> !refuted(o.configuration())).toList();
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

    /** For people. */
    @Override
    public String toString() {
        return "Result[" + observations.size() + " observations, " + feasible().size() + " feasible, best "
                + best().map(o -> "trial " + o.trial().number() + " " + o.configuration() + " " + o.metrics())
                        .orElse("none")
                + ", notes " + notes + "]";
    }

    /** Collects a result; not thread-safe. */
    public static final class Builder {
        private final List<Objective> objectives;
        private List<Observation> observations = List.of();
        private List<Observation> confirmations = List.of();
        private List<Observation> failures = List.of();
        private Optional<Map<String, Double>> reference = Optional.empty();
        private double cost;
        private List<String> notes = List.of();

        private Builder(List<Objective> objectives) {
            this.objectives = List.copyOf(objectives);
        }

        /** See {@link Result#observations()}. */
        public Builder observations(List<Observation> values) {
            observations = List.copyOf(values);
            return this;
        }

        /** See {@link Result#confirmations()}. */
        public Builder confirmations(List<Observation> values) {
            confirmations = List.copyOf(values);
            return this;
        }

        /** See {@link Result#failures()}. */
        public Builder failures(List<Observation> values) {
            failures = List.copyOf(values);
            return this;
        }

        /** See {@link Result#reference()}. */
        public Builder reference(Optional<Map<String, Double>> value) {
            reference = value.map(Map::copyOf);
            return this;
        }

        /** See {@link Result#cost()}. */
        public Builder cost(double gpuSeconds) {
            cost = gpuSeconds;
            return this;
        }

        /** See {@link Result#notes()}. */
        public Builder notes(List<String> values) {
            notes = List.copyOf(values);
            return this;
        }

        /** The result. */
        public Result build() {
            return new Result(this);
        }
    }
}
