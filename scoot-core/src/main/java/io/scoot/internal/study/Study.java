package io.scoot.internal.study;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Suggestion;
import io.scoot.Trial;
import io.scoot.internal.space.Exhaustion;
import io.scoot.internal.space.Twins;
import io.scoot.internal.space.UnitCube;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a study: the default configuration first, then those that the host enqueued, then what the suggester says until
 * the budget is used, then the confirmations of the best. Neither threads nor clocks nor files are known here; not thread-safe.
 */
public final class Study {

    private final StudyPlan plan;
    private final EventLog log;
    private final Ledger ledger;
    private final Findings findings;
    private final Futility futility;
    private final Confirmations confirmations;
    private final Set<String> wanted; // metrics
    private Optional<String> nothingLeft = Optional.empty();
    private @Nullable String harnessFault;

    /**
     * The study that {@code log} holds, a new one where it holds nothing; further events are recorded there. What was being
     * evaluated when the log ended waits to be handed out again, and can be told all the same; so does what failed for good
     * while the infrastructure was broken.
     */
    public Study(StudyPlan plan, EventLog log) {
        this.plan = plan;
        this.log = log;
        this.ledger = new Ledger(plan);
        this.findings = new Findings(plan, ledger);
        this.futility = new Futility(plan, ledger, findings);
        this.confirmations = new Confirmations(plan, ledger);
        this.wanted = Metrics.wanted(plan);
        log.events().forEach(ledger::apply);
        ledger.requeueRunning();
        if (futility.broken() || ledger.told().isEmpty()) {
            ledger.requeueFailedInARow();
        }
    }

    /** What is evaluated next: trials that are handed out already, and how many suggestions are wanted beside them. */
    public record Next(List<Trial> trials, List<Observation> refused, int wanted) {}

