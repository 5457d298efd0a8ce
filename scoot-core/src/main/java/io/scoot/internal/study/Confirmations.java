package io.scoot.internal.study;

import io.scoot.Configuration;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Simplification;
import io.scoot.Trial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The runs at a study's end: default and best in pairs, and the simplified best with them where that was asked for, each pair under an
 * arrival order of its own, in the order default, best, best, default, … so that none always has the warmer machine. Where the best does
 * not hold up, the runner-up is next.
 */
final class Confirmations {

    private static final System.Logger LOG = System.getLogger(Confirmations.class.getName());

    /** So many of the best are confirmed, one after the other, where those before do not hold up. */
    private static final int MOST_CONFIRMED = 3;

    private final StudyPlan plan;
    private final Ledger ledger;
    private Optional<Simplified> simplified = Optional.empty();

    /** What simplifying the best came to; it takes a model, and depends on the observations alone. */
    private record Simplified(Configuration best, int observations, Optional<Configuration> configuration) {}

    Confirmations(StudyPlan plan, Ledger ledger) {
        this.plan = plan;
        this.ledger = ledger;
    }

    /** Up to {@code count} that are left, given what is known; they are not handed out yet. */
    List<Trial> next(Result result, int count) {
        if (plan.limits().confirmations() == 0 || result.best().isEmpty() || exhausted(result)) {
            return List.of();
        }
        Configuration best = result.best().get().configuration();
        Set<Configuration> distinct = new LinkedHashSet<>();
        Optional<Configuration> standard = defaultThatWorks(result);
        standard.ifPresent(distinct::add);
        distinct.add(best);
        if (plan.limits().confirmSimplified() && !standard.equals(Optional.of(best))) {
            simplified(result, best).filter(simple -> !result.refuted(simple)).ifPresent(distinct::add);
        }
        List<Configuration> pair = List.copyOf(distinct);
        List<Trial> trials = new ArrayList<>();
        for (int order = 1; order <= plan.limits().confirmations(); order++) {
            for (int i = 0; i < pair.size(); i++) {
                Configuration configuration = pair.get(order % 2 == 1 ? i : pair.size() - 1 - i);
                if (order > ledger.confirmationsAsked(configuration) && trials.size() < count) {
                    trials.add(ledger.newTrial(configuration, Phase.CONFIRMATION, trials.size(), order));
                }
            }
        }
        return trials;
    }

    private Optional<Configuration> simplified(Result result, Configuration best) {
        int observations = result.observations().size();
        Simplified known = simplified
                .filter(last -> last.best().equals(best) && last.observations() == observations)
                .orElseGet(() -> new Simplified(best, observations, ask(result)));
        simplified = Optional.of(known);
        return known.configuration();
    }

    /** A host's suggester that throws is none that the pairs should be lost for; whoever asks the result sees it. */
    private static Optional<Configuration> ask(Result result) {
        try {
            return result.simplified().map(Simplification::configuration);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the best configuration could not be simplified, nor is that confirmed",
                    e);
            return Optional.empty();
        }
    }

    private Optional<Configuration> defaultThatWorks(Result result) {
        return plan.space().defaults().filter(standard -> result.feasible().stream()
                .anyMatch(o -> o.configuration().equals(standard)));
    }

    private boolean exhausted(Result result) {
        return result.feasible().stream()
                        .filter(o -> ledger.confirmationsAsked(o.configuration()) > 0
                                && result.satisfies(o)
                                && result.refuted(o.configuration()))
                        .filter(o -> o.trial().phase() != Phase.DEFAULT)
                        .count()
                >= MOST_CONFIRMED;
    }
}
