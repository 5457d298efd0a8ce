package io.scoot.report.data;

import io.scoot.Configuration;
import io.scoot.Suggestion;
import java.util.List;
import java.util.OptionalDouble;

/** What a study's surrogates say, in the metrics' own units. */
interface Model {

    /** The modelled metrics: objectives, then the bounded ones. */
    List<String> metrics();

    /** Median and half the width of the central 68 % interval, per metric. */
    List<Suggestion.Prediction> predict(Configuration configuration);

    /** The medians of a metric. */
    double[] medians(String metric, List<Configuration> configurations);

    /** POF: the probabilities that they do not crash. */
    double[] probabilitiesOfFeasibility(List<Configuration> configurations);

    /** Δ as it stands; empty while nothing crashed. */
    OptionalDouble threshold();

    /** Each measured trial, predicted from all others. */
    List<LeftOut> leaveOneOut(String metric);

    /** Standard deviation of a reading's noise, relative to the metric. */
    double noise(String metric);

    /**
     * A trial that was predicted from all others.
     *
     * @param trial its number
     * @param observed what was measured
     * @param predicted the median
     * @param low lower end of the central 95 % interval
     * @param high upper end
     */
    record LeftOut(int trial, double observed, double predicted, double low, double high) {}
}
