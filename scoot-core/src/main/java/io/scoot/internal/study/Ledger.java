package io.scoot.internal.study;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Suggestion;
import io.scoot.Trial;
import io.scoot.internal.random.Streams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state of a study: what its events add up to. Decides nothing. */
final class Ledger {

    private final StudyPlan plan;
    private final List<Observation> observations = new ArrayList<>(); // in the order told
    private final List<Observation> confirmations = new ArrayList<>();
    private final List<Observation> failures = new ArrayList<>(); // for good
    private final TreeMap<Integer, Trial> running = new TreeMap<>();
    private final Map<Integer, Trial> waiting = new LinkedHashMap<>(); // to be handed out once more
    private final Set<Integer> interrupted = new HashSet<>(); // those of them whose round was not over
    private final Map<Integer, Integer> failedAttempts = new HashMap<>(); // the last one told, by number
    private final Map<Configuration, Integer> confirmationsAsked = new HashMap<>();
    private final Set<Configuration> failedInARow = new LinkedHashSet<>();
    private final Map<Configuration, Suggestion> suggestions = new HashMap<>();
    private int nextNumber;
    private int nextBatch;
    private int iteration;
    private double cost;
    private @Nullable Observation lastTold;

    Ledger(StudyPlan plan) {
        this.plan = plan;
    }

    void apply(StudyEvent event) {
        if (event instanceof StudyEvent.Asked asked) {
            asked(asked.trials());
            asked.suggestions().forEach(suggestion -> suggestions.put(suggestion.configuration(), suggestion));
        } else if (event instanceof StudyEvent.Retried retried) {
            int number = retried.trial().number();
            waiting.remove(number);
            interrupted.remove(number);
            failures.removeIf(failure -> failure.trial().number() == number);
            running.put(number, retried.trial());
        } else if (event instanceof StudyEvent.Told told) {
            told(told.observation());
        }
    }

    private void asked(List<Trial> trials) {
        for (Trial trial : trials) {
            running.put(trial.number(), trial);
            nextNumber = Math.max(nextNumber, trial.number() + 1);
            nextBatch = Math.max(nextBatch, trial.batch() + 1);
        }
        Phase phase = trials.get(0).phase();
        if (phase == Phase.CONFIRMATION) {
            trials.forEach(trial -> confirmationsAsked.merge(trial.configuration(), 1, Integer::sum));
        } else if (phase != Phase.DEFAULT) {
            iteration++;
        }
    }

    private void told(Observation observation) {
        lastTold = observation;
        cost += observation.outcome().cost();
        Trial trial = observation.trial();
        Trial known = running.remove(trial.number());
        waiting.remove(trial.number());
        interrupted.remove(trial.number());
        if (observation.outcome() instanceof Outcome.Failed) {
            failedAttempts.merge(trial.number(), trial.attempt(), Math::max);
            if (trial.attempt() <= plan.limits().retries()) {
                waiting.put(trial.number(), known == null ? trial : known);
            } else {
                failures.add(observation);
                failedInARow.add(trial.configuration());
            }
            return;
        }
        failedInARow.clear();
        (trial.phase() == Phase.CONFIRMATION ? confirmations : observations).add(observation);
    }

    void requeueRunning() {
        waiting.putAll(running);
        interrupted.addAll(running.keySet());
        running.clear();
    }

    /** What failed for good while nothing worked was the infrastructure's: it is handed out once more. */
    void requeueFailedInARow() {
        for (Observation failure : List.copyOf(failures)) {
            if (failedInARow.contains(failure.configuration())) {
                failures.remove(failure);
                waiting.put(failure.trial().number(), failure.trial());
            }
        }
        failedInARow.clear();
    }

    /** The trials that wait to be handed out once more, as the next attempt: those whose round was not over before all others. */
    List<Trial> retries() {
        return waiting.values().stream()
                .filter(trial -> interrupted.isEmpty() || interrupted.contains(trial.number()))
                .map(Ledger::nextAttempt)
                .toList();
    }

    /** Whether a round is to be finished before anything new begins, so that a study that was interrupted goes on as it would have. */
    boolean roundInterrupted() {
        return !interrupted.isEmpty();
    }

    boolean waits(Trial trial) {
        return waiting.containsKey(trial.number());
    }

    private static Trial nextAttempt(Trial trial) {
        return new Trial(
                trial.number(),
                trial.batch(),
                trial.configuration(),
                trial.phase(),
                trial.arrivalSeed(),
                trial.attempt() + 1);
    }

