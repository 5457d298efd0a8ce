package io.scoot.load.capacity;

import io.scoot.load.RequestResult;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Whether the queue and the time to the first token both grow from request to request: the server does not keep up. */
final class Growth {

    private static final int BLOCKS = 8; // means of these are compared, for neighbours in a queue are alike
    private static final int FEWEST = 5; // requests of a block
    private static final int QUARTER = BLOCKS / 4;
    private static final double FACTOR = 2.0; // from the first quarter to the last

    /** Mann and Kendall's S of 8 values is at least this in 1 of 100 series without a trend: z = 2.5. */
    private static final int SIGNIFICANT = 20;

    /** Share of the rise that must be between the last two quarters; of a steady one a third is. */
    private static final double GOES_ON = 1.0 / 6.0;

    private Growth() {}

    /**
     * Whether both grow, significantly and by much.
     *
     * @param material seconds that the time to the first token must have grown by to matter
     */
    static boolean of(List<RequestResult> results, double material) {
        List<RequestResult> begun = results.stream()
                .filter(result -> result.tokenTimes().length > 0)
                .sorted(Comparator.comparingDouble(RequestResult::intended))
                .toList();
        if (begun.size() < BLOCKS * FEWEST) {
            return false;
        }
        double[] ttft = blocks(begun.stream().mapToDouble(RequestResult::ttft).toArray());
        return rise(ttft) >= material && grows(ttft) && grows(blocks(open(begun)));
    }

    private static boolean grows(double[] blocks) {
        int s = 0;
        for (int i = 0; i < BLOCKS; i++) {
            for (int k = i + 1; k < BLOCKS; k++) {
                s += (int) Math.signum(blocks[k] - blocks[i]);
            }
        }
        return s >= SIGNIFICANT && last(blocks) >= FACTOR * first(blocks) && goesOn(blocks);
    }

    /** A server that was idle fills at first, and then no more. */
    private static boolean goesOn(double[] blocks) {
        double third = quarter(blocks, BLOCKS - 2 * QUARTER);
        return last(blocks) - third >= GOES_ON * rise(blocks);
    }

    private static double rise(double[] blocks) {
        return last(blocks) - first(blocks);
    }

    private static double first(double[] blocks) {
        return quarter(blocks, 0);
    }

    private static double last(double[] blocks) {
        return quarter(blocks, BLOCKS - QUARTER);
    }

    private static double quarter(double[] blocks, int from) {
        return Arrays.stream(blocks, from, from + QUARTER).average().orElse(0.0);
    }

    private static double[] blocks(double[] values) {
        double[] means = new double[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            int from = i * values.length / BLOCKS;
            int to = (i + 1) * values.length / BLOCKS;
            means[i] = Arrays.stream(values, from, to).average().orElse(0.0);
        }
        return means;
    }

    /** How many were open when each came, itself included. */
    private static double[] open(List<RequestResult> byArrival) {
        double[] ends =
                byArrival.stream().mapToDouble(RequestResult::ended).sorted().toArray();
        double[] open = new double[byArrival.size()];
        int over = 0;
        for (int i = 0; i < open.length; i++) {
            while (over < ends.length && ends[over] <= byArrival.get(i).intended()) {
                over++;
            }
            open[i] = i + 1.0 - over;
        }
        return open;
    }
}