    /** What became of suggestions: trials to evaluate, their suggestions in the same order, and what was refused. */
    public record Answer(List<Trial> trials, List<Suggestion> suggestions, List<Observation> refused) {}

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
     * At most {@code count} trials to evaluate now: what an interruption left of a round first and alone; then retries, and with them the default configuration, then what is
     * enqueued, then suggestions, which the caller gets from the suggester and {@link #accept}s.
     *
     * @param more whether observations may still be made; else only confirmations are retried
     */
    public Next next(int count, boolean more, Instant now) {
        List<Observation> refused = new ArrayList<>();
        boolean finishing = ledger.roundInterrupted();
        List<Trial> trials = new ArrayList<>(retries(count, more, refused, now));
        int left = Math.min(count - trials.size(), ledger.remaining());
        if (!more || finishing || left <= 0 || nothingLeft.isPresent()) {
            return new Next(trials, refused, 0);
        }
        if (defaultMissing()) {
            if (ledger.pending().isEmpty()) {
                trials.addAll(hand(List.of(Suggestion.of(plan.space().defaults().orElseThrow())), Phase.DEFAULT, now));
            }
            return new Next(trials, refused, 0);
        }
        if (defaultPending()) {
            return new Next(trials, refused, 0);
        }
        Set<Configuration> taken = new HashSet<>();
        List<Suggestion> enqueued = plan.enqueued().stream()
                .filter(s -> !ledger.knows(s.configuration()) && taken.add(s.configuration()))
                .limit(left)
                .toList();
        trials.addAll(hand(enqueued, Phase.INITIAL, now));
        return new Next(trials, refused, left - enqueued.size());
    }

    /**
     * Confirmations to evaluate now, at most {@code count}; none while an observation is pending or, if {@code more} may be
     * made, still to be asked for.
     */
    public List<Trial> confirmations(int count, boolean more, Instant now) {
        boolean observing = more && ledger.remaining() > 0 && nothingLeft.isEmpty();
        if (observing || ledger.running().stream().anyMatch(trial -> trial.phase() != Phase.CONFIRMATION)) {
            return List.of();
        }
        List<Trial> trials = confirmations.next(result(List.of()), count);
        if (!trials.isEmpty()) {
            record(new StudyEvent.Asked(trials, now));
        }
        return trials;
    }

    /**
     * Makes trials of at most {@code wanted} suggestions. One that violates a known constraint is never evaluated: it costs an
     * observation, as in the paper. One that was given up, or is next to it, is left alone. Where nothing is left and nothing
     * pending, the study looks for no further observations.
     */
    public Answer accept(List<Suggestion> made, int wanted, Instant now) {
        Twins abandoned = new Twins(UnitCube.of(plan.space()), ledger.abandoned());
        List<Trial> trials = new ArrayList<>();
        List<Suggestion> suggestions = new ArrayList<>();
        for (Suggestion suggestion : made) {
            Configuration configuration =
                    plan.space().configuration(suggestion.configuration().asMap());
            if (trials.size() < Math.min(wanted, ledger.remaining()) && !abandoned.near(configuration)) {
                Phase phase = suggestion.initial() ? Phase.INITIAL : Phase.SUGGESTED;
                trials.add(ledger.newTrial(configuration, phase, trials.size(), 0));
                suggestions.add(suggestion);
            }
        }
        if (trials.isEmpty()) {
            if (ledger.pending().isEmpty()) {
                nothingLeft = Optional.of(
                        Exhaustion.of(plan.space(), history(), plan.limits().budget()));
            }
            return new Answer(List.of(), List.of(), List.of());
        }
        List<Optional<Observation>> violations =
                trials.stream().map(trial -> violation(trial, now)).toList(); // host code: before anything is recorded
        record(new StudyEvent.Asked(trials, suggestions, now));
        List<Observation> refused =
                violations.stream().flatMap(Optional::stream).toList();
        refused.forEach(crash -> record(new StudyEvent.Told(crash)));
        for (int i = trials.size() - 1; i >= 0; i--) {
            if (violations.get(i).isPresent()) {
                trials.remove(i);
                suggestions.remove(i);
            }
        }
        return new Answer(List.copyOf(trials), List.copyOf(suggestions), refused);
    }

    /**
     * The outcome of a pending trial. A measured outcome without a finite value for every objective is a crash; where nothing
     * was measured before and an objective's metric is not among those reported, it is a failure, and the study a
     * {@linkplain #pointless() pointless} one.
     *
     * @throws IllegalArgumentException if the trial was never handed out, or was told before
     */
    public Consequence tell(Trial trial, Outcome outcome, Instant started, Duration duration) {
        Trial pending = ledger.pendingTrial(trial, outcome);
        Outcome checked = Metrics.check(outcome, wanted);
        Optional<String> unknown = Metrics.unknown(outcome, wanted, ledger.told());
        if (unknown.isPresent()) {
            checked = Outcome.failed(unknown.get()).withCost(outcome.cost());
        }
        record(new StudyEvent.Told(new Observation(pending, Reasons.shortened(checked), started, duration)));
        if (!(checked instanceof Outcome.Failed)) {
            return Consequence.OBSERVED;
        }
        unknown.ifPresent(fault -> harnessFault = fault);
        return ledger.waits(pending) ? Consequence.RETRY : Consequence.GIVEN_UP;
    }

    /** The outcome that was told last, as it was recorded. */
    public Observation lastTold() {
        return ledger.lastTold().orElseThrow();
    }

    /** Why going on would waste the rest of the budget; empty while it would not. */
    public Optional<String> pointless() {
        return harnessFault != null ? Optional.of(harnessFault) : futility.reason();
    }

    /** Whether nothing is pending and, if {@code more} observations may be made, nothing is left to ask. */
    public boolean done(boolean more) {
        boolean observing = more && ledger.remaining() > 0 && nothingLeft.isEmpty();
        return !observing
                && ledger.running().isEmpty()
                && ledger.retries().stream().noneMatch(trial -> more || trial.phase() == Phase.CONFIRMATION)
                && confirmations.next(result(List.of()), 1).isEmpty();
    }

    /** Whether nothing that was handed out is still to be told. */
    public boolean idle() {
        return ledger.running().isEmpty();
    }

    /** The trials being evaluated or waiting for a retry, by number. */
    public List<Trial> pending() {
        return ledger.pending();
    }

    /** How many observations are still to be made, those pending not counted in. */
    public int remaining() {
        return Math.max(0, ledger.remaining());
    }

    /** What is known so far, with {@code notes} behind the study's own. */
    public Result result(List<String> notes) {
        return findings.result(ledger.remaining() > 0 ? nothingLeft : Optional.empty(), notes);
    }

    /** What the events of a study mean that nobody goes on with. */
    public static Result result(StudyPlan plan, List<StudyEvent> events) {
        Ledger ledger = new Ledger(plan);
        events.forEach(ledger::apply);
        return new Findings(plan, ledger).result(Optional.empty(), List.of());
    }

    /** What a suggester may know now. */
    public History history() {
        return ledger.history(findings.reference());
    }

    private List<Trial> retries(int count, boolean more, List<Observation> refused, Instant now) {
        List<Trial> trials = new ArrayList<>();
        for (Trial trial : ledger.retries()) {
            if (!more && trial.phase() != Phase.CONFIRMATION) {
                continue;
            }
            Optional<Observation> crash = violation(trial, now); // the process died before it was refused
            if (crash.isPresent()) {
                record(new StudyEvent.Told(crash.get()));
                refused.add(crash.get());
            } else if (trials.size() < count) {
                record(new StudyEvent.Retried(trial, now));
                trials.add(trial);
            }
        }
        return trials;
    }

    private List<Trial> hand(List<Suggestion> suggestions, Phase phase, Instant now) {
        List<Trial> trials = new ArrayList<>();
        suggestions.forEach(s -> trials.add(ledger.newTrial(s.configuration(), phase, trials.size(), 0)));
        if (!trials.isEmpty()) {
            boolean told = suggestions.stream().anyMatch(s -> s.origin().isPresent());
            record(new StudyEvent.Asked(trials, told ? suggestions : List.of(), now));
        }
        return trials;
    }

    private boolean defaultMissing() {
        return plan.space()
                .defaults()
                .filter(defaults -> !ledger.knows(defaults))
                .isPresent();
    }

    private boolean defaultPending() {
        return ledger.pending().stream().anyMatch(trial -> trial.phase() == Phase.DEFAULT);
    }

    private Optional<Observation> violation(Trial trial, Instant now) {
        return plan.space()
                .violated(trial.configuration())
                .map(constraint ->
                        new Observation(trial, Outcome.crashed("violates " + constraint.name()), now, Duration.ZERO));
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
