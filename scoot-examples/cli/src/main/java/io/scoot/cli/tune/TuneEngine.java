package io.scoot.cli.tune;

import io.scoot.Objective;
import io.scoot.cli.study.Advisor;
import io.scoot.cli.study.Console;
import io.scoot.cli.study.Studies;
import io.scoot.cli.study.Subject;
import io.scoot.engines.CommandTemplate;
import io.scoot.engines.EngineEvaluator;
import io.scoot.engines.EngineProbe;
import io.scoot.engines.QualityCheck;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import io.scoot.engines.catalogue.Selection;
import io.scoot.engines.process.GpuSlots;
import io.scoot.load.LoadPlan;
import io.scoot.load.LoadReport;
import io.scoot.load.capacity.CapacityReport;
import io.scoot.load.capacity.LoadCapacity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tunes a real engine: a space, a model, GPUs and a trace in, a configuration and its SLOs out. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tunes a real engine: launches it in each configuration and stress-tests it.",
        footer = {
            "",
            "A space is a catalogue's name (--list) or a YAML or JSON file of the same",
            "form. The engine's command is the space's unless one is given after --; in",
            "it {model}, {port}, {flags}, {options} and each fact stand for their values.",
            "",
            "Metrics: ttft_ms, tpot_ms, itl_ms and latency_ms are means; p50_, p90_, p95_,",
            "p99_ or std_ before them tells otherwise. throughput_rps, goodput_rps,",
            "output_tokens_per_s and more; capacity_rps is the highest rate that keeps the",
            "bounds of --slo, such as ttft_p95=500. For example:",
            "",
            "  ${COMMAND-FULL-NAME} --space vllm --model my/model --fact heads=40 \\",
            "      --gpus 0,1,2,3 --trace trace.csv --rate 5 --slo 'ttft:500 tpot:50' \\",
            "      --minimize ttft_ms --minimize tpot_ms --journal study.jsonl"
        })
final class TuneEngine implements Callable<Integer> {

    private static final String GOODPUT = "goodput_rps";

    @Option(names = "--space", paramLabel = "NAME|FILE", description = "What may be tuned.")
    private String space = "";

    @Option(names = "--model", paramLabel = "NAME", description = "The model, as the engine is told.")
    private String model = "";

    @Option(names = "--served-model", paramLabel = "NAME", description = "Its name in requests, if that is another.")
    private String servedModel = "";

    @Option(
            names = "--fact",
            paramLabel = "NAME=VALUE",
            description =
                    "Facts of the model and the machine: heads, kv-heads, max-model-len, experts, cores; may be repeated. A model's folder with a config.json tells most of them.")
    private Map<String, String> facts = new LinkedHashMap<>();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Tune nothing: measure the engine that runs there under the load, once.")
    private @Nullable URI server;

    @Option(
            names = "--include",
            split = ",",
            paramLabel = "NAME",
            description = "Parameters that a catalogue has, and offers only where asked for (--list --include NAME).")
    private List<String> include = new ArrayList<>();

    @Option(names = "--exclude", split = ",", paramLabel = "NAME", description = "Parameters to leave alone.")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--minimize", paramLabel = "METRIC", description = "A metric to bring down; may be repeated.")
    private List<String> minimized = new ArrayList<>();

    @Option(names = "--maximize", paramLabel = "METRIC", description = "A metric to bring up; may be repeated.")
    private List<String> maximized = new ArrayList<>();

    @Option(names = "--list", description = "List the catalogues and what they tune, and stop.")
    private boolean list;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Mixin
    private final CapacityOptions capacity = new CapacityOptions();

    @Mixin
    private final PriorOptions prior = new PriorOptions();

    @Mixin
    private final StudyOptions study = new StudyOptions();

    @Parameters(paramLabel = "COMMAND", description = "The engine's command, after --.", arity = "0..*")
    private List<String> command = new ArrayList<>();

    private final Console console;
    private final Studies studies;

    TuneEngine(Console console, Studies studies) {
        this.console = console;
        this.studies = studies;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        GpuSlots slots = engine.slots(study.parallelism());
        EngineFacts engineFacts = new EngineFacts(facts, model, Math.max(1, slots.each()));
        Selection selection = Selection.of(include, exclude);
        if (list) {
            list(engineFacts.known());
            return 0;
        }
        String requested = servedModel.isEmpty() ? model : servedModel;
        if (server != null) {
            LoadPlan plan = load.plan(requested, engineFacts.explicitLength(), 1.0);
            return new ServerMeasurement(
                            plan,
                            server,
                            study.seed(),
                            engine.work(),
                            engine.records(),
                            load.slos().percentiles(),
                            capacity.capacity(minimized, maximized, load.slos().percentiles(), engine.errorShare()),
                            engine.quality())
                    .print(console.out(), study.json());
        }
        require(!space.isEmpty(), "--space is missing: a catalogue of " + Catalogue.names() + ", or a file");
        require(
                !minimized.isEmpty() || !maximized.isEmpty(),
                "an objective is missing: --minimize ttft_ms, for example");
        require(
                study.parallelism() <= slots.count(),
                "--parallelism " + study.parallelism() + " needs as many sets of GPUs, but there are " + slots.count());
        Catalogue catalogue = catalogue(engineFacts.known(), selection);
        engineFacts.requireSpokenOf(catalogue);
        CommandTemplate template = new CommandTemplate(
                command.isEmpty()
                        ? catalogue.command().orElseThrow(() -> wrong("the space has no command; give one after --"))
                        : command);
        require(
                !template.placeholders().contains("model") || !model.isEmpty(),
                "--model is missing, which the engine's command speaks of");
        boolean bounded = template.placeholders().contains("max-model-len");
        LoadPlan plan = load.plan(
                requested,
                bounded ? engineFacts.known().whole("max-model-len") : engineFacts.explicitLength(),
                engine.errorShare());
        require(
                !plan.slo().bounds().isEmpty() || (!minimized.contains(GOODPUT) && !maximized.contains(GOODPUT)),
                GOODPUT + " without a bound is the throughput: give --slo, such as 'ttft:500 tpot:50'");
        Facts known = engineFacts.under(plan);
        return tune(catalogue(known, selection), template, known, plan, slots);
    }

