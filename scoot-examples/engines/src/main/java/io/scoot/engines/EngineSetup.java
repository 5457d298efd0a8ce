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

/** What an {@link EngineEvaluator} works with. Immutable. */
public final class EngineSetup {

    private static final List<String> OWN = List.of("port", "flags", "options");

    private final Builder from;

    private EngineSetup(Builder from) {
        this.from = from;
    }

    /**
     * A setup to be filled.
     *
     * @param catalogue what is tuned, and how a configuration becomes flags
     * @param command how the engine is started
     * @param load the stress test of each trial
     * @param directory for logs, options files and records of running engines; made if it is not there
     */
    public static Builder builder(Catalogue catalogue, CommandTemplate command, LoadPlan load, Path directory) {
        return new Builder(catalogue, command, load, directory);
    }

    Catalogue catalogue() {
        return from.catalogue;
    }

    CommandTemplate command() {
        return from.command;
    }

    LoadPlan load() {
        return from.load;
    }

    Path directory() {
        return from.directory;
    }

    Map<String, String> values() {
        return from.values;
    }

    Map<String, String> environment() {
        return from.environment;
    }

    GpuSlots slots() {
        return from.slots;
    }

    Duration startLimit() {
        return from.startLimit;
    }

    Duration stopGrace() {
        return from.stopGrace;
    }

    double errorShare() {
        return from.errorShare;
    }

    double slowShare() {
        return from.slowShare;
    }

    String devicesVariable() {
        return from.devicesVariable;
    }

    List<String> secrets() {
        return from.secrets;
    }

    boolean records() {
        return from.records;
    }

    Path runIn() {
        return from.runIn;
    }

    Optional<LoadCapacity> capacity() {
        return from.capacity;
    }

    Optional<QualityCheck> quality() {
        return from.quality;
    }

    /** Collects a setup; not thread-safe. */
    public static final class Builder {
        private final Catalogue catalogue;
        private final CommandTemplate command;
        private final LoadPlan load;
        private final Path directory;
        private Map<String, String> values = Map.of();
        private Map<String, String> environment = Map.of();
        private GpuSlots slots = GpuSlots.none(1);
        private Duration startLimit = Duration.ofMinutes(10);
        private Duration stopGrace = Duration.ofSeconds(20);
        private double errorShare = 0.02;
        private double slowShare = 1.0;
        private String devicesVariable = "CUDA_VISIBLE_DEVICES";
        private List<String> secrets = List.of();
        private boolean records = false;
        private Path runIn = Path.of("").toAbsolutePath();
        private Optional<LoadCapacity> capacity = Optional.empty();
        private Optional<QualityCheck> quality = Optional.empty();

        private Builder(Catalogue catalogue, CommandTemplate command, LoadPlan load, Path directory) {
            this.catalogue = catalogue;
            this.command = command;
            this.load = load;
            this.directory = directory;
        }

        private Builder(Builder other) {
            this(other.catalogue, other.command, other.load, other.directory);
            values = other.values;
            environment = other.environment;
            slots = other.slots;
            startLimit = other.startLimit;
            stopGrace = other.stopGrace;
            errorShare = other.errorShare;
            slowShare = other.slowShare;
            devicesVariable = other.devicesVariable;
            secrets = other.secrets;
            records = other.records;
            runIn = other.runIn;
            capacity = other.capacity;
            quality = other.quality;
        }

        /** Values of the command's placeholders, beside {@code port}, {@code flags} and {@code options}; none unless set. */
        public Builder values(Map<String, String> value) {
            values = Map.copyOf(value);
            return this;
        }

        /** Variables of the engine's environment; none unless set. */
        public Builder environment(Map<String, String> value) {
            environment = Map.copyOf(value);
            return this;
        }

        /** Where trials run; one at a time, without GPUs, unless set. */
        public Builder slots(GpuSlots value) {
            slots = value;
            return this;
        }

        /** How long an engine may take until it serves; ten minutes unless set. */
        public Builder startLimit(Duration value) {
            startLimit = value;
            return this;
        }

        /** How long it may take to stop by itself; 20 s unless set. */
        public Builder stopGrace(Duration value) {
            stopGrace = value;
            return this;
        }

        /** Largest share of requests, 0 … 1, that may fail other than by being slow; above it the trial is a crash; 0.02 unless set. */
        public Builder errorShare(double value) {
            if (!(value >= 0.0 && value <= 1.0)) {
                throw new IllegalArgumentException("errorShare is " + value + "; it must be in 0 … 1");
            }
            errorShare = value;
            return this;
        }

        /**
         * Largest share of requests, 0 … 1, that may be given up for being slow; above it the trial is a crash, so at 1, as it is unless set,
         * slowness is never one: it is a measurement.
         */
        public Builder slowShare(double value) {
            if (!(value >= 0.0 && value <= 1.0)) {
                throw new IllegalArgumentException("slowShare is " + value + "; it must be in 0 … 1");
            }
            slowShare = value;
            return this;
        }

        /** The variable of the environment that names a trial's GPUs; {@code CUDA_VISIBLE_DEVICES} unless set. */
        public Builder devicesVariable(String value) {
            devicesVariable = value;
            return this;
        }

        /** Names of variables whose values are masked, beside those that speak of a token, a key or a password; none unless set. */
        public Builder secrets(List<String> value) {
            secrets = List.copyOf(value);
            return this;
        }

        /** Whether every request of every trial is written to a file beside its log; not unless set. */
        public Builder records(boolean value) {
            records = value;
            return this;
        }

        /** The folder where engines run: where this program runs, unless set, so that relative paths mean what they do there. */
        public Builder runIn(Path value) {
            runIn = value;
            return this;
        }

        /** If given, a trial looks for the highest rate of the load within these bounds, beginning at its rate, in place of one stress test. */
        public Builder capacity(Optional<LoadCapacity> value) {
            capacity = value;
            return this;
        }

        /** If given, the share of right answers to its questions is measured after the load, as {@code accuracy}. */
        public Builder quality(Optional<QualityCheck> value) {
            quality = value;
            return this;
        }

        /**
         * The setup, checked as far as it can be before anything is paid for.
         *
         * @throws IllegalArgumentException if the command speaks of a placeholder that has no value, or the capacity's rules do not
         *     fit the load
         */
        public EngineSetup build() {
            Set<String> missing = new TreeSet<>(command.placeholders());
            missing.removeAll(values.keySet());
            OWN.forEach(missing::remove);
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("the engine's command " + command.arguments() + " speaks of "
                        + missing + ", which has no value; there are " + OWN + " and " + values.keySet());
            }
            capacity.ifPresent(search -> search.check(load));
            return new EngineSetup(new Builder(this));
        }
    }
}
