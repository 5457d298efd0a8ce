package io.scoot.internal.study;

import io.scoot.Observation;
import java.util.List;
import java.util.Optional;

/** Sees where going on would waste the rest of the budget: the infrastructure is down, or nothing works for one reason. */
final class Futility {

    /** After so many configurations in a row that failed for good, the infrastructure is taken to be broken. */
    private static final int FAILURES_IN_A_ROW = 3;

    /** So many observations, the default's among them, that crash for one reason are taken to be the harness's fault. */
    private static final int COMMON_CRASHES = 3;

    private final StudyPlan plan;
    private final Ledger ledger;
    private final Findings findings;

    Futility(StudyPlan plan, Ledger ledger, Findings findings) {
        this.plan = plan;
        this.ledger = ledger;
        this.findings = findings;
    }

    /** Why going on is pointless; empty while it is not. */
    Optional<String> reason() {
        if (broken()) {
            return Optional.of(FAILURES_IN_A_ROW + " configurations in a row failed for good, the last one with: "
                    + ledger.lastTold().map(o -> Reasons.shown(o.outcome())).orElse("")
                    + ". Maybe the evaluator's infrastructure is down");
        }
        return commonCrash()
                .map(reason ->
                        "the default configuration and the " + (ledger.told().size() - 1)
                                + " that were tried after it all crashed for one reason: " + reason
                                + ". Maybe it is the harness's; stopOnCommonCrash(false) goes on all the same");
    }

    /** Whether the infrastructure fails everything. */
    boolean broken() {
        return ledger.failuresInARow() >= FAILURES_IN_A_ROW;
    }

    private Optional<String> commonCrash() {
        List<Observation> told = ledger.told();
        if (!plan.limits().stopOnCommonCrash()
                || ledger.remaining() <= 0
                || told.size() < COMMON_CRASHES
                || findings.defaultObservation().isEmpty()
                || told.stream().anyMatch(Observation::feasible)
                || told.stream().map(o -> Reasons.kind(o.outcome())).distinct().count() > 1) {
            return Optional.empty();
        }
        return Optional.of(Reasons.shown(told.get(0).outcome()));
    }
}
