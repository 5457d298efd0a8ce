package io.scoot.engines;

import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.process.GpuSlots;
import io.scoot.load.LoadPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * @param directory for logs and options files; made if it is not there
 * @param startLimit how long an engine may take until it serves
 * @param stopGrace how long it may take to stop by itself
 * @param errorShare largest share of failed requests, 0 … 1, with which a stress test still counts
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
        double errorShare) {

    private static final List<String> OWN = List.of("port", "flags", "options");

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
    }
}
