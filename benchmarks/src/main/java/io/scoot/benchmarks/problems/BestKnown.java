package io.scoot.benchmarks.problems;

import io.scoot.Configuration;
import io.scoot.Outcome;
import io.scoot.acq.Domain;
import io.scoot.acq.NondominatedSorting;
import io.scoot.acq.Variation;
import io.scoot.internal.space.UnitCube;
import io.scoot.simulator.SimulatedService;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Looks for the best value or hypervolume of services by some ten thousand evaluations each, which a simulation can afford:
 * random configurations first, then variations of the best. Prints the resource that {@link Problems} reads.
 */
public final class BestKnown {

    private static final int RANDOM = 2000;
    private static final int VARIED = 8000;

    private BestKnown() {}

    /**
     * Prints one JSON object.
     *
     * @param services their names
     */
    public static void main(String[] services) {
        List<String> lines = new ArrayList<>();
        for (String name : services) {
            lines.add("  \"" + name + "\": " + best(SimulatedService.named(name)));
        }
        System.out.println("{\n" + String.join(",\n", lines) + "\n}");
    }

    private static double best(SimulatedService service) {
        Problem problem = ServiceProblems.problem(service, 0.0);
        UnitCube cube = UnitCube.of(problem.space());
        Domain domain = cube.admissible(c -> true);
        Variation variation = new Variation(cube.dimensions());
        SplittableRandom random = new SplittableRandom(1L);
        Front front = new Front(problem);
        front.add(cube.encode(problem.space().defaults().orElseThrow()), cube);
        domain.sample(RANDOM, 1L).forEach(point -> front.add(point, cube));
        for (int i = 0; i < VARIED; i++) {
            double[] child = variation.offspring(front.any(random), front.any(random), random);
            if (domain.contains(child)) {
                front.add(child, cube);
            }
        }
        return front.quality();
    }

    /** The non-dominated points so far. */
    private static final class Front {

        private final Problem problem;
        private final List<double[]> points = new ArrayList<>();
        private final List<double[]> values = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();

        Front(Problem problem) {
            this.problem = problem;
        }

        void add(double[] point, UnitCube cube) {
            Configuration configuration = cube.decode(point);
            if (!(problem.evaluation().apply(configuration) instanceof Outcome.Measured measured)) {
                return;
            }
            double[] value = problem.objectives().stream()
                    .mapToDouble(o -> o.oriented(measured.metrics().getOrDefault(o.metric(), Double.NaN)))
                    .toArray();
            for (int i = points.size() - 1; i >= 0; i--) {
                if (NondominatedSorting.dominates(values.get(i), value)) {
                    return;
                }
                if (NondominatedSorting.dominates(value, values.get(i))) {
                    points.remove(i);
                    values.remove(i);
                    outcomes.remove(i);
                }
            }
            points.add(point);
            values.add(value);
            outcomes.add(measured);
        }

        double[] any(SplittableRandom random) {
            return points.get(random.nextInt(points.size()));
        }

        double quality() {
            if (problem.objectives().size() == 1) {
                return problem.objectives().get(0).oriented(values.get(0)[0]);
            }
            // With a best known hypervolume of 1 the regret is 1 − hypervolume.
            Problem unit = new Problem(
                    problem.name(),
                    problem.space(),
                    problem.objectives(),
                    problem.evaluation(),
                    problem.reference(),
                    1.0);
            return 1.0 - unit.regret(outcomes);
        }
    }
}
