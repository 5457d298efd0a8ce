package io.scoot.suggest;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Simplification;
import io.scoot.gp.FitOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes the parameters of a configuration back to the default one by one, the cheapest first, while the expected loss against it stays
 * within a tolerance, and what comes of it will probably work and keep the bounds.
 */
final class Simplifier {

    /** Of working and of keeping the bounds. */
    private static final double PROBABLE = 0.5;

    private final Ask ask;
    private final Belief belief;
    private final Optional<FeasibilityCut> cut;
    private final Configuration defaults;
    private final Configuration best;

    private Simplifier(
            Ask ask, Belief belief, Optional<FeasibilityCut> cut, Configuration defaults, Configuration best) {
        this.ask = ask;
        this.belief = belief;
        this.cut = cut;
        this.defaults = defaults;
        this.best = best;
    }

    /** The simplification of {@code best}; empty without a default or objectives, or where {@code best} is the default. */
    static Optional<Simplification> of(
            History history, Configuration best, double tolerance, FitOptions surrogate, ScootOptions.Feasibility use) {
        Optional<Configuration> defaults = history.space().defaults();
        if (defaults.isEmpty()
                || history.objectives().isEmpty()
                || defaults.get().equals(best)) {
            return Optional.empty();
        }
        Ask ask = Ask.of(history, false);
        Belief belief = Belief.toTell(ask, surrogate);
        return Optional.of(
                new Simplifier(ask, belief, FeasibilityCut.of(ask, use), defaults.get(), best).simplified(tolerance));
    }

    private Simplification simplified(double tolerance) {
        Configuration current = best;
        double loss = 0.0;
        while (true) {
            Configuration from = current;
            Optional<Configuration> cheapest = changed(from).stream()
                    .map(name -> from.with(name, defaults.get(name)))
                    .filter(this::probable)
                    .min(Comparator.comparingDouble(
                            candidate -> lost(best, candidate).mean()));
            if (cheapest.isEmpty() || lost(best, cheapest.get()).mean() > tolerance) {
                break;
            }
            current = cheapest.get();
            loss = lost(best, current).mean();
        }
        Configuration simplified = current;
        List<Simplification.Kept> kept = new ArrayList<>();
        changed(simplified).forEach(name -> {
            Loss worth = lost(simplified, simplified.with(name, defaults.get(name)));
            kept.add(new Simplification.Kept(name, simplified.get(name), worth.mean(), worth.low(), worth.high()));
        });
        return new Simplification(simplified, Math.max(0.0, loss), kept);
    }

    private List<String> changed(Configuration configuration) {
        return configuration.asMap().keySet().stream()
                .filter(name -> !configuration.get(name).equals(defaults.get(name)))
                .toList();
    }

    private boolean probable(Configuration candidate) {
        double[] point = ask.cube().encode(candidate);
        return ask.history().space().admits(candidate)
                && ask.history().observations().stream()
                        .noneMatch(o -> o.configuration().equals(candidate)
                                && !(o.feasible() && ask.history().satisfies(o)))
                && cut.map(c -> c.probability(point)).orElse(1.0) >= PROBABLE
                && belief.probabilityOfBounds(point) >= PROBABLE;
    }

    private Loss lost(Configuration from, Configuration to) {
        return Loss.of(belief, ask.cube().encode(from), ask.cube().encode(to));
    }
}
