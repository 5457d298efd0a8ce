package io.scoot.suggest;

import io.scoot.History;
import io.scoot.constraints.AverageFeasibility;
import io.scoot.constraints.FeasibilityModel;
import io.scoot.constraints.ForestFeasibility;
import io.scoot.constraints.ProbitClassifier;
import io.scoot.gp.Dimension;
import io.scoot.study.Streams;
import java.util.List;
import java.util.Optional;

/**
 * The hidden constraints, as far as they are known: POF(x) ≥ Δ (the paper's Eq. 3); or, gentler near the cut and stricter
 * beyond it, POF(x) ≥ Δ − ¼ and every acquisition times POF³.
 *
 * <p>The exponent and the slack were chosen on twelve of the benchmarks' problems among exponents 1, 2, 3, 4 and slacks 0, ¼, 1:
 * against the cut alone they halve the regret at N = 30 where crash regions border on the optimum, and the crashes of services.
 *
 * @param model POF
 * @param threshold Δ
 * @param weighted whether acquisitions are weighted
 */
record FeasibilityCut(FeasibilityModel model, double threshold, boolean weighted) {

    private static final double EXPONENT = 3.0;
    private static final double SLACK = 0.25;

    /** The cut learned from a history; empty while nothing crashed, or where hidden constraints are ignored. */
    static Optional<FeasibilityCut> of(
            History history, TrainingData data, List<Dimension> dimensions, ScootOptions options) {
        if (!data.crashes() || options.feasibility() == ScootOptions.Feasibility.NONE) {
            return Optional.empty();
        }
        long seed = Streams.seed(history.seed(), "forest", history.iteration());
        FeasibilityModel model = ForestFeasibility.fit(dimensions, data.points(), data.feasible(), seed);
        if (options.feasibility() == ScootOptions.Feasibility.FOREST_AND_CLASSIFIER) {
            model = AverageFeasibility.of(model, ProbitClassifier.fit(dimensions, data.points(), data.feasible()));
        }
        return Optional.of(new FeasibilityCut(model, ThresholdReplay.of(history).value(), options.weighted()));
    }

    /** What a point's log acquisition gets added: at most 0, and −∞ below the cut. */
    double logWeight(double[] point) {
        double probability = model.probability(point);
        if (probability < (weighted ? threshold - SLACK : threshold)) {
            return Double.NEGATIVE_INFINITY;
        }
        return weighted ? EXPONENT * Math.log(Math.max(probability, Double.MIN_NORMAL)) : 0.0;
    }
}
