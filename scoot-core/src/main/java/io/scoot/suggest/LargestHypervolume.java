package io.scoot.suggest;

import java.util.List;

/** The k largest of EHVI (the paper's section 4.5.2). */
record LargestHypervolume() implements Chooser {

    @Override
    public List<double[]> choose(Belief belief, Search search, double[][] pending, int count) {
        return search.best(belief.hypervolumeImprovement(), count, 0);
    }
}
