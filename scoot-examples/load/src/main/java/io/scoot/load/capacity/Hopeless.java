package io.scoot.load.capacity;

import io.scoot.load.LoadReport;
import io.scoot.load.Progress;
import io.scoot.load.RequestResult;
import io.scoot.load.Slo.Measure;
import io.scoot.load.Watch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends a step whose outcome is known: a bound is broken whatever follows, or the server does not keep up. */
final class Hopeless implements Watch {

    /** Of the planned requests must have come before growth is believed: a server that was idle has first to fill. */
    private static final double SEEN = 0.5;

    /** Of the bound on the time to the first token; less growth in a step changes no verdict. */
    private static final double MATERIAL = 0.25;

    private final List<MetricBound> bounds;
    private final double failedShare;

    Hopeless(List<MetricBound> bounds, double failedShare) {
        this.bounds = List.copyOf(bounds);
        this.failedShare = failedShare;
    }

    @Override
    public Optional<String> stop(Progress progress) {
        for (MetricBound bound : bounds) {
            long beyond = bound.beyond(progress);
            if (beyond > bound.allowedShare() * progress.planned() + 1.0) { // 1: a percentile lies between two requests
                return Optional.of(
                        bound + " is broken by " + beyond + " of " + progress.planned() + " planned requests");
            }
        }
        long failed = progress.results().stream()
                .filter(result -> !result.succeeded() && !result.slow())
                .count();
        if (failed > failedShare * progress.planned()) {
            return Optional.of(failed + " of " + progress.planned() + " planned requests have failed");
        }
        boolean seen = progress.results().size() >= SEEN * progress.planned();
        return seen && grows(progress.results())
                ? Optional.of("the queue and the time to the first token grow")
                : Optional.empty();
    }

    /** Of the tightest bound, in units of it; negative where the step was ended, or the server did not keep up. */
    double margin(LoadReport report) {
        Map<String, Double> metrics = report.metrics();
        double margin = bounds.stream()
                .mapToDouble(bound -> bound.margin(metrics))
                .min()
                .orElse(1.0);
        if (report.errorShare() > failedShare) {
            margin = Math.min(margin, -report.errorShare());
        }
        return report.stopped().isPresent() || grows(report.results()) ? Math.min(margin, -1.0) : margin;
    }

    private boolean grows(List<RequestResult> results) {
        double tightest = bounds.stream()
                .filter(bound -> bound.measure() == Measure.TTFT)
                .mapToDouble(MetricBound::most)
                .min()
                .orElse(0.0);
        return Growth.of(results, 1e-3 * MATERIAL * tightest);
    }
}
