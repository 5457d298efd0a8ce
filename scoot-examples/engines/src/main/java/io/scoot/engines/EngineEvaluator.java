package io.scoot.engines;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.Configuration;
import io.scoot.Evaluator;
import io.scoot.Outcome;
import io.scoot.Trial;
import io.scoot.engines.process.EngineDeath;
import io.scoot.engines.process.EngineProcess;
import io.scoot.engines.process.EngineRecords;
import io.scoot.engines.process.GpuMemory;
import io.scoot.engines.process.GpuSlots;
import io.scoot.engines.process.Launch;
import io.scoot.engines.process.Secrets;
import io.scoot.load.LoadException;
import io.scoot.load.RequestRecords;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Launches the engine in a trial's configuration, stress-tests it with the trial's arrival order, and stops it. What the engine
 * refuses or dies of is a crash, unless no configuration could change it: then the trial has failed, to be tried again. What is
 * merely slow is measured. An interruption, by a timeout or by the study's end, leaves no process behind, nor does a kill of this
 * program (on Linux). Thread-safe: each trial takes a slot of its own.
 */
public final class EngineEvaluator implements Evaluator {

    private static final ObjectMapper JSON = new ObjectMapper(); // which is YAML, too

    private static final Duration DYING = Duration.ofSeconds(2);
    private static final Duration MEMORY = Duration.ofSeconds(60); // for GPUs to give it back
    private static final long AGAIN = 500; // ms between two first requests to an engine that is not ready

    private final EngineSetup setup;
    private final GpuMemory memory;
    private final Secrets secrets;
    private final Map<Integer, String> lastLines = new ConcurrentHashMap<>();

    /** Evaluates by {@code setup}. */
    public EngineEvaluator(EngineSetup setup) {
        this(setup, GpuMemory.nvidia());
    }

    EngineEvaluator(EngineSetup setup, GpuMemory memory) {
        this.setup = setup;
        this.memory = memory;
        Map<String, String> variables = new LinkedHashMap<>(System.getenv());
        variables.putAll(setup.environment());
        variables.putAll(setup.load().headers());
        this.secrets = Secrets.of(variables, setup.secrets());
    }

    /**
     * Stops what is left of engines that an earlier run started for this work folder and could not stop. To be called before the
     * study.
     *
     * @return each process's number and command
     * @throws IOException if the folder cannot be read, or a process cannot be stopped
     */
    public List<String> stopLeftovers() throws IOException {
        return EngineRecords.sweep(setup.directory());
    }

