package io.scoot.cli;

import io.scoot.Listener;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.Trial;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
    private final List<Slo> slos;
    private final List<Observation> seen = new ArrayList<>();
    private int crashed;

    LiveProgress(
            PrintWriter out,
            SearchSpace space,
            Objective[] objectives,
            List<Slo> slos,
            int budget,
            boolean terminal,
            TrialLog log) {
        this.slos = slos;
        this.out = out;
        this.space = space;
        this.objectives = objectives;
        this.budget = budget;
        this.terminal = terminal;
        this.log = log;
    }

    /** The columns' names. */
    void header() {
        line(row("trial", "phase", metricNames(""), metricNames("best "), "Δ", "what differs from the default"));
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
        String changes = Text.changes(observation.configuration(), space);
        line(row(
                String.valueOf(observation.trial().number()),
                observation.trial().phase().name().toLowerCase(Locale.ROOT),
                observation.feasible() ? numbers(observation.metrics()) : cells("CRASHED"),
                confirmation ? cells("") : best(),
                threshold(observation),
                observation.outcome() instanceof Outcome.Crashed crash ? changes + "  ← " + crash.reason() : changes));
        bar("");
    }

    @Override
    public void failed(Observation failure, boolean retry) {
        line(String.format(
                Locale.ROOT,
                "%3d  failed (attempt %d): %s%s",
                failure.trial().number(),
                failure.trial().attempt(),
                failure.outcome() instanceof Outcome.Failed lost ? lost.reason() : "",
                retry ? "; trying again" : ""));
    }

    @Override
    public void completed(Result result) {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private List<String> best() {
        Optional<Observation> first =
                seen.stream().filter(Observation::feasible).findFirst();
        if (first.isEmpty()) {
            return cells("none yet");
        }
        Map<String, Double> reference = first.get().metrics();
        Result now = Result.builder(List.of(objectives))
                .slos(slos)
                .observations(seen)
                .reference(Optional.of(reference))
                .build();
        return now.best().map(best -> numbers(best.metrics())).orElse(cells("none yet"));
    }

    private String threshold(Observation observation) {
        var threshold = log.of(observation).threshold();
        return threshold.isPresent() ? String.format(Locale.ROOT, "%.2f", threshold.getAsDouble()) : "";
    }

    private List<String> metricNames(String prefix) {
        return Arrays.stream(objectives).map(o -> prefix + o.metric()).toList();
    }

    private List<String> numbers(Map<String, Double> metrics) {
        return Arrays.stream(objectives)
                .map(o -> Text.number(metrics.getOrDefault(o.metric(), Double.NaN)))
                .toList();
    }

    /** One word in the first of the objectives' cells. */
    private List<String> cells(String word) {
        List<String> cells = new ArrayList<>(Collections.nCopies(objectives.length, ""));
        cells.set(0, word);
        return cells;
    }

    private String row(
            String number, String phase, List<String> metrics, List<String> best, String threshold, String changes) {
        StringBuilder row = new StringBuilder(String.format("%5s  %-12s", number, phase));
        for (int j = 0; j < objectives.length; j++) {
            row.append(String.format("  %" + width("", j) + "s", metrics.get(j)));
        }
        for (int j = 0; j < objectives.length; j++) {
            row.append(String.format("  %" + width("best ", j) + "s", best.get(j)));
        }
        return row.append(String.format("  %4s  %s", threshold, changes)).toString();
    }

    private int width(String prefix, int objective) {
        return Math.max("CRASHED".length(), (prefix + objectives[objective].metric()).length());
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
