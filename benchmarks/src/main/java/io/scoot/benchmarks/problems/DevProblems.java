package io.scoot.benchmarks.problems;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Nine synthetic problems: mixed parameters, known constraints, crash regions, one or two objectives. */
final class DevProblems {

    private DevProblems() {}

    static List<Problem> all() {
        return List.of(
                one("branin", reals(-5, 10, 0, 15), 35.793569613540484, 0.39788735772973816, c -> {
                    double[] x = coordinates(c);
                    return OptionalDouble.of(Functions.branin(x[0], x[1]));
                }),
                one(
                        "hartmann6",
                        units(6),
                        -0.10150973713888053,
                        -3.32236801141551,
                        c -> OptionalDouble.of(Functions.hartmann6(coordinates(c)))),
                one(
                        "ackley5i",
                        SearchSpace.builder()
                                .add(Parameter.integer("x1", -5, 10))
                                .add(Parameter.integer("x2", -5, 10))
                                .add(Parameter.real("x3", -5, 10))
                                .add(Parameter.real("x4", -5, 10))
                                .add(Parameter.real("x5", -5, 10))
                                .build(),
                        14.211357788730133,
                        0.0,
                        c -> OptionalDouble.of(Functions.ackley5(coordinates(c)))),
                one("mixed9", MixedService.SPACE, 3.426449215221053, 1.2619708627819588, c -> {
                    MixedService service = new MixedService(c);
                    return service.crashes() ? OptionalDouble.empty() : OptionalDouble.of(service.latency());
                }),
                two("mixed9mo", MixedService.SPACE, new double[] {4.0, 3.0}, 5.324694757536835, c -> {
                    MixedService service = new MixedService(c);
                    return service.crashes()
                            ? Outcome.crashed("out of memory")
                            : measured(service.latency(), service.cost());
                }),
                two("zdt1", units(6), new double[] {1.1, 6.0}, 6.6 - 1.0 / 3.0, c -> {
                    return measured(Functions.zdt1(coordinates(c)));
                }),
                two("branincurrin", units(2), new double[] {18.0, 6.0}, 59.36011874867746, c -> {
                    double[] x = coordinates(c);
                    return measured(Functions.branin(15.0 * x[0] - 5.0, 15.0 * x[1]), Functions.currin(x[0], x[1]));
                }),
                one(
                        "weldedbeam",
                        SearchSpace.builder()
                                .add(Parameter.real("h", 0.125, 1.0))
                                .add(Parameter.real("l", 1.0, 10.0))
                                .add(Parameter.real("t", 5.0, 10.0))
                                .add(Parameter.real("b", 0.15, 1.0))
                                .build(),
                        6.68058449037529,
                        1.724852,
                        c -> Engineering.weldedBeam(
                                c.getDouble("h"), c.getDouble("l"), c.getDouble("t"), c.getDouble("b"))),
                one(
                        "pressurevessel",
                        SearchSpace.builder()
                                .add(Parameter.integer("n1", 1, 40))
                                .add(Parameter.integer("n2", 1, 40))
                                .add(Parameter.real("r", 10.0, 100.0))
                                .add(Parameter.real("l", 10.0, 240.0))
                                .build(),
                        28969.009365649206,
                        5850.38306,
                        c -> Engineering.pressureVessel(
                                c.getInt("n1"), c.getInt("n2"), c.getDouble("r"), c.getDouble("l"))));
    }

    /** Of one objective, {@code y0}, to be minimised; where it is empty, a limit is broken: a crash. */
    static Problem one(
            String name,
            SearchSpace space,
            double reference,
            double best,
            Function<Configuration, OptionalDouble> value) {
        return new Problem(
                name,
                space,
                List.of(Objective.minimize("y0")),
                c -> {
                    OptionalDouble y = value.apply(c);
                    return y.isPresent() ? measured(y.getAsDouble()) : Outcome.crashed("a limit is broken");
                },
                new double[] {reference},
                best);
    }

    private static Problem two(
            String name,
            SearchSpace space,
            double[] reference,
            double best,
            Function<Configuration, Outcome> evaluation) {
        return new Problem(
                name, space, List.of(Objective.minimize("y0"), Objective.minimize("y1")), evaluation, reference, best);
    }

    private static Outcome measured(double... y) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int j = 0; j < y.length; j++) {
            metrics.put("y" + j, y[j]);
        }
        return Outcome.measured(metrics);
    }

    static double[] coordinates(Configuration c) {
        return IntStream.rangeClosed(1, c.asMap().size())
                .mapToDouble(i -> c.getDouble("x" + i))
                .toArray();
    }

    /** {@code x1}, {@code x2} … from 0 to 1. */
    static SearchSpace units(int dimensions) {
        SearchSpace.Builder builder = SearchSpace.builder();
        IntStream.rangeClosed(1, dimensions).forEach(i -> builder.add(Parameter.real("x" + i, 0.0, 1.0)));
        return builder.build();
    }

    private static SearchSpace reals(double low1, double high1, double low2, double high2) {
        return SearchSpace.builder()
                .add(Parameter.real("x1", low1, high1))
                .add(Parameter.real("x2", low2, high2))
                .build();
    }
}
