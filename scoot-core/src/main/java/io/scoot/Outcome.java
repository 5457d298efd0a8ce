package io.scoot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came out of a trial. Immutable. */
public sealed interface Outcome {

    /** The stress test ran and measured these metrics, by name; more than the objectives' are welcome. */
    static Outcome measured(Map<String, Double> metrics) {
        return new Measured(metrics, 0.0);
    }

    /**
     * The configuration's fault: the engine refused to start, ran out of memory, died under load. It teaches the
     * feasibility model and is never suggested again.
     */
    static Outcome crashed(String reason) {
        return new Crashed(reason, 0.0);
    }

    /**
     * The infrastructure's fault: the node was lost, the load generator did not start. The trial is retried, teaches
     * nothing and costs no budget. In {@code run()} a thrown exception means the same.
     */
    static Outcome failed(String reason) {
        return new Failed(reason, 0.0);
    }

    /** GPU-seconds that it cost; 0 where unknown. */
    double cost();

    /**
     * The same outcome with its cost.
     *
     * @param gpuSeconds finite and not negative
     */
    Outcome withCost(double gpuSeconds);

    /** A stress test that ran. */
    record Measured(Map<String, Double> metrics, double cost) implements Outcome {
        /** Copies the metrics; a null value is left out, and so counts as missing. */
        public Measured {
            checkCost(cost);
            Objects.requireNonNull(metrics, "metrics");
            Map<String, Double> copy = new LinkedHashMap<>();
            metrics.forEach((String name, @Nullable Double value) -> {
                if (value != null) {
                    copy.put(name, value);
                }
            });
            metrics = Collections.unmodifiableMap(copy);
        }

        @Override
        public Outcome withCost(double gpuSeconds) {
            return new Measured(metrics, gpuSeconds);
        }
    }

    /** A configuration that does not work. */
    record Crashed(String reason, double cost) implements Outcome {
        /** Checks both. */
        public Crashed {
            Objects.requireNonNull(reason, "reason");
            checkCost(cost);
        }

        @Override
        public Outcome withCost(double gpuSeconds) {
            return new Crashed(reason, gpuSeconds);
        }
    }

    /** An evaluation that says nothing about the configuration. */
    record Failed(String reason, double cost) implements Outcome {
        /** Checks both. */
        public Failed {
            Objects.requireNonNull(reason, "reason");
            checkCost(cost);
        }

        @Override
        public Outcome withCost(double gpuSeconds) {
            return new Failed(reason, gpuSeconds);
        }
    }

    private static void checkCost(double cost) {
        if (!(cost >= 0) || Double.isInfinite(cost)) {
            throw new IllegalArgumentException("cost " + cost + " GPU-seconds must be finite and not negative");
        }
    }
}
