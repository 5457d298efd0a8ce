package io.scoot.suggest;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Suggester;
import io.scoot.acq.Acquisition;
import io.scoot.acq.Domain;
import io.scoot.acq.UpperConfidenceBound;
import io.scoot.constraints.RandomForest;
import io.scoot.internal.random.Streams;
import io.scoot.internal.space.UnitCube;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * VBO of the paper (Appendix A.3): Bayesian optimisation with random forests as surrogates of objectives and constraints
 * alike, for a crash or a violated known constraint enters them as a penalty; UCB for one objective, EHVI for several. Draws
 * from the raw box.
 */
public final class VanillaSuggester implements Suggester {

    private static final int TREES = 100;

    /** The suggester; it has no options. */
    public VanillaSuggester() {}

    @Override
    public List<Configuration> suggest(History history, int count) {
        UnitCube cube = UnitCube.of(history.space());
        List<Configuration> chosen =
                new ArrayList<>(StartUp.next(history, cube, cube.box(configuration -> true), count, Integer.MAX_VALUE));
        if (chosen.size() < count && history.learned().stream().anyMatch(Observation::feasible)) {
            Set<Configuration> taken = history.taken();
            taken.addAll(chosen);
            Domain domain = cube.box(configuration -> !taken.contains(configuration));
            Search.of(Ask.of(history, false), domain, Optional.empty())
                    .best(acquisition(history, cube), count - chosen.size(), 0)
                    .forEach(point -> chosen.add(cube.decode(point)));
        }
        if (chosen.size() < count) {
            Domain rest = cube.box(configuration -> !chosen.contains(configuration));
            chosen.addAll(StartUp.fresh(history, cube, rest, count - chosen.size(), chosen.size()));
        }
        return chosen;
    }

    private static Acquisition acquisition(History history, UnitCube cube) {
        Penalized data = Penalized.of(history, cube);
        List<RandomForest> forests = new ArrayList<>();
        for (int j = 0; j < data.values()[0].length; j++) {
            int objective = j;
            double[] y = new double[data.values().length];
            for (int i = 0; i < y.length; i++) {
                y[i] = data.values()[i][objective];
            }
            long seed = Streams.seed(history.seed(), "vanilla", history.iteration(), objective);
            forests.add(RandomForest.fit(cube.dimensions(), data.points(), y, TREES, seed));
        }
        if (forests.size() == 1) {
            double beta = UpperConfidenceBound.schedule(history.iteration() + 1);
            return ForestAcquisition.upperConfidenceBound(forests.get(0), Math.sqrt(beta));
        }
        return ForestAcquisition.hypervolumeImprovement(
                forests, data.values(), history.orientedReference().orElseThrow());
    }
}
