package io.scoot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Makes the verdict of a result. */
final class Judge {

    private final Result result;
    private final Bounds bounds;
    private final double tolerance;

    Judge(Result result, Bounds bounds, double tolerance) {
        this.result = result;
        this.bounds = bounds;
        this.tolerance = tolerance;
    }

    Verdict verdict() {
        List<Verdict.Bound> kept = result.bounds().stream().map(this::bound).toList();
        Optional<Observation> standard = defaultObservation();
        Optional<Observation> best = result.best();
        List<Gain> gains = new ArrayList<>();
        int missing = 0;
        Verdict.Comparison comparison = Verdict.Comparison.NOT_DECIDED;
        boolean same = false;
        if (best.isPresent() && standard.isPresent()) {
            same = best.get().configuration().equals(standard.get().configuration());
            PairedRuns pairs = PairedRuns.of(
                    result.confirmations(),
                    standard.get().configuration(),
                    best.get().configuration());
            if (!same) {
                gains.addAll(pairs.gains(result.objectives()));
            }
            comparison = same ? Verdict.Comparison.NO_GAIN : compared(standard.get(), best.get(), gains);
            if (comparison == Verdict.Comparison.NOT_DECIDED) {
                missing = pairs.missing(result.objectives(), tolerance);
            }
        }
        return new Verdict(comparison, gains, missing, kept, sentence(comparison, same, gains, missing, kept));
    }

    private Verdict.Comparison compared(Observation standard, Observation best, List<Gain> gains) {
        boolean bestHolds = result.runs(best.configuration()).size() > 1;
        List<Observation> runs = result.runs(standard.configuration());
        if (bestHolds && runs.stream().noneMatch(bounds::satisfies)) {
            return Verdict.Comparison.BETTER;
        }
        if (gains.isEmpty() || gains.size() < result.objectives().size()) {
            return Verdict.Comparison.NOT_DECIDED;
        }
        if (gains.stream().anyMatch(gain -> gain.better(tolerance))
                && gains.stream().noneMatch(gain -> gain.maybeWorse(tolerance))) {
            return Verdict.Comparison.BETTER;
        }
        return gains.stream().allMatch(gain -> gain.negligible(tolerance))
                ? Verdict.Comparison.NO_GAIN
                : Verdict.Comparison.NOT_DECIDED;
    }

    private Verdict.Bound bound(Slo slo) {
        OptionalDouble bound = bounds.bound(slo);
        Optional<Observation> best = result.best();
        Optional<Observation> shown = best.or(result::nearest);
        if (bound.isEmpty() || shown.isEmpty()) {
            Verdict.Status status = shown.isEmpty() && !result.observations().isEmpty()
                    ? Verdict.Status.NOT_MET
                    : Verdict.Status.UNKNOWN;
            return new Verdict.Bound(
                    slo, status, bound, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
        }
        List<Observation> runs = result.runs(shown.get().configuration()).stream()
                .filter(Observation::feasible)
                .toList();
        double margin = runs.stream()
                .mapToDouble(run -> bounds.margin(slo, run).orElseThrow())
                .min()
                .orElseThrow();
        OptionalDouble worst = runs.stream()
                .filter(run -> run.metrics().containsKey(slo.metric()))
                .mapToDouble(run -> slo.upper() ? -run.metric(slo.metric()) : run.metric(slo.metric()))
                .min();
        Verdict.Status status = margin < 0.0
                ? Verdict.Status.NOT_MET
                : best.isEmpty() || runs.size() < 2 ? Verdict.Status.UNKNOWN : Verdict.Status.MET;
        return new Verdict.Bound(
                slo,
                status,
                bound,
                worst.isEmpty() ? worst : OptionalDouble.of(slo.upper() ? -worst.getAsDouble() : worst.getAsDouble()),
                OptionalDouble.of(margin),
                Optional.of(shown.get().configuration()));
    }

    private Optional<Observation> defaultObservation() {
        return result.observations().stream()
                .filter(o -> o.trial().phase() == Phase.DEFAULT && o.feasible())
                .findFirst();
    }

    private String sentence(
            Verdict.Comparison comparison, boolean same, List<Gain> gains, int missing, List<Verdict.Bound> kept) {
        List<String> parts = new ArrayList<>();
        parts.add(
                switch (comparison) {
                    case BETTER -> "better than the default" + figures(gains);
                    case NO_GAIN -> same ? best() : "no gain worth having over the default" + figures(gains);
                    case NOT_DECIDED ->
                        "not decided whether it is better than the default" + figures(gains)
                                + (missing > 0 ? "; about " + missing + " more pairs of runs would tell" : "");
                });
        kept.forEach(bound -> parts.add(
                switch (bound.status()) {
                    case MET -> bound.slo() + " met in all runs" + worst(bound);
                    case NOT_MET -> bound.slo() + " not met by any configuration that was tried" + worst(bound);
                    case UNKNOWN -> bound.slo() + " not known to be met" + worst(bound);
                }));
        return String.join("; ", parts);
    }

    /** Of the default: what was seen, for an untried configuration may be better. */
    private String best() {
        long others = result.observations().stream()
                        .filter(Observation::feasible)
                        .map(Observation::configuration)
                        .distinct()
                        .count()
                - 1;
        return others == 0
                ? "nothing but the default was measured"
                : "none of the " + others + " other configurations that were measured "
                        + (result.objectives().size() > 1 ? "dominates" : "is better than") + " the default";
    }

    private static String figures(List<Gain> gains) {
        return gains.isEmpty() ? "" : ": " + gains.stream().map(Gain::toString).collect(Collectors.joining(", "));
    }

    private static String worst(Verdict.Bound bound) {
        return bound.worst().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (worst %.4g, %s by %.1f %%)",
                        bound.worst().getAsDouble(),
                        bound.margin().orElse(0.0) < 0.0 ? "broken" : "kept",
                        100.0 * Math.abs(bound.margin().orElse(0.0)));
    }
}
