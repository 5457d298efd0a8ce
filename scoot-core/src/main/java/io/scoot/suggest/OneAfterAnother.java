package io.scoot.suggest;

import io.scoot.acq.Acquisition;
import java.util.ArrayList;
import java.util.List;

/**
 * The best of log EI or log EHVI, one after the other, each expecting those before it and what is pending.
 *
 * <p>Every other time the values that had no fair trial compete. Whatever else is tried improves on the best once; a value that
 * turns out well changes all that follows: a trial is worth what it is expected to improve, times its probability of
 * feasibility, times the observations that are left.
 *
 * @param trials whether they do
 */
record OneAfterAnother(boolean trials) implements Chooser {

    @Override
    public List<double[]> choose(Belief belief, Search search, double[][] pending, int count) {
        List<double[]> chosen = new ArrayList<>();
        Belief expected = belief.expecting(pending);
        Search rest = search.expecting(pending);
        for (int i = 0; i < count; i++) {
            Acquisition improvement = expected.improvement();
            List<double[]> best = rest.best(improvement, 1, i);
            if (best.isEmpty()) {
                break;
            }
            double[] point = trials && i % 2 == 0 ? orTrial(best.get(0), improvement, rest) : best.get(0);
            chosen.add(point);
            if (i + 1 < count) {
                expected = expected.expecting(point);
                rest = rest.expecting(point);
            }
        }
        return chosen;
    }

    private static double[] orTrial(double[] best, Acquisition improvement, Search search) {
        double left = Math.log(Math.max(
                1, search.history().budget() - search.history().observations().size()));
        double[] point = best;
        double worth = improvement.value(best) + search.logWeight(best);
        for (double[] trial : search.trials()) {
            double itsWorth = improvement.value(trial) + Math.log(search.probability(trial)) + left;
            if (itsWorth > worth) {
                worth = itsWorth;
                point = trial;
            }
        }
        return point;
    }
}
