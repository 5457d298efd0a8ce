package io.scoot.report.data;

import io.scoot.Configuration;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.report.deploy.Deployment;
import io.scoot.report.sensitivity.SobolIndices;
import io.scoot.suggest.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of a study shows.
 *
 * @param title of the page
 * @param setup how the study was set up, for people: name to value
 * @param parameters the axes
 * @param metrics objectives and bounded metrics first
 * @param headline what it says in a screen
 * @param deployments the best configuration, and the simplified one, in the forms that people paste
 * @param health whether it can be believed
 * @param trials everything that was run
 * @param convergence how the best grew, one per observation
 * @param predictability of each modelled metric
 * @param centre the trial through which slices and maps go; null without models
 * @param slices every parameter against every modelled metric
 * @param crashMaps POF over pairs of parameters; empty while nothing crashed
 * @param importance of the parameters, for each metric and for crashing
 * @param delta the least POF that would be demanded next; null while nothing crashed
 * @param cost in GPU-seconds
 * @param notes of the study
 */
public record StudyPage(
        String title,
        Map<String, String> setup,
        List<Axis> parameters,
        List<Metric> metrics,
        Headline headline,
        List<Deployed> deployments,
        Health health,
        List<TrialData> trials,
        List<Convergence> convergence,
        List<Predictability> predictability,
        @Nullable Integer centre,
        List<Slice> slices,
        List<CrashMap> crashMaps,
        List<Importance> importance,
        @Nullable Double delta,
        double cost,
        List<String> notes) {

    private static final int FEW_CRASHES = 5;

    /**
     * A metric.
     *
     * @param name as it is reported
     * @param objective {@code minimize}, {@code maximize} or null
     * @param bound in its unit; null where there is none
     * @param upper whether the bound is an upper one
     * @param reference what improvement is measured against; null of no objective
     */
    public record Metric(
            String name,
            @Nullable String objective,
            @Nullable Double bound,
            boolean upper,
            @Nullable Double reference) {}

    /**
     * A configuration to be deployed.
     *
     * @param name what it is
     * @param forms name to text, in order
     */
    public record Deployed(String name, Map<String, String> forms) {}

    /**
     * Computes the page.
     *
     * @param words the command line of a configuration; empty for {@code --name value} each
     */
    public static StudyPage of(Source source, String title, Optional<Function<Configuration, List<String>>> words) {
        Result result = source.result();
        Optional<Explanation> model =
                source.history().filter(history -> !history.learned().isEmpty()).map(Explanation::of);
        Optional<Observation> centre = result.best().or(result::nearest);
        List<Predictability> predictability = model.map(known -> known.metrics().stream()
                        .map(metric -> Predictability.of(known, metric))
                        .toList())
                .orElse(List.of());
        Effort effort =
                Effort.of(result.observations().size(), source.parameters().size());
        List<Importance> importance = model.map(known -> importance(known, predictability, result, effort))
                .orElse(List.of());
        return new StudyPage(
                title,
                setup(source),
                axes(source),
                metrics(source),
                Headline.of(source),
                deployments(source, words),
                Health.of(source, predictability),
                TrialData.of(source),
                Convergence.of(result),
                predictability,
                model.isPresent() ? centre.map(run -> run.trial().number()).orElse(null) : null,
                model.flatMap(known -> centre.map(
                                run -> Slice.of(known, known.encode(run.configuration()), effort.slicePoints())))
                        .orElse(List.of()),
                model.flatMap(known -> centre.map(run -> crashMaps(known, run, importance, effort)))
                        .orElse(List.of()),
                importance,
                model.map(known -> TrialData.orNull(known.threshold())).orElse(null),
                result.cost(),
                result.notes());
    }

    private static List<Importance> importance(
            Explanation model, List<Predictability> metrics, Result result, Effort effort) {
        List<Importance> all = new ArrayList<>();
        metrics.forEach(metric -> all.add(Importance.of(model, metric, effort.samples())));
        long crashed = result.observations().stream()
                .filter(run -> run.outcome() instanceof Outcome.Crashed)
                .count();
        if (model.threshold().isPresent() && crashed > 0 && !result.feasible().isEmpty()) {
            long fewer = Math.min(crashed, result.feasible().size());
            all.add(Importance.ofCrashing(
                    model,
                    new Trust(
                            fewer < FEW_CRASHES ? Trust.Level.POOR : Trust.Level.FAIR,
                            "learned from " + crashed + " crashed and "
                                    + result.feasible().size() + " working trials"),
                    effort.samples()));
        }
        return all;
    }

    private static List<CrashMap> crashMaps(
            Explanation model, Observation centre, List<Importance> importance, Effort effort) {
        return importance.stream()
                .filter(one -> one.metric() == null)
                .findFirst()
                .map(crashing -> {
                    List<SobolIndices.Index> indices = crashing.indices();
                    List<Integer> important = IntStream.range(0, indices.size())
                            .boxed()
                            .sorted(Comparator.comparingDouble(
                                    i -> -indices.get(i).total()))
                            .limit(effort.mapParameters())
                            .toList();
                    return CrashMap.of(model, important, model.encode(centre.configuration()), effort.mapPoints());
                })
                .orElse(List.of());
    }

    private static List<Axis> axes(Source source) {
        return source.history()
                .map(history -> history.space().parameters().stream()
                        .map(parameter -> Axis.of(
                                parameter,
                                source.defaults()
                                        .map(defaults -> defaults.get(parameter.name()))
                                        .orElse(null)))
                        .toList())
                .orElseGet(() -> source.parameters().stream()
                        .map(name -> Axis.levels(
                                name,
                                source.trials().stream()
                                        .map(run -> run.configuration().get(name))
                                        .distinct()
                                        .sorted(Comparator.comparing(
                                                value -> value instanceof Number n ? n.doubleValue() : 0.0))
                                        .toList(),
                                false,
                                source.defaults()
                                        .map(defaults -> defaults.get(name))
                                        .orElse(null)))
                        .toList());
    }

    private static List<Metric> metrics(Source source) {
        Result result = source.result();
        return source.metrics().stream()
                .map(name -> {
                    var bound = result.verdict().bounds().stream()
                            .filter(one -> one.slo().metric().equals(name))
                            .findFirst();
                    return new Metric(
                            name,
                            result.objectives().stream()
                                    .filter(objective -> objective.metric().equals(name))
                                    .map(objective -> TrialRows.lower(objective.direction()))
                                    .findFirst()
                                    .orElse(null),
                            bound.map(one -> TrialData.orNull(one.bound())).orElse(null),
                            bound.map(one -> one.slo().upper()).orElse(false),
                            result.reference()
                                    .map(reference -> reference.get(name))
                                    .orElse(null));
                })
                .toList();
    }

    private static List<Deployed> deployments(Source source, Optional<Function<Configuration, List<String>>> words) {
        List<Deployed> all = new ArrayList<>();
        Result result = source.result();
        result.best().ifPresent(best -> {
            all.add(new Deployed("Best measured", forms(source, best.configuration(), words)));
            result.simplified()
                    .filter(simple ->
                            !simple.refuted() && !simple.configuration().equals(best.configuration()))
                    .ifPresent(simple ->
                            all.add(new Deployed("Simplified", forms(source, simple.configuration(), words))));
        });
        return all;
    }

    private static Map<String, String> forms(
            Source source, Configuration configuration, Optional<Function<Configuration, List<String>>> words) {
        Deployment deployment = words.map(
                        of -> Deployment.of(configuration, source.defaults(), of.apply(configuration)))
                .orElseGet(() -> Deployment.of(configuration, source.defaults()));
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(words.isPresent() ? "Command" : "Flags", deployment.command());
        forms.put("Kubernetes", deployment.kubernetes());
        forms.put("Helm", deployment.helm());
        try {
            forms.put("Environment", deployment.environment());
        } catch (IllegalArgumentException twoOfOneName) { // said where it is asked for; the page has the other forms
            forms.remove("Environment");
        }
        forms.put("JSON", deployment.json());
        return forms;
    }

    private static Map<String, String> setup(Source source) {
        Map<String, String> setup = new LinkedHashMap<>();
        source.record().ifPresent(record -> {
            new TreeMap<>(record.context()).forEach(setup::put);
            setup.put("suggester", record.suggester());
            setup.put("seed", Long.toString(record.seed()));
            setup.put("budget", record.budget() + " observations");
            setup.put("asynchronous", record.asynchronous() ? "yes" : "no");
            setup.put("Scoot", record.version());
        });
        source.history().ifPresent(history -> {
            history.space()
                    .constraints()
                    .forEach(one -> setup.merge("known constraints", one.name(), (a, b) -> a + "; " + b));
            if (!history.earlier().isEmpty()) {
                setup.put(
                        "earlier observations",
                        Integer.toString(history.earlier().size()));
            }
            setup.putIfAbsent("seed", Long.toString(history.seed()));
        });
        return setup;
    }
}
