package io.scoot.engines;

import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.process.GpuSlots;
import io.scoot.load.LoadPlan;
import io.scoot.load.capacity.LoadCapacity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an {@link EngineEvaluator} works with.
 *
 * @param catalogue what is tuned, and how a configuration becomes flags
 * @param command how the engine is started
 * @param values of the command's placeholders, beside {@code port}, {@code flags} and {@code options}
 * @param environment variables of the engine's environment
 * @param load the stress test of each trial
 * @param slots where trials run
 * @param directory for logs, options files and records of running engines; made if it is not there
 * @param startLimit how long an engine may take until it serves
 * @param stopGrace how long it may take to stop by itself
 * @param errorShare largest share of requests, 0 … 1, that may fail other than by being slow; above it the trial is a crash
 * @param rules how a trial is judged and run beyond that
 * @param capacity if given, a trial looks for the highest rate of {@code load} within these bounds, beginning at its rate, in
 *     place of one stress test
 * @param quality if given, the share of right answers to its questions is measured after the load, as {@code accuracy}
 */
public record EngineSetup(
        Catalogue catalogue,
        CommandTemplate command,
        Map<String, String> values,
        Map<String, String> environment,
        LoadPlan load,
        GpuSlots slots,
        Path directory,
        Duration startLimit,
        Duration stopGrace,
        double errorShare,
        Rules rules,
        Optional<LoadCapacity> capacity,
        Optional<QualityCheck> quality) {

    private static final List<String> OWN = List.of("port", "flags", "options");

    /**
     * Further rules.
     *
     * @param slowShare largest share of requests, 0 … 1, that may be given up for being slow; above it the trial is a crash, so
     *     at 1 slowness is never one: it is a measurement
     * @param devicesVariable the variable of the environment that names a trial's GPUs
     * @param secrets names of variables whose values are masked, beside those that speak of a token, a key or a password
     * @param records whether every request of every trial is written to a file beside its log
     * @param runIn the folder where engines run: the user's own, so that relative paths mean what they do there
     */
    public record Rules(double slowShare, String devicesVariable, List<String> secrets, boolean records, Path runIn) {

        /** Copies and checks. */
        public Rules {
            secrets = List.copyOf(secrets);
            if (!(slowShare >= 0.0 && slowShare <= 1.0)) {
                throw new IllegalArgumentException("slowShare is " + slowShare + "; it must be in 0 … 1");
            }
        }

        /** Slowness is measured, {@code CUDA_VISIBLE_DEVICES}, no further secrets, no records of requests, where this program runs. */
        public static Rules standard() {
            return new Rules(
                    1.0, "CUDA_VISIBLE_DEVICES", List.of(), false, Path.of("").toAbsolutePath());
        }
    }

    /** Checks what can be checked before anything is paid for. */
    public EngineSetup {
        values = Map.copyOf(values);
        environment = Map.copyOf(environment);
        Set<String> missing = new TreeSet<>(command.placeholders());
        missing.removeAll(values.keySet());
        OWN.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the engine's command " + command.arguments() + " speaks of " + missing
                    + ", which has no value; there are " + OWN + " and " + values.keySet());
        }
        if (!(errorShare >= 0.0 && errorShare <= 1.0)) {
            throw new IllegalArgumentException("errorShare is " + errorShare + "; it must be in 0 … 1");
        }
        if (capacity.isPresent()) {
            capacity.get().check(load);
        }
    }

    /** One stress test a trial, and no questions. */
    public EngineSetup(
            Catalogue catalogue,
            CommandTemplate command,
            Map<String, String> values,
            Map<String, String> environment,
            LoadPlan load,
            GpuSlots slots,
            Path directory,
            Duration startLimit,
            Duration stopGrace,
            double errorShare,
            Rules rules) {
        this(
                catalogue,
                command,
                values,
                environment,
                load,
                slots,
                directory,
                startLimit,
                stopGrace,
                errorShare,
                rules,
                Optional.empty(),
                Optional.empty());
    }

    /** The same, measuring the capacity if one is asked for, and the answers if there are questions. */
    public EngineSetup measuring(Optional<LoadCapacity> newCapacity, Optional<QualityCheck> newQuality) {
        return new EngineSetup(
                catalogue,
                command,
                values,
                environment,
                load,
                slots,
                directory,
                startLimit,
                stopGrace,
                errorShare,
                rules,
                newCapacity,
                newQuality);
    }

    /** One with the standard rules. */
    public EngineSetup(
            Catalogue catalogue,
            CommandTemplate command,
            Map<String, String> values,
            Map<String, String> environment,
            LoadPlan load,
            GpuSlots slots,
            Path directory,
            Duration startLimit,
            Duration stopGrace,
            double errorShare) {
        this(
                catalogue,
                command,
                values,
                environment,
                load,
                slots,
                directory,
                startLimit,
                stopGrace,
                errorShare,
                Rules.standard());
    }
}
