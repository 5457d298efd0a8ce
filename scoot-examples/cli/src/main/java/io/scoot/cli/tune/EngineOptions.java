package io.scoot.cli.tune;

import io.scoot.engines.CommandTemplate;
import io.scoot.engines.EngineSetup;
import io.scoot.engines.QualityCheck;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.process.GpuSlots;
import io.scoot.load.LoadPlan;
import io.scoot.load.capacity.LoadCapacity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how engines are run and judged. */
final class EngineOptions {

    @Option(
            names = "--gpus",
            split = ",",
            paramLabel = "ID",
            description =
                    "The GPUs to use: numbers, ranges such as 0-3, GPU-… or MIG-…; none: the engine runs on the CPU.")
    private List<String> gpus = new ArrayList<>();

    @Option(
            names = "--gpus-per-trial",
            paramLabel = "N",
            defaultValue = "0",
            description = "GPUs of one trial; 0: all, divided by the parallelism (default: ${DEFAULT-VALUE}).")
    private int gpusPerTrial;

    @Option(
            names = "--devices-variable",
            paramLabel = "NAME",
            defaultValue = "CUDA_VISIBLE_DEVICES",
            description =
                    "The variable that names a trial's GPUs, HIP_VISIBLE_DEVICES with ROCm (default: ${DEFAULT-VALUE}).")
    private String devicesVariable = "";

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "A variable of the engine's environment; may be repeated.")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "scoot-work",
            description = "Folder for the engines' logs and for records of those that run (default: ${DEFAULT-VALUE}).")
    private Path work = Path.of("");

    @Option(
            names = "--start-limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long an engine may take until it serves (default: ${DEFAULT-VALUE}).")
    private double startLimit;

    @Option(
            names = "--stop-grace",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long it may take to stop before it is killed (default: ${DEFAULT-VALUE}).")
    private double stopGrace;

    @Option(
            names = "--error-share",
            paramLabel = "X",
            defaultValue = "0.02",
            description =
                    "Largest share of requests that may fail other than by being slow; above it is a crash (default: ${DEFAULT-VALUE}).")
    private double errorShare;

    @Option(
            names = "--slow-share",
            paramLabel = "X",
            defaultValue = "1",
            description =
                    "Largest share of requests that may be unfinished; above it is a crash, at 1 never: slowness is measured (default: ${DEFAULT-VALUE}).")
    private double slowShare;

    @Option(
            names = "--secret",
            paramLabel = "NAME",
            description =
                    "A variable whose value is masked in logs and reasons, beside *TOKEN*, *KEY*, *PASSWORD* and *SECRET*; may be repeated.")
    private List<String> secrets = new ArrayList<>();

    @Option(names = "--records", description = "Write every request of every trial to a file of the work folder.")
    private boolean records;

    @Option(
            names = "--quality",
            paramLabel = "FILE",
            description = "Ask each trial's engine these questions, a JSON object a line with prompt and answer, and"
                    + " report the share of right answers as accuracy.")
    private @Nullable Path quality;

    /** The questions, if there are any. */
    Optional<QualityCheck> quality() {
        return Optional.ofNullable(quality).map(QualityCheck::read);
    }

    /** Where trials run. */
    GpuSlots slots(int parallelism) {
        if (gpus.isEmpty()) {
            return GpuSlots.none(parallelism);
        }
        int all = GpuSlots.expanded(gpus).size();
        return GpuSlots.of(gpus, gpusPerTrial > 0 ? gpusPerTrial : Math.max(1, all / Math.max(1, parallelism)));
    }

    /** All devices that are named. */
    List<String> devices() {
        return GpuSlots.expanded(gpus);
    }

    Path work() {
        return work;
    }

    double errorShare() {
        return errorShare;
    }

    boolean records() {
        return records;
    }

    EngineSetup setup(
            Catalogue catalogue,
            CommandTemplate template,
            Map<String, String> values,
            LoadPlan plan,
            GpuSlots slots,
            Optional<LoadCapacity> capacity) {
        return EngineSetup.builder(catalogue, template, plan, work)
                .values(values)
                .environment(environment)
                .slots(slots)
                .startLimit(seconds(startLimit))
                .stopGrace(seconds(stopGrace))
                .errorShare(errorShare)
                .slowShare(slowShare)
                .devicesVariable(devicesVariable)
                .secrets(secrets)
                .records(records)
                .capacity(capacity)
                .quality(quality())
                .build();
    }

    private static Duration seconds(double value) {
        return Duration.ofMillis((long) (1e3 * value));
    }
}
