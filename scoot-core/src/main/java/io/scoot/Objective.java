package io.scoot;

import org.jspecify.annotations.Nullable;

/**
 * A metric and the direction in which it should go; one to four per study.
 *
 * @param metric the name under which the evaluator reports it
 * @param direction which way is better
 */
public record Objective(String metric, Direction direction) {

    /** Checks both. */
    public Objective {
        metric = named(metric);
        if (direction == null) {
            throw new IllegalArgumentException(
                    "objective \"" + metric + "\" has no direction; minimize or maximize it");
        }
    }

    /** Less of {@code metric} is better. */
    public static Objective minimize(String metric) {
        return new Objective(metric, Direction.MINIMIZE);
    }

    /** More of {@code metric} is better. */
    public static Objective maximize(String metric) {
        return new Objective(metric, Direction.MAXIMIZE);
    }

    /** The metric's value with its sign such that more is better; its own inverse. */
    public double oriented(double value) {
        return direction == Direction.MAXIMIZE ? value : -value;
    }

    /** The worse of two values. */
    public double worse(double a, double b) {
        return oriented(a) < oriented(b) ? a : b;
    }

    private static String named(@Nullable String metric) {
        if (metric == null || metric.isBlank()) {
            throw new IllegalArgumentException("an objective has no metric; name the one that the evaluator reports");
        }
        return metric;
    }

    /** For people. */
    @Override
    public String toString() {
        return (direction == Direction.MINIMIZE ? "minimize " : "maximize ") + metric;
    }
}