    /** Metrics as {@link io.scoot.load.LoadReport#metrics()} names them, or the crash; the cost is GPU-seconds, or seconds without a GPU. */
    @Override
    public Outcome evaluate(Trial trial) throws IOException, InterruptedException {
        setup.load()
                .arrivalTimes(trial.arrivalSeed()); // a seed that draws no request fails here, before anything starts
        try (GpuSlots.Lease slot = setup.slots().take()) {
            long begin = System.nanoTime();
            OptionalLong before = memory.used(slot.devices());
            Outcome outcome = evaluate(trial, slot);
            if (!memory.awaitFree(slot.devices(), before, MEMORY)) {
                System.getLogger(EngineEvaluator.class.getName())
                        .log(System.Logger.Level.WARNING, "GPUs {0} did not give their memory back", slot.devices());
            }
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

    /** The last lines of a trial's log, if its engine has died or its requests have failed; its last attempt's. */
    public Optional<String> lastLines(Trial trial) {
        return Optional.ofNullable(lastLines.get(trial.number()));
    }

    /**
     * What a study with this evaluator is about, for its identity: a history of another engine, version, model, number of GPUs or
     * load is of another study.
     *
     * @param version the engine's, as {@link EngineProbe} finds it
     */
    public Map<String, String> context(Optional<String> version) {
        Map<String, String> context = new LinkedHashMap<>();
        context.put("engine", setup.catalogue().name());
        context.put("engine version", version.orElse("unknown"));
        context.put("model", setup.values().getOrDefault("model", setup.load().model()));
        context.put("GPUs of a trial", String.valueOf(setup.slots().each()));
        context.put("load", setup.load().identity());
        setup.capacity().ifPresent(capacity -> context.put("capacity", capacity.bounds() + ", " + capacity.rules()));
        setup.quality().ifPresent(quality -> context.put("questions", quality.identity()));
        return context;
    }

    private Outcome evaluate(Trial trial, GpuSlots.Lease slot) throws IOException, InterruptedException {
        try (EngineProcess engine = EngineProcess.start(launch(trial, slot))) {
            Outcome outcome = stressTest(engine, trial);
            if (!(outcome instanceof Outcome.Measured)) {
                lastLines.put(trial.number(), engine.lastLines());
            }
            return outcome;
        } catch (EngineDeath death) {
            lastLines.put(trial.number(), death.lastWords());
            String reason = secrets.masked(death.reason());
            return death.causeOfDeath().infrastructure() ? Outcome.failed(reason) : Outcome.crashed(reason);
        }
    }

    private Outcome stressTest(EngineProcess engine, Trial trial)
            throws EngineDeath, IOException, InterruptedException {
        long deadline = System.nanoTime() + setup.startLimit().toNanos();
        while (true) {
            try {
                TrialMeasurement measured =
                        TrialMeasurement.of(setup, engine.server(), trial.arrivalSeed(), engine::alive);
                if (setup.records()) {
                    RequestRecords.write(measured.report(), setup.directory().resolve(name(trial) + ".requests.jsonl"));
                }
                boolean well = measured.outcome() instanceof Outcome.Measured
                        && setup.capacity().isEmpty(); // whose search ends well beyond what the engine takes
                engine.check("under load", well ? Duration.ZERO : DYING);
                return withQuality(engine, measured.outcome());
            } catch (LoadException e) {
                engine.check("at the first request", DYING);
                if (!Verdict.notYet(e) || System.nanoTime() > deadline) {
                    return masked(Verdict.atFirst(e));
                }
                Thread.sleep(AGAIN);
            }
        }
    }

    /** A check that fails is no fault of the configuration, unless the engine has died of the questions. */
    private Outcome withQuality(EngineProcess engine, Outcome outcome) throws EngineDeath, InterruptedException {
        if (setup.quality().isEmpty() || !(outcome instanceof Outcome.Measured measured)) {
            return outcome;
        }
        try {
            Map<String, Double> metrics = new LinkedHashMap<>(measured.metrics());
            metrics.put(QualityCheck.METRIC, setup.quality().get().ask(engine.server(), setup.load()));
            return Outcome.measured(metrics);
        } catch (IOException e) {
            engine.check("at the questions", DYING);
            return masked(Outcome.failed(String.valueOf(e.getMessage())));
        }
    }

    private Outcome masked(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return Outcome.failed(secrets.masked(failed.reason()));
        }
        return outcome instanceof Outcome.Crashed crashed ? Outcome.crashed(secrets.masked(crashed.reason())) : outcome;
    }

    private static String name(Trial trial) {
        return String.format(Locale.ROOT, "trial-%03d-%d", trial.number(), trial.attempt());
    }

    private Launch launch(Trial trial, GpuSlots.Lease slot) throws IOException {
        String name = name(trial);
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
        Map<String, String> environment = new LinkedHashMap<>(setup.catalogue().environment(trial.configuration()));
        environment.putAll(setup.environment());
        if (!slot.devices().isEmpty()) {
            environment.put(setup.devicesVariable(), slot.visibleDevices());
        }
        return new Launch(
                setup.command().expand(setup.catalogue().flags(trial.configuration()), values),
                environment,
                setup.runIn(),
                directory.resolve(name + ".log"),
                URI.create("http://127.0.0.1:" + port),
                setup.catalogue().health(),
                setup.startLimit(),
                setup.stopGrace(),
                secrets,
                Optional.of(directory));
    }
}
