package io.scoot.benchmarks.quality;

import io.scoot.Suggester;
import io.scoot.cli.study.SuggesterKind;
import io.scoot.gp.FitOptions;
import io.scoot.suggest.ScootOptions;
import io.scoot.suggest.ScootOptions.Feasibility;
import io.scoot.suggest.ScootOptions.Proposal;
import io.scoot.suggest.ScootSuggester;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A tuner under comparison: one of those that the command line knows, or an ablation of the default mode.
 *
 * @param name unique
 * @param suggester makes a new one
 */
public record Tuner(String name, Supplier<Suggester> suggester) {

    /** The default mode, which the others are compared with. */
    static final String OURS = "scoot";

    /** All of them. */
    public static List<Tuner> all() {
        List<Tuner> tuners = new ArrayList<>();
        for (SuggesterKind kind : SuggesterKind.values()) {
            tuners.add(new Tuner(kind.name().toLowerCase(Locale.ROOT), kind::create));
        }
        ScootOptions defaults = ScootOptions.defaults();
        FitOptions fit = defaults.surrogate();
        tuners.add(scoot(
                "scoot-mace",
                defaults.withProposal(new Proposal.Ensemble(false)).withSurrogate(fit.withDraws(0))));
        tuners.add(scoot("scoot-untried", defaults.withProposal(new Proposal.Greedy(false))));
        tuners.add(scoot("scoot-forest", defaults.withFeasibility(Feasibility.FOREST_WEIGHTED)));
        tuners.add(scoot("scoot-unconstrained", defaults.withFeasibility(Feasibility.NONE)));
        tuners.add(scoot("scoot-unweighted", defaults.withFeasibility(Feasibility.MEAN_CUT)));
        tuners.add(scoot("scoot-startup", defaults.withStartUp(Integer.MAX_VALUE)));
        tuners.add(scoot("scoot-draws", defaults.withSurrogate(fit.withDraws(7))));
        tuners.add(scoot("scoot-optimum", defaults.withSurrogate(fit.withDraws(0))));
        tuners.add(scoot("scoot-unwarped", defaults.withSurrogate(fit.withWarping(FitOptions.Warping.NONE))));
        tuners.add(scoot("scoot-standardised", defaults.withSurrogate(fit.withOutputTransforms(false))));
        tuners.add(scoot(
                "scoot-likelihood",
                defaults.withSurrogate(fit.withEstimation(FitOptions.Estimation.MAXIMUM_LIKELIHOOD)
                        .withDraws(0))));
        tuners.add(scoot("paper-unconstrained", ScootOptions.paper().withFeasibility(Feasibility.NONE)));
        return tuners;
    }

    /**
     * The tuner of that name.
     *
     * @throws IllegalArgumentException if there is none, with those there are
     */
    public static Tuner named(String name) {
        return all().stream()
                .filter(tuner -> tuner.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no tuner \"" + name + "\"; there are "
                        + all().stream().map(Tuner::name).toList()));
    }

    /** Whether it draws from the raw box, known constraints or not. */
    boolean raw() {
        return List.of("sobol", "genetic", "vanilla").contains(name);
    }

    /** Whether a tuner of that name is there to show what an element is worth, not to be ranked among tuners. */
    static boolean ablation(String name) {
        return name.startsWith("scoot-") || name.startsWith("paper-");
    }

    /** Whether a tuner of that name is none of ours: it was run through {@link ProblemServer}. */
    static boolean peer(String name) {
        return all().stream().noneMatch(tuner -> tuner.name().equals(name));
    }

    private static Tuner scoot(String name, ScootOptions options) {
        return new Tuner(name, () -> new ScootSuggester(options));
    }
}
