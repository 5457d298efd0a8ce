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
import java.util.function.Predicate;

/**
 * The hidden constraints, as far as they are known: POF(x) ≥ Δ (the paper's Eq. 3).
 *
 * @param model POF
 * @param threshold Δ
 */
record FeasibilityCut(FeasibilityModel model, double threshold) implements Predicate<double[]> {

    /** The cut learned from a history; empty while nothing crashed, or where hidden constraints are ignored. */
    static Optional<FeasibilityCut> of(
            History history, TrainingData data, List<Dimension> dimensions, ScootOptions.Feasibility kind) {
        if (!data.crashes() || kind == ScootOptions.Feasibility.NONE) {
            return Optional.empty();
        }
        long seed = Streams.seed(history.seed(), "forest", history.iteration());
        FeasibilityModel model = ForestFeasibility.fit(dimensions, data.points(), data.feasible(), seed);
        if (kind == ScootOptions.Feasibility.FOREST_AND_CLASSIFIER) {
            model = AverageFeasibility.of(model, ProbitClassifier.fit(dimensions, data.points(), data.feasible()));
        }
        return Optional.of(new FeasibilityCut(model, ThresholdReplay.of(history).value()));
    }

    @Override
    public boolean test(double[] point) {
        return model.probability(point) >= threshold;
    }
}
