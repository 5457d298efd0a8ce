package io.scoot.cli.study;

import io.scoot.Listener;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Slo;
import io.scoot.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** A line for each trial as it ends; on a terminal, below them, how far the study is and what runs. */
final class Progress implements Listener, AutoCloseable {

    private static final int BAR = 24;
    private static final long SECOND = 1000L; // ms
    private static final int CONFIRMATIONS_SHOWN = 3; // configurations that run at a time, at most

    private final Screen screen;
    private final Subject subject;
    private final Settings settings;
    private final Objective[] objectives;
    private final List<Slo> slos;
    private final TrialLog log;
    private final long began = System.nanoTime();
    private final List<Observation> seen = new ArrayList<>();
    private final List<Double> lasted = new ArrayList<>(); // s
    private final Map<Integer, Running> running = new TreeMap<>();
    private final Timer clock = new Timer("scoot-progress", true);
    private int crashed;
    private Optional<Observation> bestSoFar = Optional.empty();

    private record Running(Trial trial, long since) {}

    Progress(Screen screen, Subject subject, Settings settings, TrialLog log) {
        this.screen = screen;
        this.subject = subject;
        this.settings = settings;
        this.objectives = subject.objectives().toArray(Objective[]::new);
        this.slos = settings.slos();
        this.log = log;
    }

    /** What the table's columns are, and what a journal holds already. */
    synchronized void begin(Result known) {
        screen.line("POF is the model's probability that a trial works, Δ the least that was demanded of it.");
        if (!known.observations().isEmpty()) {
            screen.line(
                    known.observations().size() + " of " + settings.budget() + " observations are from the journal.");
        }
        screen.line(columns().header());
        known.observations().forEach(this::show);
        known.confirmations().forEach(this::show);
        if (screen.live()) {
            clock.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            refresh();
                        }
                    },
                    SECOND,
                    SECOND);
        }
    }

    @Override
    public synchronized void started(Trial trial) {
        running.put(trial.number(), new Running(trial, System.nanoTime()));
        refresh();
    }

    @Override
    public synchronized void finished(Observation observation) {
        ended(observation);
        lasted.add(observation.duration().toNanos() * 1e-9);
        show(observation);
        refresh();
    }

    @Override
    public synchronized void failed(Observation failure, boolean retry) {
        ended(failure);
        screen.line(
                String.format(
                        Locale.ROOT,
                        "%5d  failed (attempt %d): %s%s",
                        failure.trial().number(),
                        failure.trial().attempt(),
                        failure.outcome() instanceof Outcome.Failed lost ? lost.reason() : "",
                        retry ? "; trying again" : ""),
                Screen.Style.BAD);
        refresh();
    }

    @Override
    public synchronized void close() {
        clock.cancel();
        screen.close();
    }

    private void ended(Observation observation) {
        running.remove(observation.trial().number());
    }

    private void show(Observation observation) {
        boolean confirmation = observation.trial().phase() == Phase.CONFIRMATION;
        if (!confirmation) {
            seen.add(observation);
            crashed += observation.feasible() ? 0 : 1;
        }
        Optional<Result> now = now();
        Optional<Observation> best = now.flatMap(Result::best);
        boolean kept = now.map(result -> result.satisfies(observation)).orElse(false);
        boolean better = !confirmation && !best.equals(bestSoFar) && seen.size() > 1;
        bestSoFar = best;
        String changes = Text.changes(observation.configuration(), subject.space());
        TrialLog.Entry entry = log.of(observation);
        screen.line(
                columns()
                        .row(new Columns.Row(
                                String.valueOf(observation.trial().number()),
                                observation.trial().phase().name().toLowerCase(Locale.ROOT),
                                observation.feasible() ? numbers(observation.metrics()) : List.of("CRASHED"),
                                confirmation
                                        ? List.of()
                                        : best.map(o -> numbers(o.metrics())).orElse(List.of("none yet")),
                                confirmation ? OptionalDouble.empty() : entry.threshold(),
                                confirmation ? OptionalDouble.empty() : entry.probability(),
                                observation.outcome() instanceof Outcome.Crashed crash
                                        ? changes + "  ← " + crash.reason()
                                        : kept ? changes : "breaks the bounds: " + changes)),
                better ? Screen.Style.GOOD : observation.feasible() ? Screen.Style.PLAIN : Screen.Style.BAD);
    }

    private Columns columns() {
        return new Columns(objectives, screen.width());
    }

    private Optional<Result> now() {
        Optional<Observation> first =
                seen.stream().filter(Observation::feasible).findFirst();
        return first.map(reference -> Result.builder(List.of(objectives))
                .slos(slos)
                .observations(seen)
                .reference(Optional.of(reference.metrics()))
                .build());
    }

    private List<String> numbers(Map<String, Double> metrics) {
        return Arrays.stream(objectives)
                .map(o -> Text.number(metrics.getOrDefault(o.metric(), Double.NaN)))
                .toList();
    }

    private synchronized void refresh() {
        if (!screen.live()) {
            return;
        }
        long now = System.nanoTime();
        List<String> lines = new ArrayList<>();
        int done = Math.min(BAR, BAR * seen.size() / Math.max(1, settings.budget()));
        lines.add("[" + "=".repeat(done) + " ".repeat(BAR - done) + "] " + seen.size() + "/" + settings.budget() + ", "
                + crashed + " crashed, " + Text.clock(Duration.ofNanos(now - began)) + remaining());
        running.values().stream()
                .limit(Math.max(CONFIRMATIONS_SHOWN, settings.parallelism()))
                .forEach(one -> lines.add(String.format(
                        "  trial %d  %s  %s",
                        one.trial().number(),
                        Text.clock(Duration.ofNanos(now - one.since())),
                        Text.changes(one.trial().configuration(), subject.space()))));
        screen.status(lines);
    }

    /** From the median evaluation so far. */
    private String remaining() {
        double[] sorted = lasted.stream().mapToDouble(s -> s).sorted().toArray();
        int left = settings.budget() - seen.size();
        if (sorted.length == 0 || left <= 0) {
            return "";
        }
        double rounds = Math.ceil((double) left / settings.parallelism());
        double already = running.values().stream()
                .flatMapToDouble(one -> DoubleStream.of((System.nanoTime() - one.since()) * 1e-9))
                .max()
                .orElse(0.0);
        double seconds = Math.max(0.0, rounds * sorted[sorted.length / 2] - already);
        return ", about " + Text.clock(Duration.ofMillis((long) (1e3 * seconds))) + " to go";
    }
}
