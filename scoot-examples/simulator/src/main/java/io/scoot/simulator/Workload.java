package io.scoot.simulator;

import io.scoot.load.trace.Lengths;
import io.scoot.load.trace.RequestShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
record Workload(List<RequestShape> pool, double rate) {

    private static final double SECONDS = 100.0; // of arrivals, as in the paper
    private static final int SHORTEST = 8;
    private static final int LONGEST = 3500;
    private static final int MODEL_LENGTH = 4096;
    private static final long REQUESTS_SEED = 20231116L; // of the requests themselves; the day the traces begin

    /** Scaled lengths, clipped to what the model can hold. */
    static Lengths scaled(Lengths lengths, double input, double output, int mostOutput) {
        int in = (int) Math.max(SHORTEST, Math.min(LONGEST, Math.round(lengths.input() * input)));
        int most = Math.min(mostOutput, MODEL_LENGTH - in);
        return new Lengths(in, (int) Math.max(1, Math.min(most, Math.round(lengths.output() * output))));
    }

    /** The requests of one stress test, by arrival. */
    List<Request> requests(long arrivalSeed) {
        SplittableRandom arrivals = new SplittableRandom(arrivalSeed);
        int count = poisson(rate * SECONDS, arrivals);
        SplittableRandom draw = new SplittableRandom(REQUESTS_SEED);
        List<RequestShape> shapes = new ArrayList<>(count);
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
            RequestShape shape = shapes.get(i);
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
