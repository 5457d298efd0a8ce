package io.scoot.suggest;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Phase;
import io.scoot.acq.Domain;
import io.scoot.internal.random.Streams;
import io.scoot.internal.space.UnitCube;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The start-up samples: Sobol points, as many as the space has parameters (the paper's section 4.1) or fewer, shifted by the
 * seed, none twice, and none that was observed or is pending.
 */
final class StartUp {

    private StartUp() {}

    /**
     * The next start-up samples, at most {@code count}; empty when all were made.
     *
     * @param most observations before learning begins, the default's among them
     */
    static List<Configuration> next(History history, UnitCube cube, Domain domain, int count, int most) {
        int observed = history.space().defaults().isPresent() ? 1 : 0;
        int wanted = Math.min(history.space().parameters().size(), most - observed);
        long made = history.learned().stream()
                        .filter(o -> o.trial().phase() != Phase.DEFAULT)
                        .count()
                + history.pending().stream()
                        .filter(trial -> trial.phase() != Phase.DEFAULT)
                        .count();
        int left = (int) Math.max(0, wanted - made);
        return fresh(history, cube, domain, Math.min(left, count), wanted);
    }

    /**
     * {@code count} points of {@code domain} that are not taken, from the sequence of the study's seed; {@code ahead} more
     * than are taken are looked at. Fewer when the domain is exhausted.
     */
    static List<Configuration> fresh(History history, UnitCube cube, Domain domain, int count, int ahead) {
        List<Configuration> chosen = new ArrayList<>();
        if (count <= 0) {
            return chosen;
        }
        Set<Configuration> taken = history.taken();
        int length = taken.size() + ahead + count;
        for (double[] point : domain.sample(length, Streams.seed(history.seed(), "design"))) {
            Configuration configuration = cube.decode(point);
            if (chosen.size() < count && taken.add(configuration)) {
                chosen.add(configuration);
            }
        }
        return chosen;
    }
}
