package io.scoot;

import java.util.List;
import java.util.Optional;

/**
 * Chooses what to evaluate next. A pure function of the history: no state of its own, so that a resumed study suggests the
 * same; every random draw comes from the history's seed and iteration.
 */
@FunctionalInterface
public interface Suggester {

    /**
     * Up to {@code count} distinct configurations, best first; fewer when the space is exhausted. One that violates a known
     * constraint is never evaluated: it is recorded as a crash and costs an observation.
     *
     * @param history what is known; the default configuration, where there is one, was observed or is pending
     * @param count at least 1
     */
    List<Configuration> suggest(History history, int count);

    /**
     * What it is, with its options: a study that is resumed must have the same one. The class's name unless overridden; of a
     * lambda, that of the class it was written in.
     */
    default String describe() {
        return getClass().getName().replaceFirst("\\$\\$Lambda.*", "\\$\\$Lambda");
    }

    /**
     * The best configuration with as many parameters back at the default as cost no more than {@code tolerance}; empty where the
     * suggester has no opinion. Called when a result is asked for it.
     *
     * @param best an observed configuration
     * @param tolerance relative loss, at least 0
     */
    default Optional<Simplification> simplify(History history, Configuration best, double tolerance) {
        return Optional.empty();
    }

    /** The same, with what the suggester can tell about each; what listeners see. */
    default List<Suggestion> explain(History history, int count) {
        return suggest(history, count).stream().map(Suggestion::of).toList();
    }
}
