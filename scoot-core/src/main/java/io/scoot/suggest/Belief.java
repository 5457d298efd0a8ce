package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Suggestion;
import io.scoot.acq.Acquisition;
import io.scoot.acq.BoxDecomposition;
import io.scoot.acq.Hypervolume;
import io.scoot.acq.LogEhvi;
import io.scoot.acq.LogExpectedImprovement;
import io.scoot.acq.LogProbabilityOfDomination;
import io.scoot.gp.FitOptions;
import io.scoot.gp.GaussianProcess;
import io.scoot.internal.random.Streams;
import io.scoot.internal.space.UnitCube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is believed of the objectives: one independent Gaussian process each (the paper's section 4.3), and the outcomes that
 * are known or, for a pending point, expected. All in the surrogates' latent units, maximised.
 *
 * @param surrogates m of them
 * @param outcomes observed and expected, one row per point, m columns
 * @param reference m values; empty while nothing is feasible
 */
record Belief(List<GaussianProcess> surrogates, double[][] outcomes, Optional<double[]> reference) {

    /** What counts as better than the reference, in latent units of about one standard deviation; else its twins seem likely. */
    private static final double MARGIN = 0.003;

    private static final double NEGLIGIBLE = 0.01;

    /** Fits the surrogates to the feasible observations of a history. */
    static Belief of(History history, TrainingData data, FitOptions options) {
        int objectives = history.objectives().size();
        List<GaussianProcess> surrogates = new ArrayList<>();
        double[][] outcomes = new double[data.values().length][objectives];
        double[] reference = history.orientedReference().orElse(new double[0]);
        for (int j = 0; j < objectives; j++) {
            double[] y = data.objective(j);
            long seed = Streams.seed(history.seed(), "fit", history.iteration(), j);
            GaussianProcess surrogate = GaussianProcess.fit(
                    UnitCube.of(history.space()).dimensions(), data.feasiblePoints(), y, options, seed);
            surrogates.add(surrogate);
            for (int i = 0; i < y.length; i++) {
                outcomes[i][j] = surrogate.transform().apply(y[i]);
            }
            if (reference.length > 0) {
                reference[j] = surrogate.transform().apply(reference[j]);
            }
        }
        return new Belief(
                List.copyOf(surrogates), outcomes, reference.length > 0 ? Optional.of(reference) : Optional.empty());
    }

    /**
     * The belief if {@code points} turn out as expected: means stay, variances shrink around them, and their expected outcomes
     * count as known (the Kriging believer).
     */
    Belief expecting(double[]... points) {
        if (points.length == 0) {
            return this;
        }
        double[][] grown = Arrays.copyOf(outcomes, outcomes.length + points.length);
        for (int i = 0; i < points.length; i++) {
            grown[outcomes.length + i] = new double[surrogates.size()];
        }
        List<GaussianProcess> conditioned = new ArrayList<>();
        for (int j = 0; j < surrogates.size(); j++) {
            double[] mean = new double[points.length];
            surrogates.get(j).predict(points, mean, new double[points.length]);
            conditioned.add(surrogates.get(j).condition(points, mean));
            for (int i = 0; i < points.length; i++) {
                grown[outcomes.length + i][j] = mean[i];
            }
        }
        return new Belief(List.copyOf(conditioned), grown, reference);
    }

    /** The best known value of the first objective. */
    double incumbent() {
        return Arrays.stream(outcomes).mapToDouble(row -> row[0]).max().orElse(0.0);
    }

    /**
     * What a point is worth: log EI of one objective; log EHVI of several, or, while nothing beats the reference in every
     * objective, the log probability of doing so.
     */
    Acquisition improvement() {
        if (surrogates.size() == 1) {
            return new LogExpectedImprovement(surrogates.get(0), incumbent(), 0.0);
        }
        double[] r = reference.orElseThrow();
        if (Hypervolume.of(outcomes, r) <= 0.0) {
            double[] better = Arrays.stream(r).map(value -> value + MARGIN).toArray();
            return new LogProbabilityOfDomination(surrogates, better);
        }
        return hypervolumeImprovement();
    }

    /**
     * Whether an improvement of {@code logImprovement} is next to nothing: less than a hundredth of what was achieved over the
     * reference, or over the average without one.
     */
    boolean negligible(double logImprovement) {
        double[] r = reference.orElse(new double[surrogates.size()]);
        double achieved = surrogates.size() == 1 ? incumbent() - r[0] : Hypervolume.of(outcomes, r);
        return achieved > 0.0 && logImprovement < Math.log(NEGLIGIBLE * achieved);
    }

    /** Log EHVI against the reference (Eq. 9). */
    Acquisition hypervolumeImprovement() {
        return new LogEhvi(surrogates, BoxDecomposition.of(outcomes, reference.orElseThrow()));
    }

    /** What is expected of each objective at a point, in the metrics' own units. */
    List<Suggestion.Prediction> predictions(List<Objective> objectives, double[] point) {
        List<Suggestion.Prediction> predictions = new ArrayList<>();
        for (int j = 0; j < objectives.size(); j++) {
            GaussianProcess surrogate = surrogates.get(j);
            double[] mean = new double[1];
            double[] variance = new double[1];
            surrogate.predict(new double[][] {point}, mean, variance);
            double deviation = Math.sqrt(variance[0]);
            double low = surrogate.transform().invert(mean[0] - deviation);
            double high = surrogate.transform().invert(mean[0] + deviation);
            Objective objective = objectives.get(j);
            predictions.add(new Suggestion.Prediction(
                    objective.metric(),
                    objective.oriented(surrogate.transform().invert(mean[0])),
                    high / 2.0 - low / 2.0));
        }
        return predictions;
    }
}
