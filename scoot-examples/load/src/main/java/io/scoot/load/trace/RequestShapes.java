package io.scoot.load.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** From lengths to the requests of a stress test: which of them, and what they share. */
public final class RequestShapes {

    private RequestShapes() {}

    /**
     * Log-normal lengths.
     *
     * @param input median tokens of a prompt
     * @param output median tokens to generate
     * @param spread standard deviation of their logarithms; 0: all alike
     * @param count how many
     * @param seed the same lengths for the same seed
     */
    public static List<Lengths> logNormal(int input, int output, double spread, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Lengths> lengths = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lengths.add(new Lengths(drawn(input, spread, random), drawn(output, spread, random)));
        }
        return lengths;
    }

    private static int drawn(int median, double spread, SplittableRandom random) {
        return (int) Math.max(1L, Math.round(median * Math.exp(spread * random.nextGaussian())));
    }

    /** The more loaded half of {@code lengths}, as in the paper's stress tests. */
    public static List<Lengths> loadedHalf(List<Lengths> lengths) {
        int[] totals =
                lengths.stream().mapToInt(l -> l.input() + l.output()).sorted().toArray();
        int median = totals[totals.length / 2];
        return lengths.stream().filter(l -> l.input() + l.output() >= median).toList();
    }

    /** No prefix shared. */
    public static List<RequestShape> unshared(List<Lengths> lengths) {
        return sharing(lengths, 0);
    }

    /** One prefix of {@code tokens} for all. */
    public static List<RequestShape> sharing(List<Lengths> lengths, int tokens) {
        return lengths.stream()
                .map(l -> new RequestShape(l.input(), l.output(), 0, Math.min(tokens, l.input())))
                .toList();
    }

    /** Groups by rank of length; each shares {@code share} of its shortest prompt. */
    public static List<RequestShape> grouped(List<Lengths> lengths, int groups, double share) {
        List<Lengths> sorted =
                lengths.stream().sorted(Comparator.comparingInt(Lengths::input)).toList();
        List<RequestShape> shapes = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < sorted.size(); i++) {
            int group = (int) ((long) i * groups / sorted.size());
            if (i > 0 && group != (int) ((long) (i - 1) * groups / sorted.size())) {
                first = i;
            }
            int prefix = (int) (share * sorted.get(first).input());
            shapes.add(new RequestShape(sorted.get(i).input(), sorted.get(i).output(), group, prefix));
        }
        return shapes;
    }
}
