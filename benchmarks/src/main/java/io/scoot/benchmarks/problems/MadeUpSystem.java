package io.scoot.benchmarks.problems;

import io.scoot.Configuration;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A made-up system: the exponential of effects of switches, choices and numbers, few of them strong, and of random pairs. Of every
 * second one some 35 % of the space needs more than there is, and crashes. All of it is drawn by a seed.
 */
final class MadeUpSystem {

    private static final int DRAWS = 2001;
    private static final int CLIMBS = 300;
    private static final int STEPS = 400;

    private final SplittableRandom random;
    private final List<Part> parts;
    private final double[][] pairs;
    private final double limit;

    /**
     * A parameter's part of a system.
     *
     * @param levels effects of its values; empty of a number
     * @param log whether a number is an integer on a log scale
     * @param centre where a number is best, of [0, 1]
     * @param need of what there is a limit of, at its largest value
     */
    private record Part(double[] levels, boolean log, double centre, int power, double weight, double need) {

        double draw(SplittableRandom random) {
            return levels.length > 0 ? random.nextInt(levels.length) : random.nextDouble();
        }

        double effect(double u) {
            return levels.length > 0 ? levels[(int) u] : Math.pow(Math.abs(u - centre), power);
        }

        double load(double u) {
            return need * (levels.length > 0 ? u / (levels.length - 1) : u);
        }

        /** The coordinate of the default. */
        double start() {
            return levels.length > 0 ? 0.0 : 0.5;
        }
    }

    private MadeUpSystem(int d, long seed) {
        this.random = new SplittableRandom(seed);
        this.parts = IntStream.range(0, d).mapToObj(i -> part()).toList();
        this.pairs = new double[d][d];
        for (int k = 0; k < d; k++) {
            pairs[random.nextInt(d)][random.nextInt(d)] += random.nextGaussian();
        }
        double[] loads = new double[DRAWS];
        for (int k = 0; k < DRAWS; k++) {
            loads[k] = load(draw());
        }
        Arrays.sort(loads);
        this.limit = seed % 2 == 0 ? Math.max(loads[DRAWS * 13 / 20], load(start())) : Double.POSITIVE_INFINITY;
    }

    static Problem of(String name, int d, long seed) {
        MadeUpSystem system = new MadeUpSystem(d, seed);
        return DevProblems.one(name, system.space(), system.value(system.start()), system.best(), c -> {
            double[] u = system.coordinates(c);
            return system.works(u) ? OptionalDouble.of(system.value(u)) : OptionalDouble.empty();
        });
    }

    private Part part() {
        int kind = random.nextInt(4);
        int levels = kind == 0 ? 2 : kind == 1 ? 2 + random.nextInt(3) : 0;
        return new Part(
                random.doubles(levels).toArray(),
                kind == 2,
                random.nextDouble(),
                1 + random.nextInt(2),
                Math.exp(1.2 * random.nextGaussian() - 0.5),
                Math.pow(random.nextDouble(), 2));
    }

    private SearchSpace space() {
        SearchSpace.Builder space = SearchSpace.builder();
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String name = "x" + i;
            if (parts.get(i).levels().length > 0) {
                space.add(Parameter.choice(
                        name,
                        IntStream.range(0, parts.get(i).levels().length)
                                .mapToObj(Integer::toString)
                                .toArray(String[]::new)));
                defaults.put(name, "0");
            } else if (parts.get(i).log()) {
                space.add(Parameter.integer(name, 1, 256).log());
                defaults.put(name, 16);
            } else {
                space.add(Parameter.real(name, 0.0, 1.0));
                defaults.put(name, 0.5);
            }
        }
        return space.defaults(defaults).build();
    }

    private double[] coordinates(Configuration c) {
        return IntStream.range(0, parts.size())
                .mapToDouble(i -> {
                    String name = "x" + i;
                    Part part = parts.get(i);
                    return part.levels().length > 0
                            ? Integer.parseInt(c.getString(name))
                            : part.log() ? Math.log(c.getInt(name)) / Math.log(256.0) : c.getDouble(name);
                })
                .toArray();
    }

    private double value(double[] u) {
        double[] effects = IntStream.range(0, u.length)
                .mapToDouble(i -> parts.get(i).effect(u[i]))
                .toArray();
        double sum = 0.0;
        for (int i = 0; i < u.length; i++) {
            sum += parts.get(i).weight() * effects[i];
            for (int j = 0; j < u.length; j++) {
                sum += pairs[i][j] * effects[i] * effects[j];
            }
        }
        return Math.exp(sum);
    }

    private double load(double[] u) {
        return IntStream.range(0, u.length)
                .mapToDouble(i -> parts.get(i).load(u[i]))
                .sum();
    }

    private boolean works(double[] u) {
        return load(u) <= limit;
    }

    private double[] draw() {
        return parts.stream().mapToDouble(part -> part.draw(random)).toArray();
    }

    private double[] start() {
        return parts.stream().mapToDouble(Part::start).toArray();
    }

    /** The best that many climbs find, by steps in one coordinate, a third of them far. */
    private double best() {
        double best = value(start());
        for (int k = 0; k < CLIMBS; k++) {
            double[] u = start();
            for (int step = 0; step < STEPS; step++) {
                double[] next = step < STEPS / 20 ? draw() : changed(u);
                u = works(next) && value(next) < value(u) ? next : u;
            }
            best = Math.min(best, value(u));
        }
        return best;
    }

    private double[] changed(double[] u) {
        double[] next = u.clone();
        int i = random.nextInt(u.length);
        boolean near = parts.get(i).levels().length == 0 && random.nextInt(3) > 0;
        next[i] = near
                ? Math.max(0.0, Math.min(1.0, u[i] + 0.05 * random.nextGaussian()))
                : parts.get(i).draw(random);
        return next;
    }
}
