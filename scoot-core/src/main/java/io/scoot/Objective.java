package io.scoot;

/** A metric and the direction in which it should go; one to four per study. */
public interface Objective {

    /** Less of {@code metric} is better. */
    static Objective minimize(String metric) {
        return new MetricObjective(metric, Direction.MINIMIZE);
    }

    /** More of {@code metric} is better. */
    static Objective maximize(String metric) {
        return new MetricObjective(metric, Direction.MAXIMIZE);
    }

    /** The name under which the evaluator reports it. */
    String metric();

    /** Which way is better. */
    Direction direction();

    /** The metric's value with its sign such that more is better; its own inverse. */
    default double oriented(double value) {
        return direction() == Direction.MAXIMIZE ? value : -value;
    }
}

/** The one implementation. */
record MetricObjective(String metric, Direction direction) implements Objective {
    MetricObjective {
        if (metric.isBlank()) {
            throw new IllegalArgumentException("an objective has no metric; name the one that the evaluator reports");
        }
    }

    @Override
    public String toString() {
        return (direction == Direction.MINIMIZE ? "minimize " : "maximize ") + metric;
    }
}
