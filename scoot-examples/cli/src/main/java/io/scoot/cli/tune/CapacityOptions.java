package io.scoot.cli.tune;

import io.scoot.load.capacity.CapacityReport;
import io.scoot.load.capacity.CapacityRules;
import io.scoot.load.capacity.LoadCapacity;
import io.scoot.load.capacity.MetricBound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a search for the capacity. */
final class CapacityOptions {

    @Option(
            names = "--step-seconds",
            paramLabel = "X",
            defaultValue = "20",
            description =
                    "With --maximize capacity_rps: how long requests come at each rate, at least (default: ${DEFAULT-VALUE}).")
    private double stepSeconds;

    @Option(
            names = "--step-requests",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "Fewest requests at each rate, 20 or more; low rates last longer (default: ${DEFAULT-VALUE}).")
    private int stepRequests;

    @Option(
            names = "--most-steps",
            paramLabel = "N",
            defaultValue = "14",
            description = "Most rates of one search (default: ${DEFAULT-VALUE}).")
    private int mostSteps;

    @Option(
            names = "--search-seconds",
            paramLabel = "X",
            defaultValue = "900",
            description = "No rate is tried that would end after so long (default: ${DEFAULT-VALUE}).")
    private double searchSeconds;

    /**
     * The search, if the objectives ask for it.
     *
     * @param failedShare of the requests that may fail at a rate that is taken
     * @throws IllegalArgumentException if it is to be brought down, or has no bound on a percentile
     */
    Optional<LoadCapacity> capacity(
            List<String> minimized, List<String> maximized, List<MetricBound> bounds, double failedShare) {
        if (minimized.contains(CapacityReport.METRIC)) {
            throw new IllegalArgumentException("--minimize " + CapacityReport.METRIC + ": it is to be maximised");
        }
        if (!maximized.contains(CapacityReport.METRIC)) {
            return Optional.empty();
        }
        if (bounds.isEmpty()) {
            throw new IllegalArgumentException(
                    CapacityReport.METRIC
                            + " is the highest rate within bounds on percentiles: give --slo, such as 'ttft_p95=500 tpot_p99=50'");
        }
        return Optional.of(new LoadCapacity(
                bounds,
                new CapacityRules(stepSeconds, stepRequests, failedShare, 0.05, mostSteps, Duration.ofMillis((long)
                        (1e3 * searchSeconds)))));
    }
}
