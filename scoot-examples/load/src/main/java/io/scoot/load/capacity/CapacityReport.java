package io.scoot.load.capacity;

import io.scoot.load.LoadReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The capacity of a server, and how it does under it.
 *
 * @param capacity what the search found
 * @param shown the step at the capacity; where no rate is kept, the lowest that was tried
 * @param notes what a reader should know, the steps and the bracket first
 */
public record CapacityReport(Capacity capacity, LoadReport shown, List<String> notes) {

    /** Name of the metric that is to be maximised. */
    public static final String METRIC = "capacity_rps";

    /** Copies the notes. */
    public CapacityReport {
        notes = List.copyOf(notes);
    }

    /**
     * {@code capacity_rps}, the highest rate that was kept, in requests per second, 0 where none was; {@code capacity_above_rps},
     * the lowest above it that was not, if one was found; {@code capacity_steps}, how many rates were tried; and the metrics of
     * the step shown, as {@link LoadReport#metrics()} names them.
     */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(METRIC, capacity.rps());
        if (Double.isFinite(capacity.above())) {
            metrics.put("capacity_above_rps", capacity.above());
        }
        metrics.put("capacity_steps", (double) capacity.steps().size());
        metrics.putAll(shown.metrics());
        return metrics;
    }
}
