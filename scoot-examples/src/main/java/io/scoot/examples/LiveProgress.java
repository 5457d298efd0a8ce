package io.scoot.examples;

import io.scoot.Listener;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.SearchSpace;
import io.scoot.Trial;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A line for each trial as it ends; on a terminal below them a bar that is updated in place. */
final class LiveProgress implements Listener {

    private static final int BAR = 24;

    private final PrintWriter out;
    private final SearchSpace space;
    private final Objective[] objectives;
    private final int budget;
    private final boolean terminal;
    private final TrialLog log;
    private final List<Observation> seen = new ArrayList<>();
    private int crashed;

    LiveProgress(
            PrintWriter out, SearchSpace space, Objective[] objectives, int budget, boolean terminal, TrialLog log) {
        this.out = out;
        this.space = space;
        this.objectives = objectives;
        this.budget = budget;
        this.terminal = terminal;
        this.log = log;
    }

    @Override
    public void started(Trial trial) {
        bar("evaluating trial " + trial.number());
    }

    @Override
    public void finished(Observation observation) {
        boolean confirmation = observation.trial().phase() == Phase.CONFIRMATION;
        if (!confirmation) {
            seen.add(observation);
            crashed += observation.feasible() ? 0 : 1;
        }
        line(String.format(
                Locale.ROOT,
                "%3d  %-12s  %-40s  %-40s  %s",
                observation.trial().number(),
                observation.trial().phase().name().toLowerCase(Locale.ROOT),
                what(observation.outcome()),
                confirmation ? "" : best() + threshold(observation),
                Text.changes(observation.configuration(), space)));
        bar("");
    }

    @Override
    public void failed(Observation failure, boolean retry) {
        line(String.format(
                Locale.ROOT,
                "%3d  failed (attempt %d): %s%s",
                failure.trial().number(),
                failure.trial().attempt(),
                what(failure.outcome()),
                retry ? "; trying again" : ""));
    }

    @Override
    public void completed(Result result) {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private String what(Outcome outcome) {
        if (outcome instanceof Outcome.Measured measured) {
            return Text.metrics(measured.metrics(), objectives);
        }
        return outcome instanceof Outcome.Crashed crash ? "CRASHED " + crash.reason() : outcome.toString();
    }

    private String best() {
        Optional<Observation> first =
                seen.stream().filter(Observation::feasible).findFirst();
        if (first.isEmpty()) {
            return "nothing works yet";
        }
        Map<String, Double> reference = first.get().metrics();
        Result now = new Result(List.of(objectives), seen, List.of(), List.of(), Optional.of(reference), List.of());
        return "best " + Text.metrics(now.best().orElseThrow().metrics(), objectives);
    }

    private String threshold(Observation observation) {
        var threshold = log.of(observation).threshold();
        return threshold.isPresent() ? String.format(Locale.ROOT, ", Δ %.2f", threshold.getAsDouble()) : "";
    }

    private void line(String text) {
        out.println((terminal ? "\r\u001b[K" : "") + text.stripTrailing());
        out.flush();
    }

    private void bar(String what) {
        if (terminal) {
            int done = Math.min(BAR, BAR * seen.size() / Math.max(1, budget));
            out.print("\r\u001b[K[" + "=".repeat(done) + " ".repeat(BAR - done) + "] " + seen.size() + "/" + budget
                    + ", " + crashed + " crashed  " + what);
            out.flush();
        }
    }
}
