package io.scoot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A configuration worth evaluating, and why.
 *
 * @param configuration what to evaluate
 * @param initial whether it is a start-up sample rather than a learned choice
 * @param probabilityOfFeasibility predicted probability that it does not crash, in [0, 1]; empty where nothing was predicted
 * @param threshold Δ, the least probability that was demanded; empty where none was
 * @param predictions what is expected of each objective, in the objectives' order; empty where nothing was predicted
 * @param origin who suggests it, for people; empty where it is the study's own suggester
 */
public record Suggestion(
        Configuration configuration,
        boolean initial,
        OptionalDouble probabilityOfFeasibility,
        OptionalDouble threshold,
        List<Prediction> predictions,
        Optional<String> origin) {

    /** Copies the predictions. */
    public Suggestion {
        predictions = List.copyOf(predictions);
    }

    /** Of the study's own suggester. */
    public Suggestion(
            Configuration configuration,
            boolean initial,
            OptionalDouble probabilityOfFeasibility,
            OptionalDouble threshold,
            List<Prediction> predictions) {
        this(configuration, initial, probabilityOfFeasibility, threshold, predictions, Optional.empty());
    }

    /** A configuration of which nothing is predicted. */
    public static Suggestion of(Configuration configuration) {
        return new Suggestion(configuration, false, OptionalDouble.empty(), OptionalDouble.empty(), List.of());
    }

    /** A start-up sample. */
    public static Suggestion initial(Configuration configuration) {
        return new Suggestion(configuration, true, OptionalDouble.empty(), OptionalDouble.empty(), List.of());
    }

    /** What somebody else suggests before there is anything to learn from. */
    public static Suggestion from(String origin, Configuration configuration) {
        return new Suggestion(
                configuration, true, OptionalDouble.empty(), OptionalDouble.empty(), List.of(), Optional.of(origin));
    }

    /** The same as a space has it. */
    Suggestion in(SearchSpace space) {
        return new Suggestion(
                space.configuration(configuration.asMap()),
                initial,
                probabilityOfFeasibility,
                threshold,
                predictions,
                origin);
    }

    /**
     * What the surrogate expects of one metric, in its own unit.
     *
     * @param metric its name
     * @param mean posterior median: the mean where no output transform is in use
     * @param deviation half the width of the central 68 % interval
     */
    public record Prediction(String metric, double mean, double deviation) {}
}