    /**
     * The next trial but {@code offset}: numbers and batch are used up only when it is asked.
     *
     * @param order of arrivals: 0 but for confirmations, of which the n-th of any configuration has the n-th
     */
    Trial newTrial(Configuration configuration, Phase phase, int offset, int order) {
        long arrivals = Streams.seed(plan.seed(), "arrivals", order);
        return new Trial(nextNumber + offset, nextBatch, configuration, phase, arrivals, 1);
    }

    /**
     * The pending trial of that number, as it was handed out last.
     *
     * @throws IllegalArgumentException if it is not pending, or {@code outcome} is a failure of an attempt that is over
     */
    Trial pendingTrial(Trial trial, Outcome outcome) {
        Trial known = Optional.ofNullable(running.get(trial.number())).orElse(waiting.get(trial.number()));
        if (known == null) {
            String why = trial.number() >= 0 && trial.number() < nextNumber
                    ? "was told before"
                    : "was never handed out by this study";
            throw new IllegalArgumentException("trial " + trial.number() + " " + why + "; pending are "
                    + pending().stream().map(Trial::number).toList());
        }
        if (!known.configuration().equals(trial.configuration())) {
            throw new IllegalArgumentException("trial " + trial.number() + " has configuration " + known.configuration()
                    + " in this study, not " + trial.configuration());
        }
        int over = Math.max(known.attempt() - 1, failedAttempts.getOrDefault(trial.number(), 0));
        if (outcome instanceof Outcome.Failed && trial.attempt() <= over) {
            throw new IllegalArgumentException("the failure of attempt " + trial.attempt() + " of trial "
                    + trial.number() + " was told before, or comes after attempt " + known.attempt() + " began");
        }
        return known;
    }

    List<Trial> pending() {
        TreeMap<Integer, Trial> pending = new TreeMap<>(running);
        pending.putAll(waiting);
        return List.copyOf(pending.values());
    }

    List<Trial> running() {
        return List.copyOf(running.values());
    }

    /** The observations, in the order told. */
    List<Observation> told() {
        return observations;
    }

    /** Configurations that failed for good; those of confirmations worked before, and are no such. */
    Set<Configuration> abandoned() {
        Set<Configuration> abandoned = new LinkedHashSet<>();
        failures.stream()
                .filter(failure -> failure.trial().phase() != Phase.CONFIRMATION)
                .forEach(failure -> abandoned.add(failure.configuration()));
        return abandoned;
    }

    /** Whether a configuration was observed, is pending or was given up. */
    boolean knows(Configuration configuration) {
        return observations.stream().anyMatch(o -> o.configuration().equals(configuration))
                || pending().stream().anyMatch(trial -> trial.configuration().equals(configuration))
                || abandoned().contains(configuration);
    }

    /** Observations still to be asked for. */
    int remaining() {
        long asked = pending().stream()
                .filter(trial -> trial.phase() != Phase.CONFIRMATION)
                .count();
        return plan.limits().budget() - observations.size() - (int) asked;
    }

    /** A larger budget may find another best after the first one was confirmed. */
    int confirmationsAsked(Configuration configuration) {
        return confirmationsAsked.getOrDefault(configuration, 0);
    }

    Optional<Observation> lastTold() {
        return Optional.ofNullable(lastTold);
    }

    /** Different configurations that failed for good since anything worked. */
    int failuresInARow() {
        return failedInARow.size();
    }

    /** What was expected of configurations when they were suggested. */
    Map<Configuration, Suggestion> suggestions() {
        return suggestions;
    }

    double cost() {
        return cost;
    }

    List<Observation> observations() {
        return ordered(observations);
    }

    List<Observation> confirmations() {
        return ordered(confirmations);
    }

    List<Observation> failures() {
        return ordered(failures);
    }

    /** What a suggester may know, given the reference. */
    History history(Optional<Map<String, Double>> reference) {
        return History.builder(plan.space(), plan.objectives())
                .slos(plan.slos())
                .reference(reference)
                .seed(plan.seed())
                .earlier(plan.earlier())
                .observations(observations())
                .pending(pending().stream()
                        .filter(trial -> trial.phase() != Phase.CONFIRMATION)
                        .toList())
                .abandoned(abandoned())
                .iteration(iteration)
                .budget(plan.limits().budget())
                .risk(plan.limits().risk())
                .build();
    }

    /** By number where batches have barriers, so that the order in which a batch's evaluations end changes nothing. */
    private List<Observation> ordered(List<Observation> told) {
        if (plan.asynchronous()) {
            return List.copyOf(told);
        }
        return told.stream()
                .sorted(Comparator.comparingInt(o -> o.trial().number()))
                .toList();
    }
}
