package io.scoot.benchmarks.problems;

import io.scoot.Configuration;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Functions of switches alone, to be minimised; the default has none on, the best is found by trying all. */
final class Landscapes {

    /** What a switch that hardly matters adds or spares, at most. */
    private static final double SLIGHT = 0.015;

    private Landscapes() {}

    /**
     * A landscape of Kauffman's: the mean over {@code count} switches of a random number for the states of each and of the
     * {@code neighbours} next ones. A regret of 1 is the default's.
     */
    static Problem kauffman(String name, int count, int neighbours, long seed) {
        int states = 2 << neighbours;
        SplittableRandom random = new SplittableRandom(seed);
        double[][] parts = new double[count][states];
        for (double[] part : parts) {
            for (int s = 0; s < states; s++) {
                part[s] = random.nextDouble();
            }
        }
        IntToDoubleFunction value = bits -> kauffman(parts, neighbours, bits);
        return of(name, count, value, value.applyAsDouble(0));
    }

    private static double kauffman(double[][] parts, int neighbours, int bits) {
        int n = parts.length;
        double sum = 0.0;
        for (int i = 0; i < n; i++) {
            int state = 0;
            for (int k = 0; k <= neighbours; k++) {
                state = 2 * state + (bits >> ((i + k) % n) & 1);
            }
            sum += parts[i][state];
        }
        return sum / n;
    }

    /** A random number for the states of {@code active} of {@code count} switches; the others hardly matter. */
    static Problem sparse(String name, int count, int active, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] which = random.ints(0, count).distinct().limit(active).toArray();
        double[] table = random.doubles(1L << active).toArray();
        double[] slight = random.doubles(count, -SLIGHT, SLIGHT).toArray();
        IntToDoubleFunction value = bits -> {
            int state = 0;
            for (int i : which) {
                state = 2 * state + (bits >> i & 1);
            }
            return table[state]
                    + IntStream.range(0, count)
                            .filter(i -> (bits >> i & 1) == 1)
                            .mapToDouble(i -> slight[i])
                            .sum();
        };
        double[] values = random.ints(2001, 0, 1 << count).mapToDouble(value).toArray();
        Arrays.sort(values);
        return of(name, count, value, values[values.length / 2]);
    }

    private static Problem of(String name, int count, IntToDoubleFunction value, double reference) {
        SearchSpace.Builder space = SearchSpace.builder();
        Map<String, Object> off = new LinkedHashMap<>();
        for (int i = 1; i <= count; i++) {
            space.add(Parameter.bool("x" + i));
            off.put("x" + i, false);
        }
        double best = IntStream.range(0, 1 << count).mapToDouble(value).min().orElseThrow();
        return DevProblems.one(
                name,
                space.defaults(off).build(),
                reference,
                best,
                c -> OptionalDouble.of(value.applyAsDouble(bits(c, count))));
    }

    private static int bits(Configuration c, int count) {
        return IntStream.range(0, count)
                .filter(i -> c.getBoolean("x" + (i + 1)))
                .map(i -> 1 << i)
                .sum();
    }
}
