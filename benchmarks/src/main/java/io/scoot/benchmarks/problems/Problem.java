package io.scoot.benchmarks.problems;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.acq.Hypervolume;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Something to tune, with what is known of its optimum.
 *
 * @param name unique
 * @param space what may be tuned
 * @param objectives one to three
 * @param evaluation deterministic: metrics or a crash; known constraints are the tuner's to keep
 * @param reference one objective: a value whose regret is 1; several: the reference point of the hypervolume
 * @param best one objective: the best known value; several: the best known hypervolume
 * @param nearest what is evaluated in place of an ask that violates a known constraint, if a tuner knows none; empty where such
 *     an ask is refused
 * @param slos bounds, none of them relative to the default; none usually
 */
public record Problem(
        String name,
        SearchSpace space,
        List<Objective> objectives,
        Function<Configuration, Outcome> evaluation,
        double[] reference,
        double best,
        Optional<UnaryOperator<Configuration>> nearest,
        List<Slo> slos) {

    /** A problem whose known constraints are refusals. */
    public Problem(
            String name,
            SearchSpace space,
            List<Objective> objectives,
            Function<Configuration, Outcome> evaluation,
            double[] reference,
            double best) {
        this(name, space, objectives, evaluation, reference, best, Optional.empty(), List.of());
    }

    /**
     * The same under bounds, on which what is best depends.
     *
     * @param worst a value whose regret is 1, of the one objective
     * @param known the best known value among what keeps the bounds; NaN where nothing does
     */
    public Problem bounded(String suffix, List<Slo> bounds, double worst, double known) {
        return new Problem(
                name + suffix,
                space,
                objectives,
                evaluation,
                new double[] {worst},
                known,
                nearest,
                List.copyOf(bounds));
    }

    /** Whether it worked and keeps all bounds. */
    public boolean satisfies(Outcome outcome) {
        return outcome instanceof Outcome.Measured measured
                && violations(measured).stream().allMatch(violation -> violation <= 0.0);
    }

    /** What each bound is broken by, in units of the bound; at most 0 where it is kept, infinite where it was not measured. */
    public List<Double> violations(Outcome.Measured measured) {
        return slos.stream()
                .map(slo -> -slo.margin(measured.metrics().getOrDefault(slo.metric(), Double.NaN), slo.value()))
                .map(violation -> violation.isNaN() ? Double.POSITIVE_INFINITY : violation)
                .toList();
    }

    /**
     * Normalised simple regret of what was observed, in [0, 1] where nothing beats the best known: (best − best known) /
     * (reference − best known), or 1 − hypervolume / best known hypervolume; 1 while nothing works and keeps the bounds.
     */
    public double regret(Collection<Outcome> observed) {
        double[][] values = observed.stream()
                .filter(this::satisfies)
                .map(outcome -> oriented((Outcome.Measured) outcome))
                .toArray(double[][]::new);
        if (values.length == 0) {
            return 1.0;
        }
        if (objectives.size() > 1) {
            return 1.0 - Hypervolume.of(values, orientedReference()) / best;
        }
        double sign = objectives.get(0).oriented(1.0);
        double found = Double.NEGATIVE_INFINITY;
        for (double[] value : values) {
            found = Math.max(found, value[0]);
        }
        return Math.min(1.0, (sign * best - found) / (sign * best - sign * reference[0]));
    }

    /** A study of it, all but budget, seed and suggester set; what comes out is the same each time, so nothing is confirmed. */
    public Scoot.Builder study() {
        return new Scoot.Builder()
                .space(space)
                .objectives(objectives.toArray(Objective[]::new))
                .slos(slos.toArray(Slo[]::new))
                .evaluator(trial -> evaluation.apply(trial.configuration()))
                .confirmations(0);
    }

    /** For a tuner that knows no constraints: the nearest admissible configuration is evaluated, where the problem says which. */
    public Problem unconstrained() {
        if (nearest.isEmpty()) {
            return this;
        }
        SearchSpace.Builder raw = SearchSpace.builder();
        space.parameters().forEach(raw::add);
        space.defaults().ifPresent(defaults -> raw.defaults(defaults.asMap()));
        return new Problem(
                name,
                raw.build(),
                objectives,
                configuration -> evaluation.apply(nearest.get().apply(configuration)),
                reference,
                best,
                Optional.empty(),
                slos);
    }

    private double[] oriented(Outcome.Measured outcome) {
        return objectives.stream()
                .mapToDouble(
                        objective -> objective.oriented(outcome.metrics().getOrDefault(objective.metric(), Double.NaN)))
                .toArray();
    }

    private double[] orientedReference() {
        double[] oriented = reference.clone();
        for (int j = 0; j < oriented.length; j++) {
            oriented[j] = objectives.get(j).oriented(oriented[j]);
        }
        return oriented;
    }
}
