package io.scoot.suggest;

import io.scoot.constraints.AverageFeasibility;
import io.scoot.constraints.FeasibilityModel;
import io.scoot.constraints.ForestFeasibility;
import io.scoot.constraints.ProbitClassifier;
import io.scoot.gp.Dimension;
import io.scoot.internal.random.Streams;
import java.util.List;
import java.util.Optional;

/**
 * The hidden constraints, as far as they are known: POF(x) ≥ Δ (the paper's Eq. 3); or, gentler near the cut and stricter
 * beyond it, POF(x) ≥ Δ − ¼ and every acquisition times POF⁶. The figures behind slack, exponent and reliability are in
 * benchmarks/README.md.
 *
 * @param forest learned once in an ask
 * @param classifier learns what is expected, too; empty where the forest is all
 * @param threshold Δ
 * @param weighted whether acquisitions are weighted
 */
record FeasibilityCut(
        FeasibilityModel forest, Optional<ProbitClassifier> classifier, double threshold, boolean weighted) {

    private static final double EXPONENT = 6.0;
    private static final double SLACK = 0.25;

    /** Whatever is less likely to work is expected to crash, so that a batch spreads over doubtful regions: the largest Δ. */
    private static final double RELIABLE = 0.75;

    /** The cut learned from a history; empty while nothing crashed, or where hidden constraints are ignored. */
    static Optional<FeasibilityCut> of(Ask ask, ScootOptions.Feasibility use) {
        TrainingData data = ask.data();
        if (!data.crashes() || use == ScootOptions.Feasibility.NONE) {
            return Optional.empty();
        }
        List<Dimension> dimensions = ask.cube().dimensions();
        long seed = Streams.seed(ask.history().seed(), "forest", ask.history().iteration());
        return Optional.of(new FeasibilityCut(
                ForestFeasibility.fit(dimensions, data.points(), data.feasible(), seed),
                use.classifier()
                        ? Optional.of(ProbitClassifier.fit(dimensions, data.points(), data.feasible()))
                        : Optional.empty(),
                ThresholdReplay.of(ask.history()).value(),
                use.weighted()));
    }

    /** POF. */
    FeasibilityModel model() {
        return classifier
                .<FeasibilityModel>map(c -> AverageFeasibility.of(forest, c))
                .orElse(forest);
    }

    /** The cut if {@code more} points turn out as expected. */
    FeasibilityCut expecting(double[]... more) {
        if (more.length == 0 || classifier.isEmpty()) {
            return this;
        }
        boolean[] works = new boolean[more.length];
        for (int i = 0; i < works.length; i++) {
            works[i] = probability(more[i]) >= RELIABLE;
        }
        return new FeasibilityCut(forest, classifier.map(c -> c.with(more, works)), threshold, weighted);
    }

    /** POF at a point. */
    double probability(double[] point) {
        return model().probability(point);
    }

    /** What a point's log acquisition gets added: at most 0, and −∞ below the cut. */
    double logWeight(double[] point) {
        double probability = probability(point);
        if (probability < (weighted ? threshold - SLACK : threshold)) {
            return Double.NEGATIVE_INFINITY;
        }
        return weighted ? EXPONENT * Math.log(Math.max(probability, Double.MIN_NORMAL)) : 0.0;
    }
}
