package io.scoot.internal.study;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Trial;
import io.scoot.internal.random.Streams;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state of a study: what its events add up to. Decides nothing. */
final class Ledger {

    private final StudyPlan plan;
    private final List<Observation> observations = new ArrayList<>(); // earlier ones first, then in the order told
    private final List<Observation> confirmations = new ArrayList<>();
    private final List<Observation> failures = new ArrayList<>();
    private final TreeMap<Integer, Trial> running = new TreeMap<>();
    private final Deque<Trial> waiting = new ArrayDeque<>(); // to be retried
    private int nextNumber;
    private int nextBatch;
    private int iteration;
    private final Map<Configuration, Integer> confirmationsAsked = new HashMap<>();
    private int failuresInARow;
    private double cost;
    private @Nullable Observation lastTold;

    Ledger(StudyPlan plan) {
        this.plan = plan;
    }

    void apply(StudyEvent event) {
        if (event instanceof StudyEvent.Asked asked) {
            asked.trials().forEach(trial -> running.put(trial.number(), trial));
            nextNumber += asked.trials().size();
            nextBatch++;
            Phase phase = asked.trials().get(0).phase();
            if (phase == Phase.CONFIRMATION) {
                asked.trials().forEach(trial -> confirmationsAsked.merge(trial.configuration(), 1, Integer::sum));
            } else if (phase != Phase.DEFAULT) {
                iteration++;
            }
        } else if (event instanceof StudyEvent.Retried retried) {
            waiting.removeIf(trial -> trial.number() == retried.trial().number());
            running.put(retried.trial().number(), retried.trial());
        } else if (event instanceof StudyEvent.Told told) {
            told(told.observation());
        }
    }

    private void told(Observation observation) {
        lastTold = observation;
        cost += observation.outcome().cost();
        Trial trial = observation.trial();
        running.remove(trial.number());
        waiting.removeIf(other -> other.number() == trial.number());
        if (observation.outcome() instanceof Outcome.Failed) {
            if (trial.attempt() <= plan.retries()) {
                waiting.add(trial);
            } else {
                failures.add(observation);
                failuresInARow++;
            }
            return;
        }
        failuresInARow = 0;
        (trial.phase() == Phase.CONFIRMATION ? confirmations : observations).add(observation);
    }

    void requeueRunning() {
        waiting.addAll(running.values());
        running.clear();
    }

    boolean hasRetries() {
        return !waiting.isEmpty();
    }

    /** The trials that wait for a retry. */
    List<Trial> waiting() {
        return List.copyOf(waiting);
    }

    boolean hasRetry(Trial trial) {
        return waiting.stream().anyMatch(other -> other.number() == trial.number());
    }

    /** Up to {@code count} trials that wait for a retry, each announced before it is handed out. */
    List<Trial> retries(int count, Consumer<Trial> announce) {
        List<Trial> trials = waiting.stream().limit(count).map(Ledger::retried).toList();
        trials.forEach(announce);
        return trials;
    }

    private static Trial retried(Trial trial) {
        return new Trial(
                trial.number(),
                trial.batch(),
                trial.configuration(),
                trial.phase(),
                trial.arrivalSeed(),
                trial.attempt() + 1);
    }

    /** The next trial but {@code offset}: numbers and batch are used up only when it is asked. */
    Trial newTrial(Configuration configuration, Phase phase, int offset) {
        int order = phase == Phase.CONFIRMATION ? 1 + confirmationsAsked(configuration) + offset : 0;
        long arrivals = Streams.seed(plan.seed(), "arrivals", order);
        return new Trial(nextNumber + offset, nextBatch, configuration, phase, arrivals, 1);
    }

    /**
     * The pending trial of that number.
     *
     * @throws IllegalArgumentException if it is not pending
     */
    Trial pendingTrial(Trial trial) {
        Trial known = running.get(trial.number());
        if (known == null) {
            known = waiting.stream()
                    .filter(other -> other.number() == trial.number())
                    .findFirst()
                    .orElse(null);
        }
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
        return known;
    }

    List<Trial> pending() {
        TreeMap<Integer, Trial> pending = new TreeMap<>(running);
        waiting.forEach(trial -> pending.put(trial.number(), trial));
        return List.copyOf(pending.values());
    }

    boolean observationsPending() {
        return pending().stream().anyMatch(trial -> trial.phase() != Phase.CONFIRMATION);
    }

    boolean observed(Configuration configuration) {
        return observations.stream().anyMatch(o -> o.configuration().equals(configuration));
    }

    /** Observations still to be asked for. */
    int remaining() {
        long asked = pending().stream()
                .filter(trial -> trial.phase() != Phase.CONFIRMATION)
                .count();
        return plan.budget() - observations.size() - (int) asked;
    }

    /** A larger budget may find another best after the first one was confirmed. */
    int confirmationsAsked(Configuration configuration) {
        return confirmationsAsked.getOrDefault(configuration, 0);
    }

    Observation lastTold() {
        return Objects.requireNonNull(lastTold, "nothing was told yet");
    }

    int failuresInARow() {
        return failuresInARow;
    }

    History history() {
        List<Trial> pending = pending().stream()
                .filter(trial -> trial.phase() != Phase.CONFIRMATION)
                .toList();
        return History.builder(plan.space(), plan.objectives())
                .reference(reference())
                .seed(plan.seed())
                .earlier(plan.earlier())
                .observations(ordered(observations))
                .pending(pending)
                .iteration(iteration)
                .budget(plan.budget())
                .build();
    }

    Result result(boolean exhausted) {
        List<String> notes = new ArrayList<>();
        if (exhausted && remaining() > 0) {
            notes.add("the space is exhausted: no admissible configuration is left after " + observations.size()
                    + " observations of a budget of " + plan.budget());
        }
        if (plan.reference().isEmpty()
                && defaultObservation().filter(o -> !o.feasible()).isPresent()) {
            notes.add(
                    "the default configuration crashed; the reference is the worst feasible value seen per objective");
        }
        if (!observations.isEmpty() && observations.stream().noneMatch(Observation::feasible)) {
            notes.add("every configuration crashed: " + reasons());
        }
        return Result.builder(plan.objectives())
                .observations(ordered(observations))
                .confirmations(ordered(confirmations))
                .failures(ordered(failures))
                .reference(reference())
                .cost(cost)
                .notes(notes)
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

    private Optional<Observation> defaultObservation() {
        return plan.space().defaults().flatMap(defaults -> observations.stream()
                .filter(o -> o.configuration().equals(defaults))
                .findFirst());
    }

    /** Given, else the default's, else the worst feasible seen per objective. */
    private Optional<Map<String, Double>> reference() {
        if (plan.reference().isPresent()) {
            return plan.reference();
        }
        List<Observation> feasible = defaultObservation()
                .filter(Observation::feasible)
                .map(List::of)
                .orElse(observations.stream().filter(Observation::feasible).toList());
        if (feasible.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Double> worst = new HashMap<>();
        for (Objective objective : plan.objectives()) {
            feasible.forEach(o -> worst.merge(
                    objective.metric(),
                    o.metric(objective.metric()),
                    (a, b) -> objective.oriented(a) < objective.oriented(b) ? a : b));
        }
        return Optional.of(worst);
    }

    private String reasons() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        observations.forEach(o -> {
            if (o.outcome() instanceof Outcome.Crashed crashed) {
                counts.merge(crashed.reason(), 1, Integer::sum);
            }
        });
        List<String> texts = new ArrayList<>();
        counts.forEach((reason, count) -> texts.add(reason + " (" + count + "×)"));
        return String.join("; ", texts);
    }
}