    private Integer tune(Catalogue catalogue, CommandTemplate template, Facts known, LoadPlan plan, GpuSlots slots)
            throws IOException, InterruptedException {
        Optional<LoadCapacity> search =
                capacity.capacity(minimized, maximized, load.slos().percentiles(), engine.errorShare());
        if (search.isEmpty()) { // whose rates keep the bounds by themselves
            study.alsoWithin(load.slos().bounds());
        }
        int length = template.placeholders().contains("max-model-len") ? known.whole("max-model-len") : 0;
        PriorOptions.Served served = new PriorOptions.Served(model, engine.devices(), slots.each(), length);
        Optional<Advisor> advisor = prior.advisor(catalogue, objectives(), study.bounds(), served, plan, search);
        EngineEvaluator evaluator =
                new EngineEvaluator(engine.setup(catalogue, template, values(known), plan, slots, search));
        evaluator.stopLeftovers().forEach(process -> console.err()
                .println("Stopped what an earlier run had left: " + process));
        Optional<String> version = askEngine(catalogue);
        Subject subject = new Subject(
                catalogue.name(),
                catalogue.engine()
                        + version.map(found -> " (" + found + " is installed)")
                                .orElse(" (the installed version is not known)")
                        + (model.isEmpty() ? "" : ", model " + model) + ", "
                        + load.description()
                        + (search.isEmpty() ? "" : ", and at other rates up to the capacity"),
                catalogue.space(),
                objectives(),
                List.of(),
                evaluator,
                evaluator::command,
                evaluator.context(version));
        return studies.take(subject.withAdvisor(advisor), study.settings(subject));
    }

    /** The installed engine's version; parameters that it does not have are refused before anything is paid for. */
    private Optional<String> askEngine(Catalogue catalogue) throws IOException, InterruptedException {
        catalogue.warnings().forEach(warning -> console.err().println("Warning: " + warning));
        Optional<EngineProbe> probe = command.isEmpty()
                ? Optional.of(new EngineProbe(catalogue, engine.work()))
                : EngineProbe.of(catalogue, engine.work(), command);
        Optional<String> version =
                probe.isEmpty() ? Optional.empty() : probe.get().version();
        if (version.isPresent()) {
            Map<String, String> unknown = probe.orElseThrow().unknownFlags(version.get());
            require(
                    unknown.isEmpty(),
                    "the installed " + catalogue.name() + " " + version.get() + " does not know " + unknown.keySet()
                            + ": leave them alone with --exclude " + String.join(",", new TreeSet<>(unknown.values())));
        }
        return version;
    }

    private Catalogue catalogue(Facts known, Selection selection) {
        if (Catalogue.names().contains(space)) {
            return Catalogue.named(space, known, selection);
        }
        if (!Files.isRegularFile(Path.of(space))) {
            throw Names.unknown(
                    "catalogue or file",
                    space,
                    Catalogue.names(),
                    console.typed().command("tune", "engine", "--list"));
        }
        return Catalogue.read(Path.of(space), known, selection);
    }

    private void list(Facts known) {
        if (!space.isEmpty() && !Catalogue.names().contains(space)) {
            throw Names.unknown(
                    "catalogue", space, Catalogue.names(), console.typed().command("catalogue"));
        }
        for (String name : Catalogue.names()) {
            if (space.isEmpty() || space.equals(name)) {
                Selection selection = space.isEmpty() ? Selection.standard() : Selection.of(include, exclude);
                Catalogue catalogue = Catalogue.named(name, known, selection);
                console.out().println(name + ": " + catalogue.engine());
                catalogue.descriptions().forEach(line -> console.out().println("    " + line));
            }
        }
    }

    private Map<String, String> values(Facts known) {
        Map<String, String> values = new LinkedHashMap<>();
        known.values().forEach((name, value) -> values.put(name, value.toString()));
        values.put("model", model);
        return values;
    }

    private List<Objective> objectives() {
        Stream.concat(minimized.stream(), maximized.stream()).forEach(TuneEngine::requireMeasured);
        List<Objective> objectives = new ArrayList<>();
        minimized.forEach(metric -> objectives.add(Objective.minimize(metric)));
        maximized.forEach(metric -> objectives.add(Objective.maximize(metric)));
        return objectives;
    }

    /** Said before an engine is launched, and not after the first trial. */
    private static void requireMeasured(String metric) {
        Set<String> measured = new TreeSet<>(LoadReport.metricNames());
        measured.add(CapacityReport.METRIC);
        measured.add(QualityCheck.METRIC);
        require(
                measured.contains(metric),
                "metric \"" + metric + "\" is none that a load test measures"
                        + Names.nearest(metric, measured)
                                .map(other -> "; the nearest is " + other)
                                .orElse(""));
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw wrong(message);
        }
    }

    private static IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException(message);
    }
}
