package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Suggestion;
import io.scoot.acq.Acquisition;
import io.scoot.acq.Averaged;
import io.scoot.acq.BoxDecomposition;
import io.scoot.acq.Hypervolume;
import io.scoot.acq.LogEhvi;
import io.scoot.acq.LogExpectedImprovement;
import io.scoot.acq.LogProbabilityOfDomination;
import io.scoot.gp.FitOptions;
import io.scoot.gp.GaussianProcess;
import io.scoot.gp.OutputTransform;
import io.scoot.internal.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What is believed of the objectives: one independent Gaussian process each (the paper's section 4.3), under several draws of
 * their hyper-parameters; and the outcomes that are known or, for a pending point, expected. All in the surrogates' latent
 * units, maximised.
 *
 * @param draws each with m surrogates; all equally likely
 * @param outcomes of this study, observed and expected, one row per point, m columns
 * @param reference m values
 */
record Belief(List<List<GaussianProcess>> draws, double[][] outcomes, double[] reference) {

    /** What counts as better than the reference, in latent units of about one standard deviation; else its twins seem likely. */
    private static final double MARGIN = 0.003;

    /** Fits the surrogates to the feasible observations of a history. */
    static Belief of(Ask ask, FitOptions options) {
        History history = ask.history();
        TrainingData data = ask.data();
        int objectives = history.objectives().size();
        List<List<GaussianProcess>> byObjective = new ArrayList<>();
        double[][] outcomes = new double[data.values().length][objectives];
        double[] reference = Reference.of(history, data.values());
        for (int j = 0; j < objectives; j++) {
            double[] y = data.objective(j);
            long seed = Streams.seed(history.seed(), "fit", history.iteration(), j);
            List<GaussianProcess> draws =
                    GaussianProcess.draws(ask.cube().dimensions(), data.feasiblePoints(), y, options, seed);
            byObjective.add(draws);
            OutputTransform transform = draws.get(0).transform();
            for (int i = 0; i < y.length; i++) {
                outcomes[i][j] = transform.apply(y[i]);
            }
            reference[j] = transform.apply(reference[j]);
        }
        return new Belief(
                together(byObjective),
                Arrays.copyOfRange(outcomes, data.earlier(), outcomes.length),
                objectives == 1 ? reference : Reference.bounded(reference, outcomes));
    }

    /** The draws of each objective side by side; a single one, of an objective of which nothing is known, serves in all. */
    private static List<List<GaussianProcess>> together(List<List<GaussianProcess>> byObjective) {
        int count = byObjective.stream().mapToInt(List::size).max().orElseThrow();
        return IntStream.range(0, count)
                .mapToObj(k -> byObjective.stream()
                        .map(draws -> draws.get(k % draws.size()))
                        .toList())
                .toList();
    }

    /**
     * The belief if {@code points} turn out as expected: their expected outcomes, means over the draws, count as known in every
     * draw (the Kriging believer).
     */
    Belief expecting(double[]... points) {
        if (points.length == 0) {
            return this;
        }
        int m = draws.get(0).size();
        double[][] grown = Arrays.copyOf(outcomes, outcomes.length + points.length);
        for (int i = 0; i < points.length; i++) {
            grown[outcomes.length + i] = new double[m];
        }
        double[][] expected = new double[m][];
        for (int j = 0; j < m; j++) {
            expected[j] = mean(j, points);
            for (int i = 0; i < points.length; i++) {
                grown[outcomes.length + i][j] = expected[j][i];
            }
        }
        return new Belief(
                draws.stream()
                        .map(surrogates -> IntStream.range(0, m)
                                .mapToObj(j -> surrogates.get(j).condition(points, expected[j]))
                                .toList())
                        .toList(),
                grown,
                reference);
    }

    /** What is expected at c points, latent: c rows of m. */
    double[][] means(double[][] points) {
        double[][] means = new double[points.length][draws.get(0).size()];
        for (int j = 0; j < draws.get(0).size(); j++) {
            double[] column = mean(j, points);
            for (int i = 0; i < column.length; i++) {
                means[i][j] = column[i];
            }
        }
        return means;
    }

    /** The mean over the draws of what they expect of objective {@code j}. */
    private double[] mean(int j, double[][] points) {
        double[] sum = new double[points.length];
        double[] mean = new double[points.length];
        for (List<GaussianProcess> surrogates : draws) {
            surrogates.get(j).predict(points, mean, new double[points.length]);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += mean[i] / draws.size();
            }
        }
        return sum;
    }

    /** The best known value of the first objective. */
    double incumbent() {
        return Arrays.stream(outcomes).mapToDouble(row -> row[0]).max().orElse(0.0);
    }

    /**
     * What a point is worth, as a mean over the draws: log EI of one objective; log EHVI of several, or, while nothing beats the
     * reference in every objective, the log probability of doing so.
     */
    Acquisition improvement() {
        if (reference.length == 1) {
            return averaged(surrogates -> new LogExpectedImprovement(surrogates.get(0), incumbent(), 0.0));
        }
        if (Hypervolume.of(outcomes, reference) <= 0.0) {
            double[] better =
                    Arrays.stream(reference).map(value -> value + MARGIN).toArray();
            return averaged(surrogates -> new LogProbabilityOfDomination(surrogates, better));
        }
        return hypervolumeImprovement();
    }

    private Acquisition averaged(Function<List<GaussianProcess>, Acquisition> acquisition) {
        return Averaged.of(draws.stream().map(acquisition).toList());
    }

    /** Log EHVI against the reference (Eq. 9). */
    Acquisition hypervolumeImprovement() {
        BoxDecomposition boxes = BoxDecomposition.of(outcomes, reference);
        return averaged(surrogates -> new LogEhvi(surrogates, boxes));
    }

    /** What is expected of each objective at a point, in the metrics' own units. */
    List<Suggestion.Prediction> predictions(List<Objective> objectives, double[] point) {
        List<Suggestion.Prediction> predictions = new ArrayList<>();
        for (int j = 0; j < objectives.size(); j++) {
            double mean = 0.0;
            double square = 0.0;
            double[] m = new double[1];
            double[] v = new double[1];
            for (List<GaussianProcess> surrogates : draws) {
                surrogates.get(j).predict(new double[][] {point}, m, v);
                mean += m[0] / draws.size();
                square += (v[0] + m[0] * m[0]) / draws.size();
            }
            double deviation = Math.sqrt(Math.max(0.0, square - mean * mean));
            OutputTransform transform = draws.get(0).get(j).transform();
            double low = transform.invert(mean - deviation);
            double high = transform.invert(mean + deviation);
            Objective objective = objectives.get(j);
            predictions.add(new Suggestion.Prediction(
                    objective.metric(), objective.oriented(transform.invert(mean)), high / 2.0 - low / 2.0));
        }
        return predictions;
    }
}
