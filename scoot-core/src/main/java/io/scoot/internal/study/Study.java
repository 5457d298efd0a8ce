package io.scoot.internal.study;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Suggestion;
import io.scoot.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a study: the default configuration first, then what the suggester says until the budget is used, then the
 * confirmations of the best. Neither threads nor clocks nor files are known here; not thread-safe.
 */
public final class Study {

    /** After so many trials in a row that failed for good, the infrastructure is taken to be broken. */
    public static final int FAILURES_IN_A_ROW = 3;

    private final StudyPlan plan;
    private final EventLog log;
    private final Ledger ledger;
    private boolean exhausted;

    /**
     * The study that {@code log} holds, a new one where it holds nothing; further events are recorded there. What was being
     * evaluated when the log ended waits to be handed out again, and can be told all the same.
     */
    public Study(StudyPlan plan, EventLog log) {
        this.plan = plan;
        this.log = log;
        this.ledger = new Ledger(plan);
        log.events().forEach(ledger::apply);
        ledger.requeueRunning();
    }

    /** What an ask gave: trials to evaluate, and what the suggester told of those that it chose. */
    public record Answer(List<Trial> trials, List<Suggestion> suggestions, List<Observation> refused) {
        private static final Answer NOTHING = new Answer(List.of(), List.of(), List.of());
    }

    /** What a tell meant. */
    public enum Consequence {
        /** It is an observation or a confirmation. */
        OBSERVED,
        /** It will be handed out again. */
        RETRY,
        /** It failed for good. */
        GIVEN_UP
    }

    /** Queues every trial that is being evaluated, to be handed out again. */
    public void requeueRunning() {
        ledger.requeueRunning();
    }

    /**
     * Trials to evaluate now, at most {@code count}: retries first and alone, then the default configuration alone, then
     * suggestions, at last confirmations. Empty when there is none now: wait for what is pending, or {@link #done()}.
     */
    public Answer ask(int count, Instant now) {
        if (ledger.hasRetries()) {
            return retry(count, now);
        }
        if (needsDefault()) {
            if (!ledger.pending().isEmpty()) {
                return Answer.NOTHING;
            }
            Trial trial = ledger.newTrial(plan.space().defaults().orElseThrow(), Phase.DEFAULT, 0);
            record(new StudyEvent.Asked(List.of(trial), now));
            return new Answer(List.of(trial), List.of(), List.of());
        }
        if (ledger.remaining() > 0 && !exhausted) {
            return suggest(count, now);
        }
        return confirm(count, now);
    }

    /**
     * The outcome of a pending trial. A measured outcome without a finite value for every objective is a crash.
     *
     * @throws IllegalArgumentException if the trial was never handed out, or was told before
     */
    public Consequence tell(Trial trial, Outcome outcome, Instant started, Duration duration) {
        Trial pending = ledger.pendingTrial(trial);
        Outcome checked = Metrics.check(outcome, plan.objectives());
        record(new StudyEvent.Told(new Observation(pending, checked, started, duration)));
        if (!(checked instanceof Outcome.Failed)) {
            return Consequence.OBSERVED;
        }
        return ledger.hasRetry(pending) ? Consequence.RETRY : Consequence.GIVEN_UP;
    }

    /** The outcome that was told last, as it was recorded. */
    public Observation lastTold() {
        return ledger.lastTold();
    }

    /** Whether so many trials in a row have failed for good that going on is pointless. */
    public boolean broken() {
        return ledger.failuresInARow() >= FAILURES_IN_A_ROW;
    }

    /** Whether nothing is pending and nothing is left to ask. */
    public boolean done() {
        return ledger.pending().isEmpty()
                && (ledger.remaining() <= 0 || exhausted)
                && result().best()
                        .filter(best -> ledger.confirmationsAsked(best.configuration()) < plan.confirmations())
                        .isEmpty();
    }

    /** The trials being evaluated or waiting for a retry, by number. */
    public List<Trial> pending() {
        return ledger.pending();
    }

    /** How many observations are still to be made, those pending not counted in. */
    public int remaining() {
        return Math.max(0, ledger.remaining());
    }

