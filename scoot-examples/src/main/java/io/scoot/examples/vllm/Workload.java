package io.scoot.examples.vllm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A service's requests: which lengths they have, and which prefixes they share. The requests themselves are the same for every
 * seed; the seed draws how many come, in which order and when (a Poisson process).
 *
 * @param pool lengths drawn from, each with its group
 * @param rate requests per second
 */
record Workload(List<Shape> pool, double rate) {

    private static final double SECONDS = 100.0; // of arrivals, as in the paper
    private static final int SHORTEST = 8;
    private static final int LONGEST = 3500;
    private static final int MODEL_LENGTH = 4096;
    private static final long REQUESTS_SEED = 20231116L; // of the requests themselves; the day the traces begin

    /** A request without its arrival. */
    record Shape(int input, int output, int group, int prefix) {}

    /** The more loaded half of {@code lengths}, as in the paper's stress tests. */
    static List<TraceCsv.Lengths> loadedHalf(List<TraceCsv.Lengths> lengths) {
        int[] totals =
                lengths.stream().mapToInt(l -> l.input() + l.output()).sorted().toArray();
        int median = totals[totals.length / 2];
        return lengths.stream().filter(l -> l.input() + l.output() >= median).toList();
    }

    /** Scaled lengths, clipped to what the model can hold. */
    static TraceCsv.Lengths scaled(TraceCsv.Lengths lengths, double input, double output, int mostOutput) {
        int in = (int) Math.max(SHORTEST, Math.min(LONGEST, Math.round(lengths.input() * input)));
        int most = Math.min(mostOutput, MODEL_LENGTH - in);
        return new TraceCsv.Lengths(in, (int) Math.max(1, Math.min(most, Math.round(lengths.output() * output))));
    }

    /** No prefix shared. */
    static List<Shape> unshared(List<TraceCsv.Lengths> lengths) {
        return sharing(lengths, 0);
    }

    /** One prefix of {@code tokens} for all. */
    static List<Shape> sharing(List<TraceCsv.Lengths> lengths, int tokens) {
        return lengths.stream()
                .map(l -> new Shape(l.input(), l.output(), 0, Math.min(tokens, l.input())))
                .toList();
    }

    /** Groups by rank of length; each shares {@code share} of its shortest prompt. */
    static List<Shape> grouped(List<TraceCsv.Lengths> lengths, int groups, double share) {
        List<TraceCsv.Lengths> sorted = lengths.stream()
                .sorted(Comparator.comparingInt(TraceCsv.Lengths::input))
                .toList();
        List<Shape> shapes = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < sorted.size(); i++) {
            int group = (int) ((long) i * groups / sorted.size());
            if (i > 0 && group != (int) ((long) (i - 1) * groups / sorted.size())) {
                first = i;
            }
            int prefix = (int) (share * sorted.get(first).input());
            shapes.add(new Shape(sorted.get(i).input(), sorted.get(i).output(), group, prefix));
        }
        return shapes;
    }

    /** The requests of one stress test, by arrival. */
    List<Request> requests(long arrivalSeed) {
        SplittableRandom arrivals = new SplittableRandom(arrivalSeed);
        int count = poisson(rate * SECONDS, arrivals);
        SplittableRandom draw = new SplittableRandom(REQUESTS_SEED);
        List<Shape> shapes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            shapes.add(pool.get(draw.nextInt(pool.size())));
        }
        Collections.shuffle(shapes, new Random(arrivals.nextLong()));
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = SECONDS * arrivals.nextDouble();
        }
        Arrays.sort(times);
        List<Request> requests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Shape shape = shapes.get(i);
            requests.add(new Request(times[i], shape.input(), shape.output(), shape.group(), shape.prefix()));
        }
        return requests;
    }

    /** By exponential gaps; at least 1. */
    static int poisson(double mean, SplittableRandom random) {
        int count = 0;
        double sum = 0.0;
        while (true) {
            sum -= Math.log1p(-random.nextDouble());
            if (sum > mean) {
                return Math.max(1, count);
            }
            count++;
        }
    }
}
