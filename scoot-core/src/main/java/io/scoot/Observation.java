package io.scoot;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A trial and what came out of it.
 *
 * @param trial the order
 * @param outcome measured or crashed (or failed, among {@link Result#failures()})
 * @param started when its evaluation began
 * @param duration how long it took
 */
public record Observation(Trial trial, Outcome outcome, Instant started, Duration duration) {

    /** Refuses nulls. */
    public Observation {
        Objects.requireNonNull(trial, "trial");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
    }

    /** The trial's configuration. */
    public Configuration configuration() {
        return trial.configuration();
    }

    /** Whether the configuration worked: its metrics were measured. */
    public boolean feasible() {
        return outcome instanceof Outcome.Measured;
    }

    /** The metrics; empty unless {@link #feasible()}. */
    public Map<String, Double> metrics() {
        return outcome instanceof Outcome.Measured measured ? measured.metrics() : Map.of();
    }

    /**
     * A metric of a feasible observation.
     *
     * @throws IllegalArgumentException if there is no such metric
     */
    public double metric(String name) {
        Double value = metrics().get(name);
        if (value == null) {
            throw new IllegalArgumentException("trial " + trial.number() + " has no metric \"" + name + "\"; it has "
                    + metrics().keySet());
        }
        return value;
    }
}
