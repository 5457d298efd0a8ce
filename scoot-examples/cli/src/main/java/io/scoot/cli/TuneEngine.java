package io.scoot.cli;

import io.scoot.Objective;
import io.scoot.engines.CommandTemplate;
import io.scoot.engines.EngineEvaluator;
import io.scoot.engines.EngineSetup;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import io.scoot.engines.process.GpuSlots;
import io.scoot.load.LoadPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
            "output_tokens_per_s and more. For example:",
            "",
            "  tune engine --space vllm --model my/model --fact heads=40 \\",
            "      --gpus 0,1,2,3 --trace trace.csv --rate 5 --slo 'ttft:500 tpot:50' \\",
            "      --minimize ttft_ms --minimize tpot_ms --journal study.jsonl"
        })
final class TuneEngine implements Callable<Integer> {

    @Option(names = "--space", paramLabel = "NAME|FILE", description = "What may be tuned.")
    private String space = "";

    @Option(names = "--model", paramLabel = "NAME", description = "The model, as the engine is told.")
    private String model = "";

    @Option(names = "--served-model", paramLabel = "NAME", description = "Its name in requests, if that is another.")
    private String servedModel = "";

    @Option(
            names = "--fact",
            paramLabel = "NAME=VALUE",
            description = "Facts of the model and the machine: heads, max-model-len, experts, cores; may be repeated.")
    private Map<String, String> facts = new LinkedHashMap<>();

    @Option(
            names = "--gpus",
            split = ",",
            paramLabel = "ID",
            description = "The GPUs to use, by number; none: the engine runs on the CPU.")
    private List<Integer> gpus = new ArrayList<>();

    @Option(
            names = "--gpus-per-trial",
            paramLabel = "N",
            defaultValue = "0",
            description = "GPUs of one trial; 0: all, divided by the parallelism (default: ${DEFAULT-VALUE}).")
    private int gpusPerTrial;

    @Option(names = "--minimize", paramLabel = "METRIC", description = "A metric to bring down; may be repeated.")
    private List<String> minimized = new ArrayList<>();

    @Option(names = "--maximize", paramLabel = "METRIC", description = "A metric to bring up; may be repeated.")
    private List<String> maximized = new ArrayList<>();

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "A variable of the engine's environment; may be repeated.")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "scoot-work",
            description = "Folder for the engines' logs (default: ${DEFAULT-VALUE}).")
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
                    "Largest share of failed requests with which a stress test counts; above it is a crash (default: ${DEFAULT-VALUE}).")
    private double errorShare;

    @Option(names = "--list", description = "List the catalogues and what they tune, and stop.")
    private boolean list;

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Mixin
    private final StudyOptions study = new StudyOptions();

    @Parameters(paramLabel = "COMMAND", description = "The engine's command, after --.", arity = "0..*")
    private List<String> command = new ArrayList<>();

    private final PrintWriter out;

    TuneEngine(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        int each = gpusPerTrial > 0 ? gpusPerTrial : Math.max(1, gpus.size() / Math.max(1, study.parallelism()));
        GpuSlots slots = gpus.isEmpty() ? GpuSlots.none(study.parallelism()) : GpuSlots.of(gpus, each);
        Facts known = facts(each);
        if (list) {
            list(known);
            return 0;
        }
        require(!space.isEmpty(), "--space is missing: a catalogue of " + Catalogue.names() + ", or a file");
        require(
                !minimized.isEmpty() || !maximized.isEmpty(),
                "an objective is missing: --minimize ttft_ms, for example");
        require(
                study.parallelism() <= slots.count(),
                "--parallelism " + study.parallelism() + " needs as many sets of GPUs, but there are " + slots.count());
        boolean file = !Catalogue.names().contains(space) && Files.isRegularFile(Path.of(space));
        Catalogue catalogue = file ? Catalogue.read(Path.of(space), known) : Catalogue.named(space, known);
        CommandTemplate template = new CommandTemplate(
                command.isEmpty()
                        ? catalogue.command().orElseThrow(() -> wrong("the space has no command; give one after --"))
                        : command);
        require(
                !template.placeholders().contains("model") || !model.isEmpty(),
                "--model is missing, which the engine's command speaks of");
        LoadPlan plan = load.plan(servedModel.isEmpty() ? model : servedModel);
        EngineEvaluator evaluator = new EngineEvaluator(new EngineSetup(
                catalogue,
                template,
                values(known),
                environment,
                plan,
                slots,
                work,
                seconds(startLimit),
                seconds(stopGrace),
                errorShare));
        study.run(
                new Subject(
                        catalogue.name(),
                        catalogue.engine() + (model.isEmpty() ? "" : ", model " + model) + ", " + load.description(),
                        catalogue.space(),
                        objectives(),
                        evaluator,
                        evaluator::command),
                out);
        return 0;
    }

    private void list(Facts known) {
        for (String name : Catalogue.names()) {
            Catalogue catalogue = Catalogue.named(name, known);
            out.println(name + ": " + catalogue.engine());
            catalogue.descriptions().forEach(line -> out.println("    " + line));
        }
    }

    private Facts facts(int each) {
        Facts known = Facts.defaults().with("gpus", gpus.isEmpty() ? 1 : each);
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            known = known.with(fact.getKey(), value(fact.getValue()));
        }
        return known;
    }

    private static Object value(String text) {
        if (text.matches("-?\\d{1,9}")) {
            return Integer.valueOf(text);
        }
        return text.matches("-?\\d*\\.?\\d+") ? Double.valueOf(text) : text;
    }

    private Map<String, String> values(Facts known) {
        Map<String, String> values = new LinkedHashMap<>();
        known.values().forEach((name, value) -> values.put(name, value.toString()));
        values.put("model", model);
        return values;
    }

    private List<Objective> objectives() {
        List<Objective> objectives = new ArrayList<>();
        minimized.forEach(metric -> objectives.add(Objective.minimize(metric)));
        maximized.forEach(metric -> objectives.add(Objective.maximize(metric)));
        return objectives;
    }

    private static Duration seconds(double value) {
        return Duration.ofMillis((long) (1e3 * value));
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
