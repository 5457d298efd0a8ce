package io.scoot.engines;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.Configuration;
import io.scoot.Evaluator;
import io.scoot.Outcome;
import io.scoot.Trial;
import io.scoot.engines.process.EngineDeath;
import io.scoot.engines.process.EngineProcess;
import io.scoot.engines.process.GpuSlots;
import io.scoot.engines.process.Launch;
import io.scoot.load.LoadException;
import io.scoot.load.LoadReport;
import io.scoot.load.LoadTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Launches the engine in a trial's configuration, stress-tests it with the trial's arrival order, and stops it. What the engine
 * refuses or dies of is a crash, with its own words; a port that someone else took is a failure, to be tried again. An
 * interruption, by a timeout or by the study's end, leaves no process behind. Thread-safe: each trial takes a slot of its own.
 */
public final class EngineEvaluator implements Evaluator {

    private static final ObjectMapper JSON = new ObjectMapper(); // which is YAML, too

    private static final Duration DYING = Duration.ofSeconds(2);

    private final EngineSetup setup;

    /** Evaluates by {@code setup}. */
    public EngineEvaluator(EngineSetup setup) {
        this.setup = setup;
    }

    /** Metrics as {@link LoadReport#metrics()} names them, or the crash; the cost is GPU-seconds, or seconds without a GPU. */
    @Override
    public Outcome evaluate(Trial trial) throws IOException, InterruptedException {
        try (GpuSlots.Lease slot = setup.slots().take()) {
            long begin = System.nanoTime();
            Outcome outcome = evaluate(trial, slot);
            double seconds = (System.nanoTime() - begin) * 1e-9;
            return outcome.withCost(Math.max(1, slot.devices().size()) * seconds);
        }
    }

    /** The command of a configuration, with placeholders for what only a trial knows. */
    public List<String> command(Configuration configuration) {
        Map<String, String> values = new LinkedHashMap<>(setup.values());
        values.put("port", "8000");
        values.put("options", "options.yaml");
        return setup.command().expand(setup.catalogue().flags(configuration), values);
    }

    private Outcome evaluate(Trial trial, GpuSlots.Lease slot) throws IOException, InterruptedException {
        try (EngineProcess engine = EngineProcess.start(launch(trial, slot))) {
            return stressTest(engine, trial.arrivalSeed());
        } catch (EngineDeath death) {
            return death.causeOfDeath().infrastructure()
                    ? Outcome.failed(death.reason())
                    : Outcome.crashed(death.reason());
        }
    }

    private Outcome stressTest(EngineProcess engine, long seed) throws EngineDeath, InterruptedException {
        try {
            LoadReport report = new LoadTest(setup.load(), engine.server()).run(seed, engine::alive);
            if (report.errorShare() <= setup.errorShare() && !report.succeeded().isEmpty()) {
                engine.check("under load", Duration.ZERO);
                return Outcome.measured(report.metrics());
            }
            engine.check("under load", DYING);
            return Outcome.crashed("under load: " + report.errorSummary() + "; its log: " + engine.lastWords());
        } catch (LoadException e) {
            engine.check("at the first request", DYING);
            return Outcome.crashed("at the first request: " + e.reason());
        }
    }

    private Launch launch(Trial trial, GpuSlots.Lease slot) throws IOException {
        String name = String.format(Locale.ROOT, "trial-%03d-%d", trial.number(), trial.attempt());
        Files.createDirectories(setup.directory());
        Path directory = setup.directory().toAbsolutePath();
        int port = Launch.freePort();
        Map<String, String> values = new LinkedHashMap<>(setup.values());
        values.put("port", String.valueOf(port));
        if (setup.command().placeholders().contains("options")) {
            Path options = directory.resolve(name + ".yaml");
            JSON.writeValue(options.toFile(), setup.catalogue().options(trial.configuration()));
            values.put("options", options.toString());
        }
        Map<String, String> environment = new LinkedHashMap<>(setup.catalogue().environment());
        environment.putAll(setup.environment());
        if (!slot.devices().isEmpty()) {
            environment.put("CUDA_VISIBLE_DEVICES", slot.visibleDevices());
        }
        return new Launch(
                setup.command().expand(setup.catalogue().flags(trial.configuration()), values),
                environment,
                directory,
                directory.resolve(name + ".log"),
                URI.create("http://127.0.0.1:" + port),
                setup.catalogue().health(),
                setup.startLimit(),
                setup.stopGrace());
    }
}