    /** What is known so far. */
    public Result result() {
        return ledger.result(exhausted);
    }

    /** What a suggester may know now. */
    public History history() {
        return ledger.history();
    }

    private Answer retry(int count, Instant now) {
        List<Observation> refused = new ArrayList<>();
        for (Trial trial : ledger.waiting()) {
            violation(trial, now).ifPresent(refused::add); // the process died before it was refused
        }
        refused.forEach(crash -> record(new StudyEvent.Told(crash)));
        List<Trial> trials = ledger.retries(count, trial -> record(new StudyEvent.Retried(trial, now)));
        return trials.isEmpty() && !refused.isEmpty()
                ? withRefused(refused, ask(count, now))
                : new Answer(trials, List.of(), refused);
    }

    private static Answer withRefused(List<Observation> refused, Answer answer) {
        List<Observation> all = new ArrayList<>(refused);
        all.addAll(answer.refused());
        return new Answer(answer.trials(), answer.suggestions(), all);
    }

    private boolean needsDefault() {
        return ledger.remaining() > 0
                && plan.space().defaults().isPresent()
                && !ledger.observed(plan.space().defaults().get());
    }

    private Answer suggest(int count, Instant now) {
        List<Trial> trials = new ArrayList<>();
        List<Suggestion> suggestions = new ArrayList<>();
        List<Observation> refused = new ArrayList<>();
        while (trials.isEmpty() && ledger.remaining() > 0) {
            int wanted = Math.min(count, ledger.remaining());
            List<Suggestion> made = plan.suggester().explain(ledger.history(), wanted);
            if (made.isEmpty()) {
                exhausted = ledger.pending().isEmpty();
                break;
            }
            for (Suggestion suggestion : made.subList(0, Math.min(wanted, made.size()))) {
                Configuration configuration =
                        plan.space().configuration(suggestion.configuration().asMap());
                Phase phase = suggestion.initial() ? Phase.INITIAL : Phase.SUGGESTED;
                trials.add(ledger.newTrial(configuration, phase, trials.size()));
                suggestions.add(suggestion);
            }
            record(new StudyEvent.Asked(trials, now));
            refuse(trials, suggestions, refused, now);
        }
        return new Answer(List.copyOf(trials), List.copyOf(suggestions), List.copyOf(refused));
    }

    /** A suggestion that violates a known constraint is never evaluated; it costs an observation, as in the paper. */
    private void refuse(List<Trial> trials, List<Suggestion> suggestions, List<Observation> refused, Instant now) {
        for (int i = trials.size() - 1; i >= 0; i--) {
            Optional<Observation> crash = violation(trials.get(i), now);
            if (crash.isPresent()) {
                record(new StudyEvent.Told(crash.get()));
                refused.add(0, crash.get());
                trials.remove(i);
                suggestions.remove(i);
            }
        }
    }

    private Optional<Observation> violation(Trial trial, Instant now) {
        return plan.space()
                .violated(trial.configuration())
                .map(constraint ->
                        new Observation(trial, Outcome.crashed("violates " + constraint.name()), now, Duration.ZERO));
    }

    private Answer confirm(int count, Instant now) {
        Optional<Observation> best = result().best();
        if (best.isEmpty() || ledger.observationsPending()) {
            return Answer.NOTHING;
        }
        int left = plan.confirmations() - ledger.confirmationsAsked(best.get().configuration());
        if (left <= 0) {
            return Answer.NOTHING;
        }
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < Math.min(count, left); i++) {
            trials.add(ledger.newTrial(best.get().configuration(), Phase.CONFIRMATION, i));
        }
        record(new StudyEvent.Asked(trials, now));
        return new Answer(trials, List.of(), List.of());
    }

    /** Records that the study is left, and lets another have the log. */
    public void close(Instant now) {
        try {
            record(new StudyEvent.Closed(now));
        } finally {
            log.close();
        }
    }

    private void record(StudyEvent event) {
        log.append(event);
        ledger.apply(event);
    }
}
