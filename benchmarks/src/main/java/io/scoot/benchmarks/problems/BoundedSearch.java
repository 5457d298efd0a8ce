package io.scoot.benchmarks.problems;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.scoot.Configuration;
import io.scoot.Outcome;
import io.scoot.acq.Domain;
import io.scoot.acq.Variation;
import io.scoot.internal.space.UnitCube;
import io.scoot.simulator.v1.V1Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Chooses the bounds of {@link BoundedServices} by the share of a random sample that keeps them (half of what works, and 8 % of
 * all), and looks for the best value under
 * each by varying the best. Prints the resource that is read from there.
 */
public final class BoundedSearch {

    private static final int RANDOM = 500;
    private static final int VARIED = 400;
    private static final int PARENTS = 12;
    private static final double LOOSE = 0.5; // of what works
    private static final double TIGHT = 0.08; // of all

    private final Problem problem;
    private final String objective;
    private final String metric;
    private final UnitCube cube;
    private final Domain domain;
    private final List<Seen> seen = new ArrayList<>();

    private BoundedSearch(V1Service service) {
        problem = BoundedServices.unbounded(service);
        objective = service.objective().metric();
        metric = service.slo().metric();
        cube = UnitCube.of(problem.space());
        domain = cube.admissible(c -> true);
    }

    /**
     * Prints one JSON object.
     *
     * @param services their names
     */
    public static void main(String[] services) throws IOException {
        Map<String, Object> found = new LinkedHashMap<>();
        for (String name : services) {
            found.put(name, new BoundedSearch(V1Service.named(name)).bounds());
        }
        System.out.println(
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(found));
    }

    private Map<String, Object> bounds() {
        domain.sample(RANDOM, 1L).forEach(this::see);
        List<Seen> sample = List.copyOf(seen);
        double[] sorted = sample.stream().mapToDouble(Seen::bounded).sorted().toArray();
        long work = sample.stream().filter(one -> Double.isFinite(one.bounded)).count();
        Map<String, Object> bounds = new LinkedHashMap<>();
        bounds.put("loose", under(sorted[(int) Math.ceil(LOOSE * work) - 1], sample));
        bounds.put("tight", under(sorted[(int) Math.ceil(TIGHT * sorted.length) - 1], sample));
        vary(Seen::bounded);
        bounds.put("unattainable", Map.of("bound", 0.5 * least(Seen::bounded)));
        return bounds;
    }

    private Map<String, Object> under(double bound, List<Seen> sample) {
        List<Double> kept = sample.stream()
                .filter(one -> one.bounded <= bound)
                .map(Seen::value)
                .sorted()
                .toList();
        vary(one -> one.bounded <= bound ? one.value : Double.POSITIVE_INFINITY);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("bound", bound);
        found.put("share", (double) kept.size() / sample.size());
        found.put("median", kept.get(kept.size() / 2));
        found.put("best", least(one -> one.bounded <= bound ? one.value : Double.POSITIVE_INFINITY));
        return found;
    }

    private void see(double[] point) {
        Configuration configuration = cube.decode(point);
        if (problem.evaluation().apply(configuration) instanceof Outcome.Measured measured) {
            seen.add(new Seen(
                    point,
                    measured.metrics().getOrDefault(objective, Double.NaN),
                    measured.metrics().getOrDefault(metric, Double.NaN)));
        } else {
            seen.add(new Seen(point, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        }
    }

    private double least(ToDoubleFunction<Seen> value) {
        return seen.stream().mapToDouble(value).min().orElseThrow();
    }

    private void vary(ToDoubleFunction<Seen> value) {
        Variation variation = new Variation(cube.dimensions());
        SplittableRandom random = new SplittableRandom(1L);
        for (int i = 0; i < VARIED; i++) {
            List<Seen> parents = seen.stream()
                    .sorted(Comparator.comparingDouble(value))
                    .limit(PARENTS)
                    .toList();
            double[] child = variation.offspring(
                    parents.get(random.nextInt(PARENTS)).point, parents.get(random.nextInt(PARENTS)).point, random);
            if (domain.contains(child)) {
                see(child);
            }
        }
    }

    /** One evaluation; infinite values of a crash. */
    private record Seen(double[] point, double value, double bounded) {}
}
