package io.scoot.cli.tune;

import io.scoot.Objective;
import io.scoot.Slo;
import io.scoot.cli.study.Advisor;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.process.GpuNames;
import io.scoot.load.LoadPlan;
import io.scoot.load.capacity.LoadCapacity;
import io.scoot.simulator.v1.Accelerator;
import io.scoot.simulator.v1.Deployment;
import io.scoot.simulator.v1.ModelShape;
import io.scoot.simulator.v1.Prior;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is known before the first trial. */
final class PriorOptions {

    private static final String ENGINE = "vllm";

    /** Where knowledge comes from. */
    enum Source {
        /** The simulated vLLM. */
        SIM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a trial's engine serves, and on what.
     *
     * @param model a folder, or a name at the hub
     * @param devices of all trials
     * @param gpus of a trial
     * @param maxModelLength that the engine is told; 0: the model's own
     */
    record Served(String model, List<String> devices, int gpus, int maxModelLength) {}

    @Option(
            names = "--prior",
            paramLabel = "sim",
            description = "Run the study on the simulated vLLM first, and try three of what is best there right after"
                    + " the default; beyond that the simulation is not believed.")
    private @Nullable Source prior;

    @Option(
            names = "--prior-gpu",
            paramLabel = "NAME",
            description = "The kind of GPU that is simulated: l4, a10, a100, h100, h200 or b200; what nvidia-smi says"
                    + " unless given.")
    private @Nullable String gpu;

    /**
     * Who says what to try first, if the options ask for one.
     *
     * @throws IllegalArgumentException naming what cannot be simulated
     */
    Optional<Advisor> advisor(
            Catalogue catalogue,
            List<Objective> objectives,
            List<Slo> slos,
            Served served,
            LoadPlan load,
            Optional<LoadCapacity> capacity)
            throws InterruptedException {
        if (prior == null) {
            if (gpu != null) {
                throw new IllegalArgumentException("--prior-gpu " + gpu + " is of --prior sim, which is not given");
            }
            return Optional.empty();
        }
        if (!catalogue.name().equals(ENGINE)) {
            throw new IllegalArgumentException("--prior sim: the simulator knows vLLM's V1 engine, the space named "
                    + ENGINE + "; " + catalogue.name() + " cannot be simulated");
        }
        Accelerator accelerator = accelerator(served.devices());
        ModelShape shape = SimulatedModel.of(served.model());
        Deployment deployment = new Deployment(
                shape,
                accelerator,
                Math.max(1, served.gpus()),
                served.maxModelLength() > 0 ? served.maxModelLength() : shape.maxLength());
        try {
            Prior found = capacity.isPresent()
                    ? Prior.ofCapacity(catalogue.space(), objectives, slos, deployment, load, capacity.get())
                    : Prior.of(catalogue.space(), objectives, slos, deployment, load);
            return Optional.of(new Simulation(found, deployment));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--prior sim: " + e.getMessage(), e);
        }
    }

    private Accelerator accelerator(List<String> devices) throws InterruptedException {
        if (gpu != null) {
            return Accelerator.named(gpu)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--prior-gpu " + gpu + " is not simulated; there are " + gpuNames()));
        }
        List<String> names = List.copyOf(new TreeSet<>(GpuNames.nvidia(devices)));
        if (names.size() != 1) {
            throw new IllegalArgumentException("--prior sim: "
                    + (names.isEmpty() ? "nvidia-smi does not say what GPUs there are" : "the GPUs differ: " + names)
                    + "; give --prior-gpu, one of " + gpuNames());
        }
        return Accelerator.named(names.get(0))
                .orElseThrow(() -> new IllegalArgumentException("--prior sim: " + names.get(0)
                        + " is not simulated; give the nearest as --prior-gpu, one of " + gpuNames()));
    }

    private static List<String> gpuNames() {
        return Accelerator.ALL.stream()
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The simulator as an advisor. */
    private record Simulation(Prior prior, Deployment deployment) implements Advisor {
        @Override
        public String name() {
            return Prior.NAME;
        }

        @Override
        public Advice advise(long seed) {
            Prior.Advice advice = prior.advice(seed);
            StringBuilder sentence = new StringBuilder(String.format(
                    Locale.ROOT,
                    "Of %d configurations simulated (%s) %d worked and %d kept the bounds; ",
                    advice.simulated(),
                    deployment,
                    advice.worked(),
                    advice.kept()));
            sentence.append(
                    advice.configurations().isEmpty()
                            ? "none is worth a trial."
                            : advice.configurations().size() + " of the best are tried first.");
            prior.notes().forEach(note -> sentence.append("\n  ").append(note));
            return new Advice(advice.configurations(), sentence.toString());
        }
    }
}
