package io.scoot.cli.tune;

import io.scoot.cli.study.Console;
import io.scoot.cli.study.Studies;
import io.scoot.cli.study.Subject;
import io.scoot.simulator.EngineProfile;
import io.scoot.simulator.SimulatedService;
import io.scoot.simulator.v1.V1Service;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tunes a simulated service. */
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tunes a simulated vLLM service, which needs no GPU, and shows the result.")
final class TuneSim implements Callable<Integer> {

    private static final String V1 = "v1";

    @Option(
            names = "--service",
            paramLabel = "NAME",
            completionCandidates = ServiceNames.class,
            description = "Which service, see --list (default: chat-llama-3.1-8b-1h100).")
    private @Nullable String service;

    @Mixin
    private final StudyOptions study = new StudyOptions();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "v1, vLLM 0.33 of today (default); or, of the paper's services, the engine's hidden constraints:"
                            + " paper, vllm-0.5.4.")
    private @Nullable String profile;

    @Option(names = "--trace", paramLabel = "CSV", description = "Replay the lengths of this file instead.")
    private @Nullable Path trace;

    @Option(
            names = "--input-column",
            paramLabel = "NAME",
            defaultValue = "input_tokens",
            description = "Its column of prompt tokens (default: ${DEFAULT-VALUE}).")
    private String inputColumn = "";

    @Option(
            names = "--output-column",
            paramLabel = "NAME",
            defaultValue = "output_tokens",
            description = "Its column of generated tokens (default: ${DEFAULT-VALUE}).")
    private String outputColumn = "";

    @Option(
            names = "--maximize-capacity",
            description = "Of a service of today: look for the highest rate within its bound, capacity_rps.")
    private boolean maximizeCapacity;

    @Option(names = "--list", description = "List the services and stop.")
    private boolean list;

    private final Console console;
    private final Studies studies;

    TuneSim(Console console, Studies studies) {
        this.console = console;
        this.studies = studies;
    }

    @Override
    public Integer call() {
        if (list) {
            PrintWriter out = console.out();
            V1Service.names()
                    .forEach(name ->
                            out.printf("%-36s %s%n", name, V1Service.named(name).description()));
            SimulatedService.names()
                    .forEach(name -> out.printf(
                            "%-36s %s%n", name, SimulatedService.named(name).description()));
            return 0;
        }
        boolean paper = service == null
                ? profile != null && !profile.equals(V1)
                : !V1Service.names().contains(service);
        if (maximizeCapacity && (paper || trace != null)) {
            throw new IllegalArgumentException("--maximize-capacity is of the services of " + V1 + ", such as "
                    + V1Service.DEFAULT + "; the paper's have no bound to keep");
        }
        Subject subject = paper || trace != null ? paperSubject() : todaysSubject();
        return studies.take(subject, study.settings(subject));
    }

    private Subject todaysSubject() {
        V1Service named = V1Service.named(service == null ? V1Service.DEFAULT : service);
        V1Service chosen = maximizeCapacity ? named.maximizingCapacity() : named;
        if (profile != null && !profile.equals(V1)) {
            throw new IllegalArgumentException(
                    "--profile " + profile + " is of the paper's services; " + chosen.name() + " has " + V1);
        }
        return new Subject(
                chosen.name(),
                chosen.description(),
                chosen.space(),
                List.of(chosen.objective()),
                chosen.slos(),
                chosen.evaluator(),
                chosen::serveCommand,
                chosen.context());
    }

    private Subject paperSubject() {
        if (service != null && !SimulatedService.names().contains(service)) {
            throw Names.unknown(
                    "service", service, new ServiceNames(), console.typed().command("tune", "sim", "--list"));
        }
        EngineProfile engine = profileNamed(profile == null ? EngineProfile.PAPER.toString() : profile);
        SimulatedService chosen = SimulatedService.named(service == null ? "sql-13b-4a10" : service)
                .withProfile(engine);
        if (trace != null) {
            chosen = chosen.withTrace(trace, inputColumn, outputColumn);
        }
        return new Subject(
                chosen.name(),
                chosen.description(),
                chosen.space(),
                List.of(chosen.objectives()),
                List.of(),
                chosen.evaluator(),
                chosen::serveCommand,
                Map.of(
                        "service",
                        chosen.name(),
                        "profile",
                        engine.toString(),
                        "trace",
                        trace == null ? "the service's" : trace + " " + inputColumn + " " + outputColumn));
    }

    private static EngineProfile profileNamed(String name) {
        for (EngineProfile profile : EngineProfile.values()) {
            if (profile.toString().equals(name)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("there is no profile \"" + name + "\"; there are " + V1
                + " and, of the paper's" + " services, " + List.of(EngineProfile.values()));
    }

    /** For shells that complete. */
    static final class ServiceNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(V1Service.names().stream(), SimulatedService.names().stream())
                    .iterator();
        }
    }
}
