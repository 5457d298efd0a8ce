package io.scoot.benchmarks.problems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.Configuration;
import io.scoot.Outcome;
import io.scoot.Slo;
import io.scoot.simulator.v1.V1Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Services on the simulated V1 engine under one arrival order each: the least 95th percentile of the time per token, of what keeps
 * the 95th percentile of the time to the first token within a bound. There are three bounds for each: loose, tight, and one that
 * nothing keeps, as {@link BoundedSearch} found them; two of the best values are better ones of the tuners' own runs.
 */
final class BoundedServices {

    /** What is appended to the name of a problem whose bound nothing keeps. */
    static final String UNATTAINABLE = ":unattainable";

    private static final long ARRIVALS = 1L;
    private static final String RESOURCE = "bounded-services.json";

    private BoundedServices() {}

    static List<Problem> all() {
        List<Problem> problems = new ArrayList<>();
        JsonNode known = known();
        known.fieldNames().forEachRemaining(name -> {
            Problem service = unbounded(V1Service.named(name));
            JsonNode bounds = known.get(name);
            bounds.fieldNames().forEachRemaining(kind -> problems.add(bounded(service, kind, bounds.get(kind))));
        });
        return problems;
    }

    private static Problem bounded(Problem service, String kind, JsonNode found) {
        String metric = V1Service.named(service.name()).slo().metric();
        return service.bounded(
                ":" + kind,
                List.of(Slo.atMost(metric, found.get("bound").asDouble())),
                found.path("median").asDouble(Double.NaN),
                found.path("best").asDouble(Double.NaN));
    }

    /** A service whose best value is not known; what was evaluated is remembered, for all bounds. */
    static Problem unbounded(V1Service service) {
        return new Problem(
                service.name(),
                service.space(),
                List.of(service.objective()),
                remembered(configuration -> service.evaluate(configuration, ARRIVALS)),
                new double[] {Double.NaN},
                Double.NaN);
    }

    private static Function<Configuration, Outcome> remembered(Function<Configuration, Outcome> evaluation) {
        Map<Configuration, Outcome> outcomes = new ConcurrentHashMap<>();
        return configuration -> {
            Outcome known = outcomes.get(configuration);
            Outcome outcome = known == null ? evaluation.apply(configuration) : known;
            outcomes.put(configuration, outcome);
            return outcome;
        };
    }

    private static JsonNode known() {
        try (InputStream in = BoundedServices.class.getResourceAsStream(RESOURCE)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
