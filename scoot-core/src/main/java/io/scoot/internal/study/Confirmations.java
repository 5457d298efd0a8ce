package io.scoot.internal.study;

import io.scoot.Configuration;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The runs at a study's end: default and best in pairs, each pair under an arrival order of its own, in the order default, best,
 * best, default, … so that neither always has the warmer machine. Where the best does not hold up, the runner-up is next.
 */
final class Confirmations {

    /** So many of the best are confirmed, one after the other, where those before do not hold up. */
    private static final int MOST_CONFIRMED = 3;

    private final StudyPlan plan;
    private final Ledger ledger;

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
        List<Configuration> pair = new ArrayList<>();
        defaultThatWorks(result).filter(standard -> !standard.equals(best)).ifPresent(pair::add);
        pair.add(best);
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
