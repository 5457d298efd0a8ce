package io.scoot.suggest;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.KnownConstraintException;
import io.scoot.Simplification;
import io.scoot.Suggester;
import io.scoot.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
        Ask ask = Ask.of(history, options.proposal() instanceof ScootOptions.Proposal.Ensemble);
        List<Suggestion> suggestions = new ArrayList<>();
        StartUp.next(history, ask.cube(), ask.untried(), count, options.startUp())
                .forEach(configuration -> suggestions.add(Suggestion.initial(configuration)));
        if (suggestions.size() < count && ask.data().points().length > 0) {
            suggestions.addAll(learned(ask, configurations(suggestions), count - suggestions.size()));
        }
        if (suggestions.size() < count && history.risk().isEmpty()) {
            StartUp.fresh(history, ask.cube(), ask.domain(configurations(suggestions)), count - suggestions.size(), 0)
                    .forEach(configuration -> suggestions.add(Suggestion.of(configuration)));
        }
        return List.copyOf(suggestions);
    }

    @Override
    public Optional<Simplification> simplify(History history, Configuration best, double tolerance) {
        try {
            return Simplifier.of(history, best, tolerance, options.surrogate(), options.feasibility());
        } catch (KnownConstraintException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the best configuration could not be simplified", e);
            return Optional.empty();
        }
    }

    /** {@code scoot}, {@code scoot paper}, or its options. */
    @Override
    public String describe() {
        return options.equals(ScootOptions.defaults())
                ? "scoot"
                : options.equals(ScootOptions.paper()) ? "scoot paper" : "scoot " + options;
    }

    /** Points from what was learned, up to {@code count}; none where learning fails. */
    private List<Suggestion> learned(Ask ask, List<Configuration> before, int count) {
        try {
            Optional<FeasibilityCut> cut = FeasibilityCut.of(ask, options.feasibility());
            if (!ask.data().anyWorked()) {
                return whileNothingWorks(ask, before, cut, count);
            }
            Belief belief = Belief.toSearch(ask, options.surrogate());
            Search search = Search.of(ask, ask.domain(before), cut);
            List<double[]> points = Chooser.of(
                            options.proposal(), ask.history().objectives().size())
                    .choose(belief, search, ask.pending(before), count);
            if (points.isEmpty()) {
                return whileNothingWorks(ask, before, cut, count);
            }
            return points.stream()
                    .map(point -> explained(ask, point, Optional.of(belief), cut))
                    .toList();
        } catch (KnownConstraintException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "learning from the history failed; Sobol points take over", e);
            return List.of();
        }
    }

    /** Nothing has worked yet, or nothing passes the cut. */
    private static List<Suggestion> whileNothingWorks(
            Ask ask, List<Configuration> before, Optional<FeasibilityCut> cut, int count) {
        return cut
                .filter(c -> ask.history().risk().isEmpty())
                .map(c -> MostProbable.choose(
                        ask.history(), ask.domain(before), c.model(), ask.data().anyWorked(), count))
                .orElse(List.of())
                .stream()
                .map(point -> explained(ask, point, Optional.empty(), cut))
                .toList();
    }

    private static List<Configuration> configurations(List<Suggestion> suggestions) {
        return suggestions.stream().map(Suggestion::configuration).toList();
    }

    private static Suggestion explained(
            Ask ask, double[] point, Optional<Belief> belief, Optional<FeasibilityCut> cut) {
        OptionalDouble probability =
                cut.isPresent() ? OptionalDouble.of(cut.get().model().probability(point)) : OptionalDouble.empty();
        OptionalDouble threshold = cut.isPresent() ? OptionalDouble.of(cut.get().threshold()) : OptionalDouble.empty();
        List<Suggestion.Prediction> predictions =
                belief.map(b -> b.predictions(point)).orElse(List.of());
        return new Suggestion(ask.cube().decode(point), false, probability, threshold, predictions);
    }
}
