package io.scoot.benchmarks.problems;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Well-known functions of real parameters, those with their optimum in the middle shifted at random; a regret of 1 is a median draw. */
final class Classics {

    private Classics() {}

    static List<Problem> all() {
        return List.of(
                of("styblinski5", 5, -5.0, 5.0, 0.0, Classics::styblinski, 5 * -39.16616570377142),
                of("ackley4", 4, -5.0, 10.0, 0.6, Classics::ackley, 0.0),
                of("griewank5", 5, -30.0, 30.0, 0.6, Classics::griewank, 0.0),
                of("dixonprice6", 6, -5.0, 5.0, 0.0, Classics::dixonPrice, 0.0),
                of("michalewicz5", 5, 0.0, Math.PI, 0.0, Classics::michalewicz, -4.687658),
                of("cosine6", 6, -1.0, 1.0, 0.6, Classics::cosine, -0.6),
                of("levy5", 5, -10.0, 10.0, 0.0, Formulas::levy, 0.0),
                of("rastrigin3", 3, -5.12, 5.12, 0.6, Classics::rastrigin, 0.0),
                of("rosenbrock4", 4, -2.0, 2.0, 0.0, Formulas::rosenbrock, 0.0),
                of(
                        "bowl10",
                        10,
                        -5.0,
                        5.0,
                        0.6,
                        x -> Math.log1p(Arrays.stream(x).map(v -> v * v).sum()),
                        0.0));
    }

    /** A function of {@code low … high} in each of d coordinates, moved by up to half of {@code shift} of the range. */
    private static Problem of(
            String name, int d, double low, double high, double shift, ToDoubleFunction<double[]> f, double best) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        double[] offset =
                random.doubles(d).map(u -> (u - 0.5) * shift * (high - low)).toArray();
        ToDoubleFunction<double[]> ofUnits = u -> f.applyAsDouble(IntStream.range(0, d)
                .mapToDouble(i -> low + (high - low) * u[i] + offset[i])
                .toArray());
        double[] values = new double[2001];
        for (int k = 0; k < values.length; k++) {
            values[k] = ofUnits.applyAsDouble(random.doubles(d).toArray());
        }
        Arrays.sort(values);
        return DevProblems.one(
                "sketch-" + name,
                DevProblems.units(d),
                values[values.length / 2],
                best,
                c -> OptionalDouble.of(ofUnits.applyAsDouble(DevProblems.coordinates(c))));
    }

    private static double styblinski(double[] x) {
        return Arrays.stream(x)
                .map(v -> 0.5 * (v * v * v * v - 16.0 * v * v + 5.0 * v))
                .sum();
    }

    private static double ackley(double[] x) {
        double squares = Arrays.stream(x).map(v -> v * v).average().orElseThrow();
        double cosines =
                Arrays.stream(x).map(v -> Math.cos(2.0 * Math.PI * v)).average().orElseThrow();
        return 20.0 + Math.E - 20.0 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(cosines);
    }

    private static double griewank(double[] x) {
        double product = 1.0;
        for (int i = 0; i < x.length; i++) {
            product *= Math.cos(x[i] / Math.sqrt(i + 1.0));
        }
        return Arrays.stream(x).map(v -> v * v).sum() / 4000.0 - product + 1.0;
    }

    private static double dixonPrice(double[] x) {
        double sum = Math.pow(x[0] - 1.0, 2);
        for (int i = 1; i < x.length; i++) {
            sum += (i + 1) * Math.pow(2.0 * x[i] * x[i] - x[i - 1], 2);
        }
        return sum;
    }

    private static double michalewicz(double[] x) {
        double sum = 0.0;
        for (int i = 0; i < x.length; i++) {
            sum -= Math.sin(x[i]) * Math.pow(Math.sin((i + 1) * x[i] * x[i] / Math.PI), 20);
        }
        return sum;
    }

    private static double cosine(double[] x) {
        return Arrays.stream(x)
                .map(v -> v * v - 0.1 * Math.cos(5.0 * Math.PI * v))
                .sum();
    }

    private static double rastrigin(double[] x) {
        return Arrays.stream(x)
                .map(v -> 10.0 + v * v - 10.0 * Math.cos(2.0 * Math.PI * v))
                .sum();
    }
}
