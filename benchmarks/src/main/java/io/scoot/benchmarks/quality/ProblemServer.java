package io.scoot.benchmarks.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.BoolParameter;
import io.scoot.ChoiceParameter;
import io.scoot.Configuration;
import io.scoot.Constraint;
import io.scoot.Direction;
import io.scoot.IntegerParameter;
import io.scoot.OrdinalParameter;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.RealParameter;
import io.scoot.Slo;
import io.scoot.benchmarks.problems.Half;
import io.scoot.benchmarks.problems.Problem;
import io.scoot.benchmarks.problems.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Serves the problems to tuners of other languages over standard input and output, one JSON object per line, and writes down
 * their runs as {@link Comparison} writes ours. {@code {"list": true}} asks for the problems' names. A run begins with
 * <pre>{"problem": "mixed9", "tuner": "optuna-tpe", "seed": 1}</pre>
 * answered by the space, or by {@code {"skip": true}} if the file has that run; then each
 * <pre>{"evaluate": {"x1": 0.5, …}, "seconds": 0.2}</pre>
 * ({@code seconds}: what the suggestion took) is answered by {@code nearest}, where that row of a sparse table is evaluated in
 * its place, and by {@code metrics}, {@code values} (all to be minimised) and {@code violations} (of each bound, in its unit,
 * not positive where it is kept; a run begins with their {@code bounds}), by
 * {@code crash}, or by {@code violates}, with {@code left}, the observations left. A violated known constraint costs no
 * observation the first {@value #FREE_VIOLATIONS} times of a run. When none is left the run is written.
 */
@Command(name = "problem-server", mixinStandardHelpOptions = true, description = "Serves problems as JSON lines.")
public final class ProblemServer implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
    private static final int FREE_VIOLATIONS = 60;

    @Option(names = "--out", required = true, description = "File of JSON lines to append runs to.")
    private Path out = Path.of("");

    @Option(names = "--budget", defaultValue = "30", description = "Observations (default: ${DEFAULT-VALUE}).")
    private int budget;

    @Option(names = "--tables", paramLabel = "FOLDER", description = "Measured tables, as published.")
    private @Nullable Path tables;

    @Option(
            names = "--bounded",
            paramLabel = "KIND",
            description = "The problems under bounds in place of the others: service or table.")
    private Half.@Nullable Kind bounded;

    private List<Problem> problems = Problems.all();

    private @Nullable Session session;

    private ProblemServer() {}

    ProblemServer(Path out, int budget) {
        this.out = out;
        this.budget = budget;
    }

    ProblemServer(Path out, int budget, List<Problem> problems) {
        this(out, budget);
        this.problems = problems;
    }

    /** Serves until standard input ends. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ProblemServer())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Optional<Path> folder = Optional.ofNullable(tables);
        problems = bounded == null ? Problems.all(folder) : Problems.bounded(bounded, folder);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            answers.println(JSON.writeValueAsString(answer(line)));
        }
        return 0;
    }

    /** The answer to one line. */
    Map<String, Object> answer(String line) throws IOException {
        try {
            JsonNode message = JSON.readTree(line);
            if (message.has("list")) {
                return Map.of("problems", problems.stream().map(Problem::name).toList());
            }
            if (message.hasNonNull("problem")) {
                return begin(message);
            }
            if (message.hasNonNull("evaluate") && session != null) {
                return evaluate(session, message);
            }
            return Map.of("error", "begin with {\"problem\": …}, then {\"evaluate\": …}");
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Map.of("error", String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> begin(JsonNode message) throws IOException {
        Problem problem = Problems.named(message.get("problem").asText(), problems);
        Session begun = new Session(
                problem,
                message.path("tuner").asText("peer"),
                message.path("seed").asLong(1L));
        if (Runs.keys(out).contains(Run.key(begun.tuner, problem.name(), begun.seed, 1))) {
            session = null;
            return Map.of("skip", true);
        }
        session = begun;
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "space",
                problem.space().parameters().stream()
                        .map(ProblemServer::describe)
                        .toList());
        answer.put(
                "constraints",
                problem.space().constraints().stream().map(Constraint::name).toList());
        answer.put("objectives", problem.objectives().size());
        answer.put("bounds", problem.slos().stream().map(Slo::toString).toList());
        problem.space().defaults().ifPresent(defaults -> answer.put("default", defaults.asMap()));
        answer.put("left", budget);
        return answer;
    }

    private Map<String, Object> evaluate(Session running, JsonNode message) throws IOException {
        Configuration asked = running.problem.space().configuration(JSON.convertValue(message.get("evaluate"), VALUES));
        Configuration configuration = running.problem.space().admits(asked)
                ? asked
                : running.problem.nearest().map(row -> row.apply(asked)).orElse(asked);
        running.tally.asked(running.tally.count(), message.path("seconds").asDouble());
        Optional<Constraint> violated = running.problem.space().violated(configuration);
        Map<String, Object> answer = new LinkedHashMap<>();
        if (!configuration.equals(asked)) {
            answer.put("nearest", configuration.asMap());
        }
        if (violated.isPresent()) {
            answer.put("violates", violated.get().name());
            if (running.violations++ >= FREE_VIOLATIONS) {
                running.tally.observed(
                        configuration,
                        Outcome.crashed("violates " + violated.get().name()));
            }
        } else {
            Outcome outcome = running.problem.evaluation().apply(configuration);
            running.tally.observed(configuration, outcome);
            if (outcome instanceof Outcome.Measured measured) {
                answer.put("metrics", measured.metrics());
                answer.put("values", minimised(running.problem, measured));
                answer.put("violations", running.problem.violations(measured));
            } else {
                answer.put("crash", outcome.toString());
            }
        }
        answer.put("left", budget - running.tally.count());
        if (running.tally.count() == budget) {
            String run = JSON.writeValueAsString(
                            running.tally.run(running.tuner, running.problem.name(), running.seed, 1, null, null))
                    + "\n";
            Files.writeString(out, run, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            session = null;
        }
        return answer;
    }

    private static List<Double> minimised(Problem problem, Outcome.Measured measured) {
        return problem.objectives().stream()
                .map(objective -> {
                    double value = measured.metrics().getOrDefault(objective.metric(), Double.NaN);
                    return objective.direction() == Direction.MINIMIZE ? value : -value;
                })
                .toList();
    }

    private static Map<String, Object> describe(Parameter parameter) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", parameter.name());
        if (parameter instanceof IntegerParameter integer) {
            description.put("type", "integer");
            description.put("min", integer.min());
            description.put("max", integer.max());
            description.put("log", integer.logScale());
        } else if (parameter instanceof RealParameter real) {
            description.put("type", "real");
            description.put("min", real.min());
            description.put("max", real.max());
            description.put("log", real.logScale());
        } else if (parameter instanceof BoolParameter) {
            description.put("type", "bool");
        } else if (parameter instanceof OrdinalParameter ordinal) {
            description.put("type", "ordinal");
            description.put("levels", ordinal.levels());
        } else if (parameter instanceof ChoiceParameter choice) {
            description.put("type", "choice");
            description.put("values", choice.values());
        }
        return description;
    }

    /** A run under way. */
    private static final class Session {
        private final Problem problem;
        private final String tuner;
        private final long seed;
        private final Tally tally;
        private int violations;

        Session(Problem problem, String tuner, long seed) {
            this.problem = problem;
            this.tuner = tuner;
            this.seed = seed;
            this.tally = new Tally(problem);
        }
    }
}
