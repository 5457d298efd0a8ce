package io.scoot;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a suggester may know: an immutable view of a study at one moment. The study makes it; a host that tests a suggester of
 * its own makes one by {@link #builder}.
 */
public final class History {

    private final SearchSpace space;
    private final List<Objective> objectives;
    private final List<Slo> slos;
    private final Optional<Map<String, Double>> reference;
    private final long seed;
    private final List<Observation> earlier;
    private final List<Observation> observations;
    private final List<Trial> pending;
    private final Set<Configuration> abandoned;
    private final int iteration;
    private final int budget;
    private final Optional<Risk> risk;

    private History(Builder builder) {
        space = builder.space;
        objectives = builder.objectives;
        slos = builder.slos;
        reference = builder.reference;
        seed = builder.seed;
        earlier = builder.earlier;
        observations = builder.observations;
        pending = builder.pending;
        abandoned = builder.abandoned;
        iteration = builder.iteration;
        budget = builder.budget;
        risk = builder.risk;
    }

    /** A history of nothing yet, to be filled; seed 0, iteration 0, budget 30. */
    public static Builder builder(SearchSpace space, List<Objective> objectives) {
        return new Builder(space, objectives);
    }

    /** The search space. */
    public SearchSpace space() {
        return space;
    }

    /** Up to four; none where the bounds alone count. */
    public List<Objective> objectives() {
        return objectives;
    }

    /** The bounds that a configuration must keep. */
    public List<Slo> slos() {
        return slos;
    }

    /** A bound in its metric's unit; empty where it is relative to a default that was not measured here. */
    public OptionalDouble bound(Slo slo) {
        return Bounds.of(slos, observations).bound(slo);
    }

    /** Whether an observation worked and keeps all bounds that are known. */
    public boolean satisfies(Observation observation) {
        return Bounds.of(slos, observations).satisfies(observation);
    }

    /** The sum of what a feasible observation breaks bounds by, each in units of its bound; 0 where it keeps all that are known. */
    public double violation(Observation observation) {
        return Bounds.of(slos, observations).violation(observation);
    }

    /** The least margin of a feasible observation to a bound, in units of the bound, negative where it is broken; +∞ without bounds. */
    public double leastMargin(Observation observation) {
        return Bounds.of(slos, observations).leastMargin(observation);
    }

    /** The metric values that improvement is measured against, one per objective; empty while there is none. */
    public Optional<Map<String, Double>> reference() {
        return reference;
    }

    /** The study's seed. */
    public long seed() {
        return seed;
    }

    /** Observations of earlier studies, measured and crashed: they teach, and count for nothing else. */
    public List<Observation> earlier() {
        return earlier;
    }

    /** Measured and crashed trials by number (asynchronous: in the order told); no confirmations. */
    public List<Observation> observations() {
        return observations;
    }

    /** What can be learned from: the earlier observations, then this study's. */
    public List<Observation> learned() {
        return Stream.concat(earlier.stream(), observations.stream()).toList();
    }

    /** Trials that are being evaluated. */
    public List<Trial> pending() {
        return pending;
    }

    /** Configurations that the infrastructure failed for good: to be left alone in this study, with what is next to them. */
    public Set<Configuration> abandoned() {
        return abandoned;
    }

    /** How many suggestions were asked for before: 0, 1, 2 … */
    public int iteration() {
        return iteration;
    }

    /** How many observations the study will make in all. */
    public int budget() {
        return budget;
    }

    /** What may be risked; empty where anything may. */
    public Optional<Risk> risk() {
        return risk;
    }

    /** The observations of this study that worked, in order. */
    public List<Observation> feasible() {
        return observations.stream().filter(Observation::feasible).toList();
    }

    /**
     * Every configuration that was observed here, is being evaluated or was given up: none of them is worth suggesting again.
     * One that worked in an earlier study may be, for it was not measured here; one that crashed there is not.
     */
    public Set<Configuration> taken() {
        Set<Configuration> taken = new HashSet<>(abandoned);
        observations.forEach(observation -> taken.add(observation.configuration()));
        pending.forEach(trial -> taken.add(trial.configuration()));
        earlier.stream().filter(o -> !o.feasible()).forEach(o -> taken.add(o.configuration()));
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

    /** For people. */
    @Override
    public String toString() {
        return "History[" + observations.size() + " of " + budget + " observations, "
                + feasible().size() + " feasible, " + pending.size() + " pending, iteration " + iteration + "]";
    }

    /** Collects a history; not thread-safe. */
    public static final class Builder {
        private final SearchSpace space;
        private final List<Objective> objectives;
        private List<Slo> slos = List.of();
        private Optional<Map<String, Double>> reference = Optional.empty();
        private long seed;
        private List<Observation> earlier = List.of();
        private List<Observation> observations = List.of();
        private List<Trial> pending = List.of();
        private Set<Configuration> abandoned = Set.of();
        private int iteration;
        private int budget = 30;
        private Optional<Risk> risk = Optional.empty();

        private Builder(SearchSpace space, List<Objective> objectives) {
            this.space = Objects.requireNonNull(space, "space");
            this.objectives = List.copyOf(objectives);
        }

        /** See {@link History#slos()}. */
        public Builder slos(List<Slo> values) {
            slos = List.copyOf(values);
            return this;
        }

        /** See {@link History#reference()}. */
        public Builder reference(Optional<Map<String, Double>> value) {
            reference = value.map(Map::copyOf);
            return this;
        }

        /** See {@link History#seed()}. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** See {@link History#earlier()}. */
        public Builder earlier(List<Observation> values) {
            earlier = List.copyOf(values);
            return this;
        }

        /** See {@link History#observations()}. */
        public Builder observations(List<Observation> values) {
            observations = List.copyOf(values);
            return this;
        }

        /** See {@link History#pending()}. */
        public Builder pending(List<Trial> values) {
            pending = List.copyOf(values);
            return this;
        }

        /** See {@link History#abandoned()}. */
        public Builder abandoned(Set<Configuration> values) {
            abandoned = Set.copyOf(values);
            return this;
        }

        /** See {@link History#iteration()}. */
        public Builder iteration(int value) {
            iteration = value;
            return this;
        }

        /** See {@link History#budget()}. */
        public Builder budget(int value) {
            budget = value;
            return this;
        }

        /** See {@link History#risk()}. */
        public Builder risk(Optional<Risk> value) {
            risk = value;
            return this;
        }

        /** The history. */
        public History build() {
            return new History(this);
        }
    }
}
