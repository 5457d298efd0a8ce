package io.scoot.simulator.v1;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which of some points are the most different from one another. */
final class MostDifferent {

    private final double[][] points;

    /**
     * Of points of one length; each number is placed in [0, 1] by its rank among the different ones.
     */
    MostDifferent(List<double[]> numbers) {
        int length = numbers.isEmpty() ? 0 : numbers.get(0).length;
        points = new double[numbers.size()][length];
        for (int j = 0; j < length; j++) {
            int column = j;
            List<Double> different = List.copyOf(
                    new TreeSet<>(numbers.stream().map(n -> n[column]).toList()));
            for (int i = 0; i < points.length; i++) {
                points[i][j] =
                        different.size() < 2 ? 0.0 : different.indexOf(numbers.get(i)[j]) / (different.size() - 1.0);
            }
        }
    }

    /** The sum of the differences of two. */
    double distance(int one, int other) {
        double sum = 0.0;
        for (int j = 0; j < points[one].length; j++) {
            sum += Math.abs(points[one][j] - points[other][j]);
        }
        return sum;
    }

    /**
     * One of each of three lists, so that their least distance is the largest, of equals the first. No two are alike: where that
     * cannot be, others of the lists take their places, and there may be fewer.
     *
     * @param first whether the first of the first list is to be among them
     */
    List<Integer> one(List<List<Integer>> ofEach, boolean first) {
        List<List<Integer>> lists = ofEach.stream().map(this::different).toList();
        List<Integer> chosen = List.of();
        double widest = 0.0;
        for (int a : first ? lists.get(0).subList(0, Math.min(1, lists.get(0).size())) : lists.get(0)) {
            for (int b : lists.get(1)) {
                double pair = distance(a, b);
                for (int c : pair > widest ? lists.get(2) : List.<Integer>of()) {
                    double least = Math.min(pair, Math.min(distance(a, c), distance(b, c)));
                    if (least > widest) {
                        widest = least;
                        chosen = List.of(a, b, c);
                    }
                }
            }
        }
        return chosen.isEmpty() ? leading(lists) : chosen;
    }

    /** The first of each list, then the others. */
    private List<Integer> leading(List<List<Integer>> lists) {
        Stream<Integer> firsts = lists.stream().flatMap(list -> list.stream().limit(1));
        Stream<Integer> all = lists.stream().flatMap(List::stream);
        List<Integer> different = different(Stream.concat(firsts, all).toList());
        return different.subList(0, Math.min(lists.size(), different.size()));
    }

    private List<Integer> different(List<Integer> candidates) {
        Set<List<Double>> seen = new HashSet<>();
        return candidates.stream()
                .filter(i -> seen.add(Arrays.stream(points[i]).boxed().toList()))
                .toList();
    }
}
