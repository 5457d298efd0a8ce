package io.scoot.suggest;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.gp.Dimension;
import io.scoot.gp.FitOptions;
import io.scoot.gp.GaussianProcess;
import io.scoot.gp.OutputTransform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What Scoot's models, those of the default mode, believe after a history, for people to look at: nothing here suggests. Points are of
 * the unit cube: one coordinate in [0, 1] per parameter, a choice's index for a choice; see {@link #encode}. Immutable and
 * thread-safe; learning takes the time of a suggestion.
 */
public final class Explanation {

    private static final double Z95 = 1.96;

    private final Ask ask;
    private final Optional<Belief> belief;
    private final Optional<FeasibilityCut> cut;

    private Explanation(Ask ask, Optional<Belief> belief, Optional<FeasibilityCut> cut) {
        this.ask = ask;
        this.belief = belief;
        this.cut = cut;
    }

    /** Learns from a history; where nothing worked, there are no {@link #metrics()}. */
    public static Explanation of(History history) {
        ScootOptions options = ScootOptions.defaults();
        Ask ask = Ask.of(history, false);
        boolean worked = ask.data().anyWorked()
                && !(history.objectives().isEmpty() && history.slos().isEmpty());
        FitOptions surrogate = options.surrogate();
        return new Explanation(
                ask,
                worked ? Optional.of(Belief.toTell(ask, surrogate)) : Optional.empty(),
                FeasibilityCut.of(ask, options.feasibility()));
    }

    /** The metrics that are modelled, those that were measured: the objectives, then the bounded metrics that are none. */
    public List<String> metrics() {
        return belief.map(b -> b.outputs().metrics().stream()
                        .map(Objective::metric)
                        .filter(metric -> ask.history().learned().stream().anyMatch(o -> measured(o, metric)))
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    /** The unit cube: one per parameter, in the space's order. */
    public List<Dimension> dimensions() {
        return ask.cube().dimensions();
    }

    /** The point of a configuration. */
    public double[] encode(Configuration configuration) {
        return ask.cube().encode(configuration);
    }

    /** The configuration nearest to a point, known constraints or not. */
    public Configuration decode(double[] point) {
        return ask.cube().decode(point);
    }

    /**
     * What is believed of a metric at c points.
     *
     * @throws IllegalArgumentException if it is not one of {@link #metrics()}
     */
    public List<Band> bands(String metric, double[][] points) {
        int output = output(metric);
        Mixture mixture = Mixture.at(draws(output), points);
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < mixture.size(); i++) {
            bands.add(band(output, mixture, i));
        }
        return bands;
    }

    /**
     * How well each observation of a metric is predicted by the others, earlier studies' observations among them; in order. Empty
     * where all have the same value.
     */
    public List<LeaveOneOut> leaveOneOut(String metric) {
        int output = output(metric);
        List<Observation> measured = ask.history().learned().stream()
                .filter(observation -> measured(observation, metric))
                .toList();
        if (measured.stream().mapToDouble(o -> o.metric(metric)).distinct().count() < 2) {
            return List.of();
        }
        Mixture mixture = Mixture.leaveOneOut(draws(output));
        List<LeaveOneOut> errors = new ArrayList<>();
        for (int i = 0; i < mixture.size(); i++) {
            Band band = band(output, mixture, i);
            Observation observation = measured.get(i);
            errors.add(
                    new LeaveOneOut(observation, observation.metric(metric), band.median(), band.low(), band.high()));
        }
        return errors;
    }

    /**
     * The share of a metric's variance, in the model's latent units, that it takes for noise: of [0, 1], a mean over the draws. Says
     * little without configurations that were measured twice.
     */
    public double noiseShare(String metric) {
        return draws(output(metric)).stream()
                .mapToDouble(surrogate -> {
                    double noise = surrogate.hyperparameters().noiseVariance();
                    return noise / (noise + surrogate.hyperparameters().signalVariance());
                })
                .average()
                .orElse(0.0);
    }

    /** The probability that each of c points works; 1 while nothing crashed. */
    public double[] probabilitiesOfFeasibility(double[][] points) {
        return Arrays.stream(points)
                .mapToDouble(point -> cut.map(c -> c.probability(point)).orElse(1.0))
                .toArray();
    }

    /** Δ, the least probability of feasibility that would be demanded of the next suggestion; empty while nothing crashed. */
    public OptionalDouble threshold() {
        return cut.stream().mapToDouble(FeasibilityCut::threshold).findFirst();
    }

    private Band band(int output, Mixture mixture, int i) {
        double mean = mixture.mean(i);
        double half = Z95 * mixture.deviation(i);
        Belief known = belief.orElseThrow();
        OutputTransform transform = known.draws().get(0).get(output).transform();
        Objective objective = known.outputs().metrics().get(output);
        double one = objective.oriented(transform.invert(mean - half));
        double other = objective.oriented(transform.invert(mean + half));
        return new Band(objective.oriented(transform.invert(mean)), Math.min(one, other), Math.max(one, other));
    }

    private List<GaussianProcess> draws(int output) {
        return belief.orElseThrow().draws(output);
    }

    private static boolean measured(Observation observation, String metric) {
        return Double.isFinite(observation.metrics().getOrDefault(metric, Double.NaN));
    }

    private int output(String metric) {
        List<Objective> modelled = metrics().contains(metric)
                ? belief.map(b -> b.outputs().metrics()).orElse(List.of())
                : List.of();
        for (int i = 0; i < modelled.size(); i++) {
            if (modelled.get(i).metric().equals(metric)) {
                return i;
            }
        }
        throw new IllegalArgumentException("metric \"" + metric + "\" is not modelled; there are " + metrics());
    }
}
