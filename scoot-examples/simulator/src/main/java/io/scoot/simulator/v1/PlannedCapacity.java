package io.scoot.simulator.v1;

import io.scoot.load.capacity.Capacity;
import io.scoot.load.capacity.CapacityReport;
import io.scoot.load.capacity.CapacitySearch;
import io.scoot.load.capacity.LoadCapacity;
import io.scoot.load.capacity.RateStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/** A search for the capacity, as it would be made on a real engine. */
record PlannedCapacity(LoadCapacity search, double start) {

    /**
     * {@code capacity_rps} and the metrics at it; where no rate is kept, those of the lowest.
     *
     * @param measure what a test at a rate shows
     */
    Map<String, Double> metrics(DoubleFunction<Map<String, Double>> measure) {
        TreeMap<Double, Map<String, Double>> shown = new TreeMap<>();
        Capacity capacity;
        try {
            capacity = new CapacitySearch(
                            start, search.rules().tolerance(), search.rules().mostSteps())
                    .search(rate -> {
                        Map<String, Double> metrics = measure.apply(rate);
                        shown.put(rate, metrics);
                        return new RateStep(rate, margin(metrics));
                    });
        } catch (InterruptedException e) {
            throw new IllegalStateException("a simulation does not wait", e);
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(CapacityReport.METRIC, capacity.rps());
        metrics.putAll(shown.getOrDefault(capacity.rps(), shown.firstEntry().getValue()));
        return metrics;
    }

    private double margin(Map<String, Double> metrics) {
        double least = search.bounds().stream()
                .mapToDouble(bound -> bound.margin(metrics))
                .min()
                .orElseThrow();
        double failed = metrics.getOrDefault("failed_share", 0.0);
        return failed > search.rules().failedShare() ? Math.min(least, -failed) : least;
    }
}
