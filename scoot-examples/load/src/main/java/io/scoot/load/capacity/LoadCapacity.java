package io.scoot.load.capacity;

import io.scoot.load.LoadException;
import io.scoot.load.LoadPlan;
import io.scoot.load.LoadReport;
import io.scoot.load.LoadSeeds;
import java.net.URI;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Finds the highest rate of a plan's requests that a running server takes within bounds. Every step has the arrivals of the same
 * seed, scaled to its rate, so that steps differ by the rate alone, and words of its own, so that the prefix cache has none of the
 * step before.
 *
 * @param bounds percentiles that must be kept, at least one
 * @param rules how it is looked for
 */
public record LoadCapacity(List<MetricBound> bounds, CapacityRules rules) {

    /** Copies; without a bound there is no capacity. */
    public LoadCapacity {
        bounds = List.copyOf(bounds);
        if (bounds.isEmpty()) {
            throw new IllegalArgumentException(
                    "bounds are empty; a capacity needs at least one on a percentile, such as ttft_p95=500");
        }
    }

    /**
     * Checks a plan before anything is paid for.
     *
     * @throws IllegalArgumentException if its arrivals have no constant rate, it caps how many are open, or its rate is too high
     *     for the load generator
     */
    public void check(LoadPlan plan) {
        StepPlan.check(plan);
        StepPlan.at(plan, plan.rate(), rules.seconds(plan.rate()), true);
    }

    /**
     * Searches, beginning at the plan's rate; its seconds are not used.
     *
     * @param server its address, such as {@code http://127.0.0.1:8000}
     * @param seeds of the arrivals, and of the first step's words
     * @param goOn asked now and then; when it says no, the search ends
     * @throws IllegalArgumentException if {@link #check} refuses the plan
     * @throws LoadException if a warm-up request of the first step fails: what would follow is no measurement
     * @throws InterruptedException if interrupted; open requests are given up
     */
    public CapacityReport find(LoadPlan plan, URI server, LoadSeeds seeds, BooleanSupplier goOn)
            throws InterruptedException {
        check(plan);
        RateSteps steps = new RateSteps(this, plan, server, seeds, goOn);
        Capacity capacity = new CapacitySearch(plan.rate(), rules.tolerance(), rules.mostSteps())
                .search(steps::at, steps::affordable);
        LoadReport shown = steps.shown(capacity);
        return new CapacityReport(
                capacity,
                shown,
                CapacityNotes.of(
                        capacity,
                        shown,
                        steps.end(),
                        rules.tolerance(),
                        plan.prompts().given()));
    }
}
