package io.scoot.cli.study;

import io.scoot.Gain;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Simplification;
import io.scoot.Suggestion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a person reads before and after a study. */
final class TextReport {

    private static final List<String> OTHERS = List.of(
            "ttft_ms",
            "p95_ttft_ms",
            "p99_ttft_ms",
            "tpot_ms",
            "p99_tpot_ms",
            "p95_latency_ms",
            "p99_latency_ms",
            "throughput_rps",
            "goodput_rps",
            "output_tokens_per_s",
            "failed_share",
            "p99_all_ttft_ms",
            "accuracy",
            "capacity_rps");

    private final PrintWriter out;
    private final Subject subject;
    private final Settings settings;
    private final Objective[] objectives;

    TextReport(PrintWriter out, Subject subject, Settings settings) {
        this.out = out;
        this.subject = subject;
        this.settings = settings;
        this.objectives = subject.objectives().toArray(Objective[]::new);
    }

    void before() {
        out.println("Tuning " + subject.name() + ": " + subject.description());
        out.println("  objectives   "
                + String.join(
                        ", ", List.of(objectives).stream().map(Object::toString).toList()));
        settings.slos().forEach(slo -> out.println("  bound        " + slo));
        out.println("  space");
        subject.space().parameters().forEach(parameter -> out.println("    " + parameter));
        subject.space().constraints().forEach(constraint -> out.println("    where " + constraint.name()));
        out.println("  suggester    " + settings.suggester() + " ("
                + settings.suggester().description() + ")");
        out.printf(
                Locale.ROOT,
                "  budget       %d observations, %d at a time, seed %d%n",
                settings.budget(),
                settings.parallelism(),
                settings.seed());
        if (settings.confirmations() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  at the end   default%s under %d arrival orders: %d evaluations more where the best holds up%n",
                    settings.confirmSimplified() ? ", best and best with fewer flags" : " and best",
                    settings.confirmations(),
                    settings.confirmations() * (settings.confirmSimplified() ? 3 : 2));
        }
        out.println();
        out.flush();
    }

    void after(Result result, TrialLog log) {
        out.println();
        Optional<Observation> best = result.best();
        if (best.isEmpty() && result.feasible().isEmpty()) {
            out.println("No configuration worked. What was seen:");
            crashes(result);
        } else if (best.isEmpty()) {
            out.println("No configuration keeps the bounds. The nearest, trial "
                    + result.nearest().orElseThrow().trial().number() + ":");
            out.println();
            out.println("  "
                    + String.join(
                            " \\\n    ",
                            grouped(subject.command()
                                    .apply(result.nearest().get().configuration()))));
            out.println();
        } else {
            best(best.get(), result);
            front(result);
            slos(result);
        }
        origins(result);
        out.println("Verdict: " + result.verdict().sentence() + ".");
        noise(result);
        out.println();
        result.simplified().ifPresent(this::simplified);
        long crashed = result.observations().stream().filter(o -> !o.feasible()).count();
        out.printf(
                Locale.ROOT,
                "%d of %d evaluations crashed%s%n",
                crashed,
                result.observations().size(),
                crashed > 0 && best.isPresent() ? ":" : ".");
        if (crashed > 0 && best.isPresent()) {
            crashes(result);
        }
        out.printf(
                Locale.ROOT,
                "Suggesting took %.2f s in all; after the start-up samples %.0f ms in the median.%n",
                log.suggestSeconds(),
                1e3 * log.medianSuggestSeconds());
        result.notes().forEach(note -> out.println("Note: " + note));
        out.flush();
    }

    private static Optional<String> origin(Observation observation, Result result) {
        return result.suggestion(observation).flatMap(Suggestion::origin);
    }

    /** Which trials somebody else has suggested. */
    private void origins(Result result) {
        Map<String, List<String>> trials = new TreeMap<>();
        result.observations()
                .forEach(o -> origin(o, result).ifPresent(name -> trials.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(String.valueOf(o.trial().number()))));
        trials.forEach((name, numbers) -> out.println((numbers.size() == 1 ? "Trial " : "Trials ")
                + String.join(", ", numbers) + ": suggested by " + name + "."));
    }

    /** Without it nobody knows which differences between trials mean anything. */
    private void noise(Result result) {
        List<String> texts = new ArrayList<>();
        for (Objective objective : objectives) {
            result.noise(objective.metric())
                    .ifPresent(deviation -> texts.add(
                            String.format(Locale.ROOT, "%s by %.1f %%", objective.metric(), 100.0 * deviation)));
        }
        if (!texts.isEmpty()) {
            out.println("From run to run of one configuration " + String.join(", ", texts)
                    + " (standard deviation): smaller differences between single trials say little.");
        }
    }

    /** What to deploy if fewer flags are wanted. */
    private void simplified(Simplification simplified) {
        if (simplified.kept().isEmpty()) {
            out.println("By the model no parameter is worth changing.");
        } else {
            boolean sure = simplified.kept().stream().anyMatch(kept -> kept.low() > 0.0);
            out.printf(
                    Locale.ROOT,
                    sure
                            ? "By the model %d parameters are enough; the others at the default would cost %.1f %%. %s:%n"
                            : "By the model %d parameters may be enough, but of none is it sure that it is worth changing; the others at the"
                                    + " default would cost %.1f %%. %s:%n",
                    simplified.kept().size(),
                    100.0 * simplified.loss(),
                    measured(simplified));
            simplified
                    .kept()
                    .forEach(kept -> out.printf(
                            Locale.ROOT,
                            "  %-48s worth %+.1f %% (%+.1f to %+.1f)%s%n",
                            kept.parameter() + "=" + kept.value(),
                            100.0 * kept.worth(),
                            100.0 * kept.low(),
                            100.0 * kept.high(),
                            kept.low() > 0.0 ? "" : ", maybe nothing"));
            out.println("  " + String.join(" ", subject.command().apply(simplified.configuration())));
        }
        out.println();
    }

    /** What runs of it beside the best said. */
    private static String measured(Simplification simplified) {
        if (simplified.measured().isEmpty()) {
            return simplified.refuted()
                    ? "It did not hold up when it was run; do not deploy it"
                    : "Predicted, not measured";
        }
        return "Measured beside the best: "
                + simplified.measured().stream().map(Gain::toString).collect(Collectors.joining(", "))
                + (simplified.refuted() ? "; it does not hold up, do not deploy it" : "");
    }

    private void best(Observation best, Result result) {
        out.println("Best configuration (trial " + best.trial().number()
                + origin(best, result).map(name -> ", suggested by " + name).orElse("") + "):");
        out.println();
        out.println("  " + String.join(" \\\n    ", grouped(subject.command().apply(best.configuration()))));
        out.println();
        Map<String, Double> reference = standard(result).orElse(Map.of());
        out.printf("  %-18s %12s %12s %10s%n", "", "default", "best", "change");
        for (Objective objective : objectives) {
            double value = best.metric(objective.metric());
            double standard = reference.getOrDefault(objective.metric(), Double.NaN);
            out.printf(
                    "  %-18s %12s %12s %10s%n",
                    objective.metric(), Text.number(standard), Text.number(value), Text.change(value, standard));
        }
        others(best, result);
        out.println();
    }

    /** What a person asks next, where the evaluator measured it. */
    private void others(Observation best, Result result) {
        Map<String, Double> standard = standard(result).orElse(Map.of());
        List<String> objectiveNames =
                subject.objectives().stream().map(Objective::metric).toList();
        for (String metric : OTHERS) {
            Double value = best.metrics().get(metric);
            Double before = standard.get(metric);
            if (value != null && before != null && !objectiveNames.contains(metric)) {
                out.printf(
                        "  %-18s %12s %12s %10s%n",
                        metric, Text.number(before), Text.number(value), Text.change(value, before));
            }
        }
    }

    private static Optional<Map<String, Double>> standard(Result result) {
        return result.observations().stream()
                .filter(o -> o.trial().phase() == Phase.DEFAULT && o.feasible())
                .findFirst()
                .map(Observation::metrics);
    }

    /** The program on the first line, then a line for each flag with its value. */
    private static List<String> grouped(List<String> command) {
        List<String> lines = new ArrayList<>();
        for (String argument : command) {
            if (lines.isEmpty() || argument.startsWith("--")) {
                lines.add(argument);
            } else {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + argument);
            }
        }
        return lines;
    }

    private void front(Result result) {
        if (objectives.length < 2) {
            return;
        }
        out.println("Pareto front:");
        for (Observation observation : result.paretoFront()) {
            out.printf(
                    "  trial %3d  %-40s  %s%n",
                    observation.trial().number(),
                    Text.metrics(observation.metrics(), objectives),
                    Text.changes(observation.configuration(), subject.space()));
        }
        out.println();
    }

    private void slos(Result result) {
        long runs = result.best()
                .map(best -> result.runs(best.configuration()).size())
                .orElse(0);
        out.println((runs > 1
                        ? "SLOs confirmed: worst values over " + runs + " arrival orders, all of which worked: "
                        : "SLOs not confirmed, measured once: ")
                + Text.metrics(result.slos(), objectives));
        out.println();
    }

    private void crashes(Result result) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Observation observation : result.observations()) {
            if (observation.outcome() instanceof Outcome.Crashed crash) {
                String reason = crash.reason().replaceFirst("after [0-9.]+ s", "in the middle");
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        reasons.forEach((reason, count) -> out.println("  " + count + " × " + reason));
    }
}
