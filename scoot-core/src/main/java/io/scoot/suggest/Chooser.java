package io.scoot.suggest;

import io.scoot.acq.Acquisition;
import io.scoot.acq.LogExpectedImprovement;
import io.scoot.acq.LogProbabilityOfImprovement;
import io.scoot.acq.UpperConfidenceBound;
import io.scoot.gp.GaussianProcess;
import io.scoot.internal.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** How k points are taken from what is believed: together, as the paper does, or each knowing of those before it. */
enum Chooser {

    /** Random members of the front of UCB, PI and EI (the paper's section 4.5.1). */
    MACE {
        @Override
        List<double[]> choose(Belief belief, Search search, int count, ScootOptions options) {
            GaussianProcess surrogate = belief.draws().get(0).get(0);
            double beta = UpperConfidenceBound.schedule(search.history().iteration() + 1);
            List<Acquisition> three = List.of(
                    new UpperConfidenceBound(surrogate, options.paperBeta() ? beta : Math.sqrt(beta)),
                    new LogProbabilityOfImprovement(surrogate, belief.incumbent(), XI),
                    new LogExpectedImprovement(surrogate, belief.incumbent(), XI));
            List<double[]> front = new ArrayList<>(search.front(three));
            SplittableRandom random = new SplittableRandom(Streams.seed(
                    search.history().seed(), "members", search.history().iteration()));
            List<double[]> members = new ArrayList<>();
            while (members.size() < count && !front.isEmpty()) {
                members.add(front.remove(random.nextInt(front.size())));
            }
            return members;
        }
    },

    /** The k largest of EHVI (the paper's section 4.5.2). */
    LARGEST {
        @Override
        List<double[]> choose(Belief belief, Search search, int count, ScootOptions options) {
            return search.best(belief.hypervolumeImprovement(), count, 0);
        }
    },

    /**
     * The best of log EI or log EHVI, one after the other, each expecting those before it; where that is next to nothing, a
     * neighbour of the incumbent.
     */
    GREEDY {
        @Override
        List<double[]> choose(Belief belief, Search search, int count, ScootOptions options) {
            List<double[]> chosen = new ArrayList<>();
            Belief expected = belief;
            Search rest = search;
            for (int i = 0; i < count; i++) {
                Acquisition improvement = expected.improvement();
                List<double[]> best = rest.best(improvement, 1, i);
                if (best.isEmpty()) {
                    break;
                }
                double[] point = best.get(0);
                if (options.neighbouring() && !Boolean.getBoolean("x.nonb") && expected.negligible(improvement.value(point))) {
                    point = rest.neighbour(improvement).orElse(point);
                }
                if (i % 2 == 0) {
                    double worth = improvement.value(best.get(0)) + rest.logWeight(best.get(0));
                    final Search rs = rest;
                    for (double[] probe : PROBES.get().apply(rest.domain())) {
                        double pof = rs.cut().map(c -> c.model().probability(probe)).orElse(1.0);
                        double value = improvement.value(probe) + TEXP * Math.log(pof) + Math.log(Math.max(1, rs.history().budget() - rs.history().observations().size()));
                        if (value > worth) {
                            worth = value;
                            point = probe;
                        }
                    }
                }
                chosen.add(point);
                if (i + 1 < count) {
                    expected = expected.expecting(point);
                    rest = rest.expecting(point);
                }
            }
            return chosen;
        }
    };

    static final ThreadLocal<java.util.function.Function<io.scoot.acq.Domain, List<double[]>>> PROBES = ThreadLocal.withInitial(() -> d -> List.of());
    static final double TEXP = Double.parseDouble(System.getProperty("x.texp", "1"));
    static final double TBONUS = Double.parseDouble(System.getProperty("x.tbonus", "0"));

    /** ξ of PI and EI (the paper's section 4.5.1). */
    private static final double XI = 1e-4;

    /** Up to {@code count} distinct points. */
    abstract List<double[]> choose(Belief belief, Search search, int count, ScootOptions options);
}
