package io.scoot.engines;

import io.scoot.Outcome;
import io.scoot.load.LoadReport;
import io.scoot.load.LoadSeeds;
import io.scoot.load.LoadTest;
import io.scoot.load.capacity.CapacityReport;
import io.scoot.load.capacity.LoadCapacity;
import java.net.URI;
import java.util.function.BooleanSupplier;

/**
 * What a setup's load shows of an engine that serves.
 *
 * @param outcome by the setup's rules
 * @param report the requests' results; of a capacity, those at it
 */
record TrialMeasurement(Outcome outcome, LoadReport report) {

    /**
     * One stress test, or the search for the capacity; there, a rate whose requests fail is too high, and is no crash.
     *
     * @throws io.scoot.load.LoadException if the first request fails
     */
    static TrialMeasurement of(EngineSetup setup, URI server, long seed, BooleanSupplier alive)
            throws InterruptedException {
        if (setup.capacity().isPresent()) {
            LoadCapacity capacity = setup.capacity().get();
            CapacityReport report = capacity.find(setup.load(), server, LoadSeeds.of(seed), alive);
            return new TrialMeasurement(Outcome.measured(report.metrics()), report.shown());
        }
        LoadReport report = new LoadTest(setup.load(), server).run(seed, alive);
        return new TrialMeasurement(Verdict.of(report, setup), report);
    }
}
