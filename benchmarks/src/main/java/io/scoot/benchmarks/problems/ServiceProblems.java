package io.scoot.benchmarks.problems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.simulator.SimulatedService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Simulated services under one arrival order each; the default configuration's values are the reference. Their best known value
 * or hypervolume is what {@link BestKnown} found.
 */
final class ServiceProblems {

    private static final long ARRIVALS = 1L;
    private static final String RESOURCE = "best-known.json";

    private ServiceProblems() {}

    static List<Problem> all() {
        List<Problem> problems = new ArrayList<>();
        JsonNode known = bestKnown();
        known.fieldNames()
                .forEachRemaining(name -> problems.add(
                        problem(SimulatedService.named(name), known.get(name).asDouble())));
        return problems;
    }

    /** The problem of a service whose best known value is {@code best}. */
    static Problem problem(SimulatedService service, double best) {
        List<Objective> objectives = List.of(service.objectives());
        Outcome standard = service.evaluate(service.space().defaults().orElseThrow(), ARRIVALS);
        double[] reference = objectives.stream()
                .mapToDouble(objective -> standard instanceof Outcome.Measured measured
                        ? measured.metrics().getOrDefault(objective.metric(), Double.NaN)
                        : Double.NaN)
                .toArray();
        return new Problem(
                service.name(),
                service.space(),
                objectives,
                configuration -> service.evaluate(configuration, ARRIVALS),
                reference,
                best);
    }

    private static JsonNode bestKnown() {
        try (InputStream in = ServiceProblems.class.getResourceAsStream(RESOURCE)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
