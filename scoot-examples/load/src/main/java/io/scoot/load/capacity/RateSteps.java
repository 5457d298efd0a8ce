package io.scoot.load.capacity;

import io.scoot.load.ErrorKind;
import io.scoot.load.LoadException;
import io.scoot.load.LoadPlan;
import io.scoot.load.LoadReport;
import io.scoot.load.LoadSeeds;
import io.scoot.load.LoadTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The steps of one search, and what bounds them beside their number. */
final class RateSteps {

    /** A warm-up request does not get through: the server is still busy with the step before, or has been harmed by it. */
    private static final double STUCK = -1.0;

    private static final long OTHER_WORDS = 0x9E3779B97F4A7C15L;

    private final LoadCapacity asked;
    private final LoadPlan plan;
    private final URI server;
    private final LoadSeeds seeds;
    private final BooleanSupplier goOn;
    private final Hopeless hopeless;
    private final long begin = System.nanoTime();
    private final TreeMap<Double, LoadReport> reports = new TreeMap<>();
    private String end = "";
    private int tried;

    RateSteps(LoadCapacity asked, LoadPlan plan, URI server, LoadSeeds seeds, BooleanSupplier goOn) {
        this.asked = asked;
        this.plan = plan;
        this.server = server;
        this.seeds = seeds;
        this.goOn = goOn;
        this.hopeless = new Hopeless(asked.bounds(), asked.rules().failedShare());
    }

    RateStep at(double rate) throws InterruptedException {
        LoadPlan step = StepPlan.at(plan, rate, asked.rules().seconds(rate), tried == 0);
        LoadSeeds own = new LoadSeeds(seeds.arrivals(), seeds.prompts() + OTHER_WORDS * tried++);
        try {
            LoadReport report = new LoadTest(step, server).run(own, goOn, hopeless);
            reports.put(rate, report);
            return new RateStep(rate, hopeless.margin(report));
        } catch (LoadException e) {
            boolean slow = e.failure()
                    .filter(failure -> failure.kind() == ErrorKind.TIMEOUT)
                    .isPresent();
            if (!slow || tried == 1) {
                throw e;
            }
            return new RateStep(rate, STUCK);
        }
    }

    /** Whether a step at that rate can still be made. */
    boolean affordable(double rate) {
        double seconds = asked.rules().seconds(rate);
        if (!end.isEmpty()) {
            return false;
        }
        if (!goOn.getAsBoolean()) {
            end = "the server had ended";
        } else if ((System.nanoTime() - begin) * 1e-9 + seconds
                > 1e-3 * asked.rules().limit().toMillis()) {
            end = "another step would have ended after the limit of "
                    + asked.rules().limit().toSeconds() + " s";
        } else {
            try {
                StepPlan.at(plan, rate, seconds, false);
            } catch (IllegalArgumentException e) {
                end = "the load generator can send no more: " + e.getMessage();
            }
        }
        return end.isEmpty();
    }

    /** Why the search ended before its time; empty if it did not. */
    Optional<String> end() {
        return Optional.of(end).filter(reason -> !reason.isEmpty());
    }

    /** The report at the capacity, or of the lowest rate. */
    LoadReport shown(Capacity capacity) {
        LoadReport kept = reports.get(capacity.rps());
        if (kept != null) {
            return kept;
        }
        Map.Entry<Double, LoadReport> lowest = reports.firstEntry();
        return lowest != null
                ? lowest.getValue()
                : new LoadReport(List.of(), asked.rules().stepSeconds(), plan.slo());
    }
}
