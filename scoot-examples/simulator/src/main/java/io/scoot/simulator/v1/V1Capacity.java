package io.scoot.simulator.v1;

import io.scoot.Outcome;
import io.scoot.Slo;
import io.scoot.load.capacity.Capacity;
import io.scoot.load.capacity.CapacitySearch;
import io.scoot.load.capacity.RateStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/** The capacity of a simulated service in one configuration. */
final class V1Capacity {

    static final String METRIC = "capacity_rps";

    private static final double FAILED = 0.02; // share of the requests that may be given up
    private static final double TOLERANCE = 0.01; // a simulation is cheap, and configurations are to differ
    private static final int MOST = 20; // steps

    private V1Capacity() {}

    /**
     * Searches.
     *
     * @param measure what a stress test at a rate shows
     * @return {@code capacity_rps} with the metrics at it; where no rate is kept, those of the lowest. It costs what its steps do.
     */
    static Outcome of(
            Slo bound,
            double start,
            double costOfStart,
            double costOfStep,
            DoubleFunction<Map<String, Double>> measure) {
        TreeMap<Double, Map<String, Double>> shown = new TreeMap<>();
        Capacity capacity = search(start, rate -> {
            Map<String, Double> metrics = measure.apply(rate);
            shown.put(rate, metrics);
            double margin = bound.margin(metrics.getOrDefault(bound.metric(), Double.MAX_VALUE), bound.value());
            double failed = metrics.getOrDefault("failed_share", 0.0);
            return new RateStep(rate, failed > FAILED ? Math.min(margin, -failed) : margin);
        });
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(METRIC, capacity.rps());
        metrics.put("capacity_steps", (double) capacity.steps().size());
        metrics.putAll(shown.getOrDefault(capacity.rps(), shown.firstEntry().getValue()));
        return Outcome.measured(metrics).withCost(costOfStart + shown.size() * costOfStep);
    }

    private static Capacity search(double start, DoubleFunction<RateStep> step) {
        try {
            return new CapacitySearch(start, TOLERANCE, MOST).search(step::apply);
        } catch (InterruptedException e) {
            throw new IllegalStateException("a simulation does not wait", e);
        }
    }
}
