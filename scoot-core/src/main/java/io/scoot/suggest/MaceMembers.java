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

/**
 * Random members of the front of UCB, PI and EI (the paper's section 4.5.1), under the most probable hyper-parameters.
 *
 * @param paperBeta whether UCB multiplies σ by β rather than by √β
 */
record MaceMembers(boolean paperBeta) implements Chooser {

    /** ξ of PI and EI (the paper's section 4.5.1). */
    private static final double XI = 1e-4;

    @Override
    public List<double[]> choose(Belief belief, Search search, double[][] pending, int count) {
        GaussianProcess surrogate = belief.draws().get(0).get(0);
        double beta = UpperConfidenceBound.schedule(search.history().iteration() + 1);
        List<Acquisition> three = List.of(
                new UpperConfidenceBound(surrogate, paperBeta ? beta : Math.sqrt(beta)),
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
}
