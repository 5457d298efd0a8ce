package io.scoot.simulator.v1;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.acq.NondominatedSorting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The good configurations of a simulated study, and which three of them differ most. The bounds are kept by a margin that grows from
 * one to the next, for what is best keeps them closely, and no simulation is as exact.
 */
final class Best {

    /** What two of the three leave of each bound: times to the first token were simulated within some 30 %. */
    private static final double[] MARGINS = {0.0, 0.15, 0.3};

    /** More of a margin is not asked for. */
    static final double WIDEST_MARGIN = 0.3;

    private static final double NEAR = 0.02; // of the best value of one objective
    private static final int NEAREST = 20; // where nothing keeps the bounds

    private final List<Observation> all;
    private final History history;
    private final MostDifferent different;

    /**
     * Of a study.
     *
     * @param numbers of a configuration, by which two differ
     */
    Best(Result result, Function<Configuration, double[]> numbers) {
        this.history = result.history().orElseThrow();
        this.all = result.feasible();
        this.different = new MostDifferent(
                all.stream().map(o -> numbers.apply(o.configuration())).toList());
    }

    /** At most three; the default is not among them, nor what differs from it in nothing. */
    List<Observation> three() {
        List<List<Integer>> good = new ArrayList<>();
        for (double margin : MARGINS) {
            List<Integer> kept = good(margin).stream()
                    .map(all::indexOf)
                    .filter(this::isNoDefault)
                    .toList();
            good.add(kept.isEmpty() && !good.isEmpty() ? good.get(good.size() - 1) : kept);
        }
        return different.one(good, history.objectives().size() == 1).stream()
                .map(all::get)
                .toList();
    }

    private boolean isNoDefault(int i) {
        return all.stream()
                .filter(o -> o.trial().phase() == Phase.DEFAULT)
                .noneMatch(standard -> different.distance(i, all.indexOf(standard)) == 0.0);
    }

    /** Of what keeps the bounds with that margin the Pareto front, or, of one objective, the best and what is near; the best first. */
    private List<Observation> good(double margin) {
        List<Observation> kept =
                all.stream().filter(o -> history.leastMargin(o) >= margin).toList();
        if (kept.isEmpty()) {
            return all.stream()
                    .sorted(Comparator.comparingDouble(history::violation))
                    .limit(NEAREST)
                    .toList();
        }
        if (history.objectives().size() != 1) {
            return kept.stream()
                    .filter(one -> kept.stream()
                            .noneMatch(other ->
                                    NondominatedSorting.dominates(history.oriented(other), history.oriented(one))))
                    .toList();
        }
        double best =
                kept.stream().mapToDouble(o -> history.oriented(o)[0]).max().orElseThrow();
        return kept.stream()
                .filter(o -> best - history.oriented(o)[0] <= NEAR * Math.abs(best))
                .sorted(Comparator.comparingDouble(o -> -history.oriented(o)[0]))
                .toList();
    }
}
