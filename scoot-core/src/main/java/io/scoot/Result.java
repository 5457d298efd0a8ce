package io.scoot;

import io.scoot.acq.NondominatedSorting;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a study found, at its end or at any moment before. Immutable; never throws for lack of good news. The study makes it;
 * a host that tests what it does with one makes it by {@link #builder}.
 */
public final class Result {

    private final List<Objective> objectives;
    private final List<Slo> slos;
    private final double tolerance;
    private final Bounds bounds;
    private final Ranking ranking;
    private final List<Observation> observations;
    private final List<Observation> confirmations;
    private final List<Observation> failures;
    private final Optional<Map<String, Double>> reference;
    private final double cost;
    private final List<String> notes;
    private final Map<Configuration, Suggestion> suggestions;
    private final Optional<History> history;
    private final Set<Configuration> refuted = new HashSet<>();
    private final Function<Configuration, Optional<Simplification>> simplifier;
    private Optional<Simplification> simplified = Optional.empty();
    private boolean simplifierAsked;

    private Result(Builder builder) {
        objectives = builder.objectives;
        slos = builder.slos;
        tolerance = builder.tolerance;
        observations = builder.observations;
        confirmations = builder.confirmations;
        failures = builder.failures;
        reference = builder.reference;
        cost = builder.cost;
        notes = builder.notes;
        suggestions = builder.suggestions;
        history = builder.history;
        simplifier = builder.simplifier;
        bounds = Bounds.of(slos, observations);
        ranking = new Ranking(objectives, bounds, reference);
        confirmations.stream().filter(run -> !satisfies(run)).forEach(run -> refuted.add(run.configuration()));
    }

    /** A result of nothing yet, to be filled. */
    public static Builder builder(List<Objective> objectives) {
        return new Builder(objectives);
    }

    /** Up to four; none where the bounds alone count. */
    public List<Objective> objectives() {
        return objectives;
    }

    /** The bounds that a configuration must keep; see {@link #verdict()} for whether one does. */
    public List<Slo> bounds() {
        return slos;
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
     * feasible seen; where the default breaks the bounds and others keep them, the worst of those. Empty while nothing is feasible.
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

    /** What was expected of an observation's configuration when it was suggested; empty where nobody suggested it. */
    public Optional<Suggestion> suggestion(Observation observation) {
        return Optional.ofNullable(suggestions.get(observation.configuration()));
    }

    /** What a suggester may know now, the search space with it; empty unless a study made this result. */
    public Optional<History> history() {
        return history;
    }

    /** The observations that worked, in order. */
    public List<Observation> feasible() {
        return observations.stream().filter(Observation::feasible).toList();
    }

    /**
     * Whether an observation worked and keeps all bounds: the one test behind {@link #best()}, the front, the hypervolume and every
     * output. A bound that is relative to a default that was not measured is unknown, and passes.
     */
    public boolean satisfies(Observation observation) {
        return bounds.satisfies(observation);
    }

    /** The sum of what a feasible observation breaks bounds by, each in units of its bound; 0 where it keeps them. */
    public double violation(Observation observation) {
        return bounds.violation(observation);
    }

    /**
     * Whether a configuration crashed or broke a bound when it was run again to confirm it: it is neither best nor on the front any
     * more.
     */
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
     * The best observation among those that keep all bounds: of one objective, the best value; of several, the largest hypervolume
     * against the reference (Eq. 10). Where none is better than the reference in every objective, the one whose worst objective,
     * relative to the reference, is least bad: the default, unless something beats it there. Without objectives, the one with the
     * largest margin. The earlier of equals. What is {@link #refuted} is not considered. Empty while nothing keeps the bounds; see
     * {@link #nearest()}.
     */
    public Optional<Observation> best() {
        return standing().stream().max(ranking.byQuality());
    }

    /** The feasible observation that breaks the bounds least, in the sum of their units; the better of equals. */
    public Optional<Observation> nearest() {
        return feasible().stream().max(ranking.byViolation());
    }

    /** Whether it was worth it, and which bounds are kept. */
    public Verdict verdict() {
        return new Judge(this, bounds, tolerance).verdict();
    }

    /**
     * The best configuration with the parameters that are worth next to nothing back at the default, as the suggester's model sees it,
     * and what its runs said where {@linkplain Scoot.Builder#confirmSimplified it was run}; see {@link Simplification} for what it is and
     * is not. Computed when it is first asked for, in the time of a suggestion. Empty while there is no best, or where the suggester has
     * no model.
     */
    public Optional<Simplification> simplified() {
        synchronized (refuted) {
            if (!simplifierAsked) {
                simplifierAsked = true;
                simplified = best().map(Observation::configuration)
                        .flatMap(best -> simplifier.apply(best).map(simple -> checked(best, simple)));
            }
            return simplified;
        }
    }

    private Simplification checked(Configuration best, Simplification simple) {
        if (simple.configuration().equals(best)) {
            return simple;
        }
        List<Gain> measured =
                PairedRuns.of(confirmations, best, simple.configuration()).gains(objectives);
        boolean worse = measured.stream().anyMatch(gain -> gain.high() < -tolerance);
        return new Simplification(
                simple.configuration(),
                simple.loss(),
                simple.kept(),
                measured,
                worse || refuted(simple.configuration()));
    }

    /**
     * The observations that keep all bounds and that no other such dominates, in order; equal ones are all there; none that is
     * {@link #refuted}. Without objectives, all that keep the bounds.
     */
    public List<Observation> paretoFront() {
        List<Observation> standing = standing();
        return standing.stream()
                .filter(one -> standing.stream()
                        .noneMatch(
                                other -> NondominatedSorting.dominates(ranking.oriented(other), ranking.oriented(one))))
                .toList();
    }

    /**
     * The volume between the Pareto front and the reference, in the product of the objectives' units; of one objective, the
     * improvement over the reference. 0 while nothing is better than the reference in every objective.
     */
    public double hypervolume() {
        return ranking.hypervolume(paretoFront());
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

    /**
     * How much readings of a metric scatter from run to run: the standard deviation among the confirmations of one configuration, each
     * under an arrival order of its own, relative to their mean and pooled over the configurations. First readings are left out, for the
     * best was chosen among them. Empty where nothing was confirmed twice.
     */
    public OptionalDouble noise(String metric) {
        return RepeatedRuns.deviation(confirmations, metric);
    }

    private List<Observation> standing() {
        return observations.stream()
                .filter(o -> satisfies(o) && !refuted(o.configuration()))
                .toList();
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
        private List<Slo> slos = List.of();
        private double tolerance = 0.01;
        private List<Observation> observations = List.of();
        private List<Observation> confirmations = List.of();
        private List<Observation> failures = List.of();
        private Optional<Map<String, Double>> reference = Optional.empty();
        private double cost;
        private List<String> notes = List.of();
        private Map<Configuration, Suggestion> suggestions = Map.of();
        private Optional<History> history = Optional.empty();
        private Function<Configuration, Optional<Simplification>> simplifier = best -> Optional.empty();

        private Builder(List<Objective> objectives) {
            this.objectives = List.copyOf(objectives);
        }

        /** See {@link Result#bounds()}. */
        public Builder slos(List<Slo> values) {
            slos = List.copyOf(values);
            return this;
        }

        /** A gain below it, relative to the default's value, is none worth having; 0.01 unless set. */
        public Builder tolerance(double value) {
            tolerance = value;
            return this;
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

        /** What was expected of configurations; see {@link Result#suggestion}. */
        public Builder suggestions(Map<Configuration, Suggestion> values) {
            suggestions = Map.copyOf(values);
            return this;
        }

        /** See {@link Result#history()}. */
        public Builder history(History value) {
            history = Optional.of(value);
            return this;
        }

        /** Who simplifies the best configuration when asked; nobody unless set. */
        public Builder simplifier(Function<Configuration, Optional<Simplification>> value) {
            simplifier = value;
            return this;
        }

        /** The result. */
        public Result build() {
            return new Result(this);
        }
    }
}
