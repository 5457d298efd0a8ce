package io.scoot.suggest;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.KnownConstraintException;
import io.scoot.Suggester;
import io.scoot.Suggestion;
import io.scoot.acq.Domain;
import io.scoot.internal.space.Twins;
import io.scoot.internal.space.UnitCube;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * SCOOT: start-up samples, then Bayesian optimisation under known and hidden constraints. A pure function of the history;
 * thread-safe.
 *
 * <p>It never throws for numerical reasons: where learning fails, Sobol points take over, and the reason is logged.
 */
public final class ScootSuggester implements Suggester {

    private static final System.Logger LOG = System.getLogger(ScootSuggester.class.getName());

    private final ScootOptions options;

    /** The suggester with these options. */
    public ScootSuggester(ScootOptions options) {
        this.options = options;
    }

    /** The default mode. */
    public static ScootSuggester defaults() {
        return new ScootSuggester(ScootOptions.defaults());
    }

    /** The paper's method to the letter. */
    public static ScootSuggester paper() {
        return new ScootSuggester(ScootOptions.paper());
    }

    @Override
    public List<Configuration> suggest(History history, int count) {
        return explain(history, count).stream().map(Suggestion::configuration).toList();
    }

    @Override
    public List<Suggestion> explain(History history, int count) {
        UnitCube cube = UnitCube.of(history.space());
        Set<Configuration> taken = history.taken();
        Twins abandoned = new Twins(cube, history.abandoned());
        Domain domain =
                cube.admissible(configuration -> !taken.contains(configuration) && !abandoned.near(configuration));
        List<Suggestion> suggestions = new ArrayList<>();
        StartUp.next(
                        history,
                        cube,
                        cube.admissible(configuration -> !abandoned.near(configuration)),
                        count,
                        options.startUp())
                .forEach(configuration -> suggestions.add(Suggestion.initial(configuration)));
        suggestions.forEach(suggestion -> taken.add(suggestion.configuration()));
        if (suggestions.size() < count) {
            suggestions.addAll(learned(history, cube, domain, suggestions, count - suggestions.size()));
        }
        if (suggestions.size() < count) {
            Set<Configuration> chosen = new HashSet<>();
            suggestions.forEach(suggestion -> chosen.add(suggestion.configuration()));
            Domain rest =
                    cube.admissible(configuration -> !chosen.contains(configuration) && !abandoned.near(configuration));
            StartUp.fresh(history, cube, rest, count - suggestions.size(), 0)
                    .forEach(configuration -> suggestions.add(Suggestion.of(configuration)));
        }
        return List.copyOf(suggestions);
    }

    private List<Suggestion> learned(
            History history, UnitCube cube, Domain domain, List<Suggestion> before, int count) {
        TrainingData data = TrainingData.of(history, cube);
        if (data.points().length == 0) {
            return List.of();
        }
        try {
            Optional<FeasibilityCut> cut = FeasibilityCut.of(history, data, cube.dimensions(), options);
            if (data.values().length == 0) {
                return cut
                        .map(c -> MostProbable.choose(history, domain, c.model(), data, count))
                        .orElse(List.of())
                        .stream()
                        .map(point -> explained(history, cube, point, Optional.empty(), cut))
                        .toList();
            }
            Belief belief = Belief.of(history, data, options.surrogate());
            Search search = Search.of(history, domain, cut, data);
            Belief expected = belief;
            if (options.conditioned()) {
                double[][] pending = pending(cube, data, before);
                expected = belief.expecting(pending);
                search = search.expecting(pending);
            }
            List<double[]> points = new ArrayList<>();
            if (options.probing() && Integer.getInteger("x.trials", 2) == 1 && history.observations().size() % Integer.getInteger("x.every", 1) == 0) {
                ToDoubleFunction<double[]> probability =
                        point -> cut.map(c -> c.model().probability(point)).orElse(1.0);
                double[] reference = history.orientedReference().orElse(new double[0]);
                List<double[]> trials = Coverage.probes(domain, data, reference, probability);
                if (!trials.isEmpty()) {
                    search.ranked(trials, expected.improvement()).stream()
                            .limit((count + 1) / 2) // the rest of a batch learns elsewhere
                            .forEach(points::add);
                }
            }
            if (points.size() < count) {
                double[][] probes = points.toArray(double[][]::new);
                if (options.probing() && Integer.getInteger("x.trials", 2) == 2 && options.conditioned()) {
                    final Search sch = search;
                    Chooser.PROBES.set(dom -> Coverage.probes(dom, data, history.orientedReference().orElse(new double[0]), point -> cut.map(c -> c.model().probability(point)).orElse(1.0)));
                } else Chooser.PROBES.set(dom -> List.of());
                points.addAll(chooser(history)
                        .choose(expected.expecting(probes), search.expecting(probes), count - points.size(), options));
            }
            if (points.isEmpty() && cut.isPresent() && options.conditioned()) {
                points = MostProbable.choose(history, domain, cut.get().model(), data, count);
            }
            return points.stream()
                    .map(point -> explained(history, cube, point, Optional.of(belief), cut))
                    .toList();
        } catch (KnownConstraintException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "learning from the history failed; Sobol points take over", e);
            return List.of();
        }
    }

    private Chooser chooser(History history) {
        boolean several = history.objectives().size() > 1;
        if (!several && options.acquisition() == ScootOptions.Acquisition.MACE) {
            return Chooser.MACE;
        }
        return options.conditioned() ? Chooser.GREEDY : Chooser.LARGEST;
    }

    private static double[][] pending(UnitCube cube, TrainingData data, List<Suggestion> before) {
        List<double[]> pending = new ArrayList<>(List.of(data.pending()));
        before.forEach(suggestion -> pending.add(cube.encode(suggestion.configuration())));
        return pending.toArray(double[][]::new);
    }

    private static Suggestion explained(
            History history, UnitCube cube, double[] point, Optional<Belief> belief, Optional<FeasibilityCut> cut) {
        OptionalDouble probability =
                cut.isPresent() ? OptionalDouble.of(cut.get().model().probability(point)) : OptionalDouble.empty();
        OptionalDouble threshold = cut.isPresent() ? OptionalDouble.of(cut.get().threshold()) : OptionalDouble.empty();
        List<Suggestion.Prediction> predictions =
                belief.map(b -> b.predictions(history.objectives(), point)).orElse(List.of());
        return new Suggestion(cube.decode(point), false, probability, threshold, predictions);
    }
}
