package io.scoot.benchmarks.problems;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Formulas beside the {@link DevProblems}: switches that interact, designs of which little works, no default. */
final class Formulas {

    private Formulas() {}

    static List<Problem> all() {
        return List.of(
                Landscapes.kauffman("switches12", 12, 1, 12),
                Landscapes.kauffman("switches16", 16, 2, 16),
                DevProblems.one(
                        "levy8", DevProblems.units(8), 89.5, 0.0, c -> OptionalDouble.of(levy(scaled(c, -10.0, 10.0)))),
                DevProblems.one(
                        "rosenbrock5",
                        DevProblems.units(5),
                        1517.0,
                        0.0,
                        c -> OptionalDouble.of(rosenbrock(scaled(c, -2.0, 2.0)))),
                DevProblems.one(
                        "tensionspring",
                        SearchSpace.builder()
                                .add(Parameter.real("wire", 0.05, 0.2))
                                .add(Parameter.real("coil", 0.25, 1.3))
                                .add(Parameter.real("coils", 2.0, 15.0))
                                .build(),
                        0.068,
                        0.012665,
                        c -> TensionSpring.weight(c.getDouble("wire"), c.getDouble("coil"), c.getDouble("coils"))),
                new Problem(
                        "dtlz2",
                        DevProblems.units(6),
                        List.of(Objective.minimize("y0"), Objective.minimize("y1")),
                        c -> dtlz2(scaled(c, 0.0, 1.0)),
                        new double[] {1.1, 1.1},
                        1.21 - Math.PI / 4.0));
    }

    static double levy(double[] x) {
        int n = x.length;
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            w[i] = 1.0 + (x[i] - 1.0) / 4.0;
        }
        double sum = Math.pow(Math.sin(Math.PI * w[0]), 2)
                + Math.pow(w[n - 1] - 1.0, 2) * (1.0 + Math.pow(Math.sin(2.0 * Math.PI * w[n - 1]), 2));
        for (int i = 0; i < n - 1; i++) {
            sum += Math.pow(w[i] - 1.0, 2) * (1.0 + 10.0 * Math.pow(Math.sin(Math.PI * w[i] + 1.0), 2));
        }
        return sum;
    }

    static double rosenbrock(double[] x) {
        double sum = 0.0;
        for (int i = 0; i < x.length - 1; i++) {
            sum += 100.0 * Math.pow(x[i + 1] - x[i] * x[i], 2) + Math.pow(1.0 - x[i], 2);
        }
        return sum;
    }

    private static Outcome dtlz2(double[] x) {
        double g = 0.0;
        for (int i = 1; i < x.length; i++) {
            g += Math.pow(x[i] - 0.5, 2);
        }
        double angle = 0.5 * Math.PI * x[0];
        return Outcome.measured(Map.of("y0", (1.0 + g) * Math.cos(angle), "y1", (1.0 + g) * Math.sin(angle)));
    }

    private static double[] scaled(Configuration c, double low, double high) {
        return IntStream.rangeClosed(1, c.asMap().size())
                .mapToDouble(i -> low + (high - low) * c.getDouble("x" + i))
                .toArray();
    }
}
