package io.scoot.acq;

import io.scoot.gp.Dimension;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The points that a search scores first: all of a small domain, else Sobol points and mutations of the incumbents. */
final class Candidates {

    private static final double[] SPREADS = {0.05, 0.2};

    private Candidates() {}

    static double[][] of(Domain domain, double[][] incumbents, SearchOptions options, long seed) {
        if (domain.enumerable()) {
            return domain.enumerate().toArray(double[][]::new);
        }
        Set<Cell> cells = new LinkedHashSet<>();
        domain.sample(options.pool(), seed).forEach(point -> cells.add(new Cell(point)));
        SplittableRandom random = new SplittableRandom(seed);
        for (double[] incumbent : incumbents) {
            for (int i = 0; i < options.mutations(); i++) {
                double[] point = mutation(domain, incumbent, random);
                if (domain.admits(point)) {
                    cells.add(new Cell(point));
                }
            }
        }
        return cells.stream().map(Cell::point).toArray(double[][]::new);
    }

    /** One or two coordinates changed: a number by a normal step, a choice or a few levels to another value. */
    private static double[] mutation(Domain domain, double[] incumbent, SplittableRandom random) {
        List<Dimension> dimensions = domain.dimensions();
        double[] point = domain.snap(incumbent);
        int changes = 1 + random.nextInt(2);
        double spread = SPREADS[random.nextInt(SPREADS.length)];
        for (int k = 0; k < changes; k++) {
            int i = random.nextInt(point.length);
            Dimension dimension = dimensions.get(i);
            if (dimension.count() <= Variation.FEW) {
                point[i] = Domain.coordinate(dimension, random.nextLong(dimension.count()));
            } else {
                point[i] = dimension.snap(point[i] + spread * random.nextGaussian());
            }
        }
        return point;
    }
}
