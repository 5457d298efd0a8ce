package io.scoot.internal.study;

import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a ledger's state means to a person: the reference, the result, and its notes. */
final class Findings {

    /** Observations without improvement after which a person might have stopped. */
    private static final int PATIENCE = 10;

    private final StudyPlan plan;
    private final Ledger ledger;

    Findings(StudyPlan plan, Ledger ledger) {
        this.plan = plan;
        this.ledger = ledger;
    }

    /** What was found so far, with {@code more} notes behind our own. */
    Result result(Optional<String> nothingLeft, List<String> more) {
        List<String> notes = new ArrayList<>();
        nothingLeft.ifPresent(notes::add);
        noteReference(notes);
        noteCrashes(notes);
        noteBounds(notes);
        noteAbandoned(notes);
        noteConfirmations(notes);
        noteStopping(notes);
        notes.addAll(more);
        History history = ledger.history(reference());
        return bare().notes(notes)
                .suggestions(ledger.suggestions())
                .history(history)
                .simplifier(best ->
                        plan.suggester().simplify(history, best, plan.limits().tolerance()))
                .build();
    }

    private Result.Builder bare() {
        return Result.builder(plan.objectives())
                .slos(plan.slos())
                .tolerance(plan.limits().tolerance())
                .observations(ledger.observations())
                .confirmations(ledger.confirmations())
                .failures(ledger.failures())
                .reference(reference())
                .cost(ledger.cost());
    }

    /**
     * Given, else the default's, else the worst feasible seen per objective. Where bounds are kept by some, but not by the default, its
     * values are out of reach, and the worst of those that keep them count.
     */
    Optional<Map<String, Double>> reference() {
        if (plan.reference().isPresent()) {
            return plan.reference();
        }
        Result known = Result.builder(plan.objectives())
                .slos(plan.slos())
                .observations(ledger.told())
                .build();
        List<Observation> kept =
                known.feasible().stream().filter(known::satisfies).toList();
        Optional<Observation> standard = defaultObservation().filter(Observation::feasible);
        List<Observation> feasible = standard.isPresent() && (kept.isEmpty() || known.satisfies(standard.get()))
                ? List.of(standard.get())
                : kept.isEmpty() ? known.feasible() : kept;
        if (feasible.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Double> worst = new HashMap<>();
        for (Objective objective : plan.objectives()) {
            feasible.forEach(o -> worst.merge(objective.metric(), o.metric(objective.metric()), objective::worse));
        }
        return Optional.of(worst);
    }

    /** The default's own observation; empty until it is told. */
    Optional<Observation> defaultObservation() {
        return plan.space().defaults().flatMap(defaults -> ledger.told().stream()
                .filter(o -> o.configuration().equals(defaults))
                .findFirst());
    }

    private void noteReference(List<String> notes) {
        if (plan.reference().isPresent() || plan.space().defaults().isEmpty()) {
            return;
        }
        Optional<Observation> standard = defaultObservation().filter(Observation::feasible);
        if (standard.isPresent()
                && reference()
                        .filter(r -> !r.equals(objectives(standard.get())))
                        .isPresent()) {
            notes.add(
                    "the default configuration breaks the bounds; the reference is the worst value of those that keep them");
            return;
        }
        String instead = "; the reference is the worst feasible value seen per objective";
        if (defaultObservation().filter(o -> !o.feasible()).isPresent()) {
            notes.add("the default configuration crashed" + instead);
        } else if (ledger.abandoned().contains(plan.space().defaults().get())) {
            notes.add("the default configuration could not be measured, for the infrastructure failed it" + instead);
        }
    }

    private Map<String, Double> objectives(Observation observation) {
        Map<String, Double> values = new HashMap<>();
        plan.objectives().forEach(o -> values.put(o.metric(), observation.metric(o.metric())));
        return values;
    }

    private void noteCrashes(List<String> notes) {
        List<Observation> told = ledger.told();
        if (!told.isEmpty() && told.stream().noneMatch(Observation::feasible)) {
            notes.add("every configuration crashed: " + Reasons.grouped(told));
        }
    }

    private void noteBounds(List<String> notes) {
        Result result = bare().build();
        if (!result.bounds().isEmpty()
                && !result.feasible().isEmpty()
                && result.best().isEmpty()) {
            notes.add("no configuration keeps all bounds; trial "
                    + result.nearest().orElseThrow().trial().number() + " comes nearest: "
                    + result.verdict().sentence());
        }
    }

    /** What patience would have saved, or cost: it may have ended before the best came. */
    private void noteStopping(List<String> notes) {
        if (ledger.remaining() > 0 || !ledger.pending().isEmpty()) {
            return;
        }
        List<Observation> told = ledger.told();
        Optional<Observation> best = bare().build().best();
        int since = best.map(found -> told.size() - 1 - told.indexOf(found)).orElse(0);
        if (since <= PATIENCE) {
            return;
        }
        int end = told.size() - since + PATIENCE;
        for (int k = PATIENCE + 1; k < end; k++) {
            List<Observation> until = told.subList(0, k);
            Optional<Observation> then =
                    bare().observations(until).confirmations(List.of()).build().best();
            if (then.isPresent() && k - 1 - until.indexOf(then.get()) >= PATIENCE) {
                notes.add("no improvement in the last " + since + " observations; stopWhen(StopRule.noImprovement("
                        + PATIENCE + ")) would have stopped after " + k + " of " + told.size()
                        + ", and missed the best");
                return;
            }
        }
        notes.add("no improvement in the last " + since + " observations: stopWhen(StopRule.noImprovement(" + PATIENCE
                + ")) would have saved " + (since - PATIENCE) + " of " + told.size());
    }

    private void noteAbandoned(List<String> notes) {
        List<Observation> failures = ledger.failures();
        long confirmations = failures.stream()
                .filter(failure -> !ledger.abandoned().contains(failure.configuration()))
                .count();
        if (failures.size() > confirmations) {
            notes.add(ledger.abandoned().size() + " configurations were given up after "
                    + (1 + plan.limits().retries()) + " failed attempts each, and what is next to them left alone: "
                    + Reasons.grouped(failures));
        }
        if (confirmations > 0) {
            notes.add(
                    confirmations + " confirmations failed for good, by the infrastructure's fault; they say nothing");
        }
    }

    private void noteConfirmations(List<String> notes) {
        Result result = bare().build();
        result.feasible().stream()
                .filter(o -> result.refuted(o.configuration()) && result.satisfies(o))
                .forEach(o -> {
                    List<Observation> runs = result.runs(o.configuration());
                    List<Observation> bad =
                            runs.stream().filter(run -> !result.satisfies(run)).toList();
                    List<Observation> crashes =
                            bad.stream().filter(run -> !run.feasible()).toList();
                    notes.add("trial " + o.trial().number() + " did not hold up when it was run again: "
                            + (runs.size() - bad.size()) + " of " + runs.size() + " runs worked"
                            + (result.bounds().isEmpty() ? "" : " and kept the bounds")
                            + (crashes.isEmpty() ? "" : " (" + Reasons.grouped(crashes) + ")")
                            + "; it is not considered the best");
                });
        boolean refuted = ledger.confirmations().stream().anyMatch(run -> !result.satisfies(run));
        result.best()
                .filter(best -> refuted && ledger.confirmationsAsked(best.configuration()) == 0)
                .ifPresent(best -> notes.add("trial " + best.trial().number()
                        + ", the best of those that are left, was run once only: nothing is promised of it"));
    }
}
