package io.scoot.report.data;

import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.Slo;
import io.scoot.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A study as a tree of JSON, its keys in a fixed order. */
public final class StudyTree {

    /** Grows when a field changes its meaning or goes; new fields do not count. */
    public static final int FORMAT = 1;

    private StudyTree() {}

    /** All of a study. */
    public static Map<String, Object> of(Source source) {
        Result result = source.result();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        source.record().ifPresent(record -> {
            tree.put("scoot", record.version());
            tree.put("context", record.context());
            tree.put("suggester", record.suggester());
            tree.put("seed", record.seed());
            tree.put("budget", record.budget());
            tree.put("asynchronous", record.asynchronous());
        });
        tree.put(
                "objectives",
                result.objectives().stream()
                        .map(objective -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("metric", objective.metric());
                            one.put("direction", TrialRows.lower(objective.direction()));
                            return one;
                        })
                        .toList());
        source.defaults().ifPresent(defaults -> tree.put("defaults", defaults.asMap()));
        result.reference().ifPresent(reference -> tree.put("reference", inOrder(result, reference)));
        tree.put("verdict", verdict(result.verdict()));
        Map<String, Double> noise = new LinkedHashMap<>();
        Stream.concat(
                        result.objectives().stream().map(Objective::metric),
                        result.bounds().stream().map(Slo::metric))
                .forEach(metric -> result.noise(metric).ifPresent(deviation -> noise.put(metric, deviation)));
        tree.put("noise", noise);
        result.best().ifPresent(best -> {
            Map<String, Object> one = trial(best);
            one.put("configuration", best.configuration().asMap());
            Map<String, Double> metrics = inOrder(result, best.metrics());
            metrics.values().removeIf(value -> !Double.isFinite(value));
            one.put("metrics", metrics);
            one.put("worst", result.slos());
            one.put("runs", result.runs(best.configuration()).size());
            tree.put("best", one);
        });
        tree.put(
                "front",
                result.paretoFront().stream().map(run -> run.trial().number()).toList());
        tree.put("hypervolume", result.hypervolume());
        tree.put("cost_gpu_s", result.cost());
        tree.put("notes", result.notes());
        tree.put("trials", TrialRows.of(source).rows());
        return tree;
    }

    private static Map<String, Object> trial(Observation run) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("number", run.trial().number());
        return one;
    }

    /** The objectives' first, then the others by name. */
    private static Map<String, Double> inOrder(Result result, Map<String, Double> metrics) {
        Map<String, Double> ordered = new LinkedHashMap<>();
        result.objectives().forEach(objective -> {
            Double value = metrics.get(objective.metric());
            if (value != null) {
                ordered.put(objective.metric(), value);
            }
        });
        new TreeMap<>(metrics).forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("comparison", TrialRows.lower(verdict.comparison()));
        tree.put("sentence", verdict.sentence());
        tree.put("pairs_missing", verdict.pairsMissing());
        tree.put(
                "gains",
                verdict.gains().stream()
                        .map(gain -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("metric", gain.metric());
                            one.put("mean", gain.mean());
                            finite(one, "low", OptionalDouble.of(gain.low()));
                            finite(one, "high", OptionalDouble.of(gain.high()));
                            one.put("pairs", gain.pairs());
                            return one;
                        })
                        .toList());
        tree.put("bounds", verdict.bounds().stream().map(StudyTree::bound).toList());
        return tree;
    }

    private static Map<String, Object> bound(Verdict.Bound bound) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("slo", bound.slo().toString());
        one.put("metric", bound.slo().metric());
        one.put("status", TrialRows.lower(bound.status()));
        finite(one, "bound", bound.bound());
        finite(one, "worst", bound.worst());
        finite(one, "margin", bound.margin());
        bound.nearest().ifPresent(nearest -> one.put("configuration", nearest.asMap()));
        return one;
    }

    /** JSON has no infinity: what is not finite is left out. */
    private static void finite(Map<String, Object> tree, String name, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            tree.put(name, value.getAsDouble());
        }
    }
}
