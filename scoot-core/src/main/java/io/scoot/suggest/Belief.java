package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Risk;
import io.scoot.Suggestion;
import io.scoot.acq.Acquisition;
import io.scoot.acq.Averaged;
import io.scoot.acq.BoxDecomposition;
import io.scoot.acq.Guarded;
import io.scoot.acq.Hypervolume;
import io.scoot.acq.LogEhvi;
import io.scoot.acq.LogExpectedImprovement;
import io.scoot.acq.LogProbabilityOfDomination;
import io.scoot.acq.LogProduct;
import io.scoot.gp.FitOptions;
import io.scoot.gp.GaussianProcess;
import io.scoot.gp.OutputTransform;
import io.scoot.internal.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What is believed of the objectives and the bounded metrics: one independent Gaussian process each (the paper's section 4.3), under
 * the most probable hyper-parameters and some draws of them; and the outcomes that are known or, for a pending point, expected. All
 * in the surrogates' latent units, maximised.
 *
 * @param outputs what is modelled, p metrics of which m are objectives
 * @param draws each with p surrogates, all counting alike; the most probable ones first
 * @param outcomes of this study, observed and expected, one row per point, p columns; NaN where a metric was not measured
 * @param reference m values
 * @param leastProbability that a point must have of keeping all bounds; empty where any will do
 */
record Belief(
        Outputs outputs,
        List<List<GaussianProcess>> draws,
        double[][] outcomes,
        double[] reference,
        OptionalDouble leastProbability) {

    /** What counts as better than the reference, in latent units of about one standard deviation; else its twins seem likely. */
    private static final double MARGIN = 0.003;

    /** So many draws beside the optimum make an interval; a search gains nothing from more than a few. */
    private static final int DRAWS_TO_TELL = 7;

    /**
     * What a search climbs: under draws where the space has switches, of which two observations look like understanding. Numbers tell of
     * each other, and there the optimum alone is better.
     */
    static Belief toSearch(Ask ask, FitOptions options) {
        return of(ask, new Switches(ask.cube().dimensions()).any() ? options : options.withDraws(0));
    }

    /** What is told to people rather than climbed: under more draws, unless the options know none. */
    static Belief toTell(Ask ask, FitOptions options) {
        return of(ask, options.draws() == 0 ? options : options.withDraws(DRAWS_TO_TELL));
    }

    /** Fits the surrogates to the feasible observations of a history. */
    static Belief of(Ask ask, FitOptions options) {
        History history = ask.history();
        TrainingData data = ask.data();
        Outputs outputs = Outputs.of(history);
        double[][] outcomes =
                new double[data.outputs().length][outputs.metrics().size()];
        List<List<GaussianProcess>> byOutput = IntStream.range(
                        0, outputs.metrics().size())
                .parallel() // each from a seed of its own
                .mapToObj(j -> draws(ask, j, options, Streams.seed(history.seed(), "fit", history.iteration(), j)))
                .toList();
        for (int j = 0; j < outputs.metrics().size(); j++) {
            OutputTransform transform = byOutput.get(j).get(0).transform();
            for (int i = 0; i < outcomes.length; i++) {
                double y = data.outputs()[i][j];
                outcomes[i][j] = Double.isNaN(y) ? y : transform.apply(y);
            }
        }
        double[] reference = Reference.of(history, data.values());
        for (int j = 0; j < reference.length; j++) {
            reference[j] = byOutput.get(j).get(0).transform().apply(reference[j]);
        }
        return new Belief(
                outputs,
                together(byOutput),
                Arrays.copyOfRange(outcomes, data.earlier(), outcomes.length),
                reference.length == 1 ? reference : Reference.bounded(reference, outcomes),
                history.risk().stream().mapToDouble(Risk::leastProbability).findFirst());
    }

    /** Of an output where it was measured. */
    private static List<GaussianProcess> draws(Ask ask, int output, FitOptions options, long seed) {
        double[][] y = ask.data().outputs();
        int[] measured = IntStream.range(0, y.length)
                .filter(i -> !Double.isNaN(y[i][output]))
                .toArray();
        return GaussianProcess.draws(
                ask.cube().dimensions(),
                Arrays.stream(measured)
                        .mapToObj(i -> ask.data().feasiblePoints()[i])
                        .toArray(double[][]::new),
                Arrays.stream(measured).mapToDouble(i -> y[i][output]).toArray(),
                options,
                seed);
    }

    /** The draws of each output side by side; a single one, of an output of which nothing is known, serves in all. */
    private static List<List<GaussianProcess>> together(List<List<GaussianProcess>> byOutput) {
        int count = byOutput.stream().mapToInt(List::size).max().orElseThrow();
        return IntStream.range(0, count)
                .mapToObj(k -> byOutput.stream()
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
                outputs,
                draws.stream()
                        .map(surrogates -> IntStream.range(0, m)
                                .mapToObj(j -> surrogates.get(j).condition(points, expected[j]))
                                .toList())
                        .toList(),
                grown,
                reference,
                leastProbability);
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

    /** The mean over the draws of what they expect of output {@code j}. */
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

    /** The draws of output {@code j}. */
    List<GaussianProcess> draws(int j) {
        return draws.stream().map(surrogates -> surrogates.get(j)).toList();
    }

    /** The objectives of the known and expected outcomes that keep all bounds. */
    private double[][] kept() {
        return Arrays.stream(outcomes)
                .filter(row ->
                        outputs.restrictions().stream().allMatch(bound -> row[bound.output()] >= threshold(bound, 0.0)))
                .map(row -> Arrays.copyOf(row, outputs.objectives()))
                .toArray(double[][]::new);
    }

    /** A bound, or a stricter one by {@code margin} of its unit, in its output's latent units. */
    private double threshold(Outputs.Restriction bound, double margin) {
        return draws.get(0).get(bound.output()).transform().apply(bound.bound() + margin * bound.unit());
    }

    /** The best known value of the first objective, of those that keep all bounds. */
    double incumbent() {
        return Arrays.stream(kept()).mapToDouble(row -> row[0]).max().orElse(0.0);
    }

    /**
     * What a point is worth, as a mean over the draws: log EI of one objective; log EHVI of several, or, while nothing beats the
     * reference in every objective, the log probability of doing so; each times the probability that all bounds are kept. While
     * nothing keeps them, that probability alone; without objectives, the probability of a larger margin.
     */
    Acquisition improvement() {
        Acquisition improvement = unguarded();
        return leastProbability.isEmpty() || outputs.restrictions().isEmpty()
                ? improvement
                : new Guarded(
                        improvement,
                        averaged(surrogates -> keeping(surrogates, 0.0)),
                        Math.log(leastProbability.getAsDouble()));
    }

    private Acquisition unguarded() {
        double[][] kept = kept();
        if (!outputs.restrictions().isEmpty() && (kept.length == 0 || outputs.objectives() == 0)) {
            double margin = kept.length == 0 ? 0.0 : leastMargin();
            return averaged(surrogates -> keeping(surrogates, margin));
        }
        Function<List<GaussianProcess>, Acquisition> improvement = objectiveImprovement(kept);
        return averaged(
                outputs.restrictions().isEmpty()
                        ? improvement
                        : surrogates ->
                                new LogProduct(List.of(improvement.apply(surrogates), keeping(surrogates, 0.0))));
    }

    private Function<List<GaussianProcess>, Acquisition> objectiveImprovement(double[][] kept) {
        int m = outputs.objectives();
        if (m == 1) {
            double incumbent = incumbent();
            return surrogates -> new LogExpectedImprovement(surrogates.get(0), incumbent, 0.0);
        }
        if (Hypervolume.of(kept, reference) <= 0.0) {
            double[] better =
                    Arrays.stream(reference).map(value -> value + MARGIN).toArray();
            return surrogates -> new LogProbabilityOfDomination(surrogates.subList(0, m), better);
        }
        BoxDecomposition boxes = BoxDecomposition.of(kept, reference);
        return surrogates -> new LogEhvi(surrogates.subList(0, m), boxes);
    }

    private Acquisition averaged(Function<List<GaussianProcess>, Acquisition> acquisition) {
        return Averaged.of(draws.stream().map(acquisition).toList());
    }

    /** The log probability that all bounds are kept by a margin. */
    private Acquisition keeping(List<GaussianProcess> surrogates, double margin) {
        return new LogProbabilityOfDomination(
                outputs.restrictions().stream()
                        .map(bound -> surrogates.get(bound.output()))
                        .toList(),
                outputs.restrictions().stream()
                        .mapToDouble(bound -> threshold(bound, margin))
                        .toArray());
    }

    /** The probability that a point keeps all bounds; 1 without bounds. */
    double probabilityOfBounds(double[] point) {
        return outputs.restrictions().isEmpty()
                ? 1.0
                : Math.exp(averaged(surrogates -> keeping(surrogates, 0.0)).value(point));
    }

    /** The largest of the known outcomes' least margins, in units of the bounds. */
    private double leastMargin() {
        return Arrays.stream(outcomes)
                .mapToDouble(row -> outputs.restrictions().stream()
                        .mapToDouble(bound ->
                                (draws.get(0).get(bound.output()).transform().invert(row[bound.output()])
                                                - bound.bound())
                                        / bound.unit())
                        .min()
                        .orElseThrow())
                .filter(margin -> !Double.isNaN(margin))
                .max()
                .orElse(0.0);
    }

    /** Log EHVI against the reference (Eq. 9). */
    Acquisition hypervolumeImprovement() {
        BoxDecomposition boxes = BoxDecomposition.of(kept(), reference);
        return averaged(surrogates -> new LogEhvi(surrogates.subList(0, outputs.objectives()), boxes));
    }

    /** What is expected of each output at a point, in the metrics' own units: objectives first. */
    List<Suggestion.Prediction> predictions(double[] point) {
        List<Suggestion.Prediction> predictions = new ArrayList<>();
        for (int j = 0; j < outputs.metrics().size(); j++) {
            Mixture mixture = Mixture.at(draws(j), new double[][] {point});
            double mean = mixture.mean(0);
            double deviation = mixture.deviation(0);
            OutputTransform transform = draws.get(0).get(j).transform();
            double low = transform.invert(mean - deviation);
            double high = transform.invert(mean + deviation);
            Objective objective = outputs.metrics().get(j);
            predictions.add(new Suggestion.Prediction(
                    objective.metric(), objective.oriented(transform.invert(mean)), high / 2.0 - low / 2.0));
        }
        return predictions;
    }
}
