package io.scoot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;

/** The rules that Scoot brings along. */
final class StopRules {

    private StopRules() {}

    static StopRule noImprovement(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("noImprovement(" + n + "): at least 1 observation is needed");
        }
        return (soFar, next) -> sinceImprovement(soFar) >= n
                ? Optional.of("no improvement in the last " + n + " observations")
                : Optional.empty();
    }

    /** Observations told after the best one; 0 while there is none. */
    static int sinceImprovement(Result result) {
        return result.best()
                .map(best ->
                        result.observations().size() - 1 - result.observations().indexOf(best))
                .orElse(0);
    }

    static StopRule boundsKept(double margin) {
        if (!(margin >= 0.0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException(
                    "boundsKept(" + margin + "): the margin must be finite and not negative");
        }
        return (soFar, next) -> {
            Bounds bounds = Bounds.of(soFar.bounds(), soFar.observations());
            return soFar.best()
                    .filter(best -> !soFar.bounds().isEmpty() && bounds.leastMargin(best) >= margin)
                    .map(best -> "trial " + best.trial().number() + " keeps all bounds with a margin of "
                            + String.format(Locale.ROOT, "%.1f %%", 100.0 * bounds.leastMargin(best)));
        };
    }

    static StopRule expectedGainBelow(double gain) {
        if (!(gain > 0.0) || Double.isInfinite(gain)) {
            throw new IllegalArgumentException("expectedGainBelow(" + gain + "): the gain must be positive and finite");
        }
        return (soFar, next) -> {
            double cost = soFar.observations().stream()
                    .mapToDouble(o -> o.outcome().cost())
                    .filter(seconds -> seconds > 0.0)
                    .average()
                    .orElse(Double.NaN);
            OptionalDouble expected = next.stream()
                    .flatMap(suggestion ->
                            expectedGain(soFar, suggestion).stream().boxed())
                    .mapToDouble(Double::doubleValue)
                    .max();
            return expected.isPresent() && expected.getAsDouble() / cost < gain
                    ? Optional.of(String.format(
                            Locale.ROOT,
                            "the next evaluation promises %.2g %% for about %.0f GPU-seconds",
                            100.0 * expected.getAsDouble(),
                            cost))
                    : Optional.empty();
        };
    }

    /** The largest of the objectives' expected improvements, relative to the best value seen. */
    private static OptionalDouble expectedGain(Result soFar, Suggestion suggestion) {
        List<Observation> good =
                soFar.observations().stream().filter(soFar::satisfies).toList();
        if (good.isEmpty() || suggestion.predictions().isEmpty()) {
            return OptionalDouble.empty();
        }
        double feasible = suggestion.probabilityOfFeasibility().orElse(1.0);
        return suggestion.predictions().stream()
                .filter(prediction -> objective(soFar, prediction).isPresent())
                .mapToDouble(prediction -> {
                    Objective objective = objective(soFar, prediction).orElseThrow();
                    double best = good.stream()
                            .mapToDouble(o -> objective.oriented(o.metric(objective.metric())))
                            .max()
                            .orElseThrow();
                    double gain =
                            expectedImprovement(objective.oriented(prediction.mean()) - best, prediction.deviation());
                    return feasible * gain / Math.max(Math.abs(best), Double.MIN_NORMAL);
                })
                .max();
    }

    private static Optional<Objective> objective(Result soFar, Suggestion.Prediction prediction) {
        return soFar.objectives().stream()
                .filter(objective -> objective.metric().equals(prediction.metric()))
                .findFirst();
    }

    /** E[max(0, Y)] of a normal Y (the paper's Eq. 8). */
    private static double expectedImprovement(double mean, double deviation) {
        if (!(deviation > 0.0)) {
            return Math.max(0.0, mean);
        }
        NormalDistribution normal = new NormalDistribution();
        double z = mean / deviation;
        return mean * normal.cumulativeProbability(z) + deviation * normal.density(z);
    }
}
