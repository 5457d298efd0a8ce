package io.scoot.acq;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One draw of distinct admissible points: by rejection from a Sobol sequence while enough of its points are admissible; then
 * from the list of all cells where that is short; else by walks from the points found and from the domain's anchors, which
 * change one or two coordinates at a time; at last by all steps of two coordinates from each point found, which follow an
 * equation such as x·y = c. The walks reach what rejection cannot, but are uniform only in the long run.
 */
final class DomainSample {

    private static final System.Logger LOG = System.getLogger(DomainSample.class.getName());

    /** Cells looked at per point wanted before walking. */
    private static final int REJECTIONS = 32;

    private static final int LEAST_REJECTIONS = 1024;

    /** Cells looked at for the first admissible one. */
    private static final int MOST_REJECTIONS = 1 << 19;

    private static final int STEPS = 64; // of a walk, per point wanted

    /** Pairs of steps looked at in all. */
    private static final int MOST_PAIRS = 1 << 18;

    private final Domain domain;
    private final long seed;
    private final Set<Cell> found = new LinkedHashSet<>();

    DomainSample(Domain domain, long seed) {
        this.domain = domain;
        this.seed = seed;
    }

    List<double[]> take(int count) {
        reject(count);
        if (found.size() < count) {
            if (domain.enumerable()) {
                enumerate(count);
            } else {
                walk(count);
                follow(count);
            }
        }
        return found.stream().limit(Math.max(0, count)).map(Cell::point).toList();
    }

    private void reject(int count) {
        SobolPoints points = SobolPoints.shifted(domain.dimensions().size(), seed);
        int budget = Math.max(LEAST_REJECTIONS, REJECTIONS * count);
        int most = domain.enumerable() ? budget : Math.max(budget, MOST_REJECTIONS);
        for (int i = 0; found.size() < count && i < (found.isEmpty() ? most : budget); i++) {
            double[] point = domain.quantile(points.next());
            if (domain.admits(point)) {
                found.add(new Cell(point));
            }
        }
    }

    private void enumerate(int count) {
        List<double[]> rest = new ArrayList<>(domain.enumerate());
        Collections.shuffle(rest, new Random(seed));
        for (double[] point : rest) {
            if (found.size() < count) {
                found.add(new Cell(point));
            }
        }
    }

    private void walk(int count) {
        LOG.log(
                System.Logger.Level.DEBUG,
                "{0} of {1} points wanted were found by rejection; walking from them",
                found.size(),
                count);
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> walkers = new ArrayList<>();
        found.forEach(cell -> walkers.add(cell.point()));
        walkers.addAll(domain.anchors());
        if (walkers.isEmpty()) {
            return;
        }
        int d = domain.dimensions().size();
        long steps = (long) STEPS * count;
        for (long step = 0; found.size() < count && step < steps; step++) {
            int w = random.nextInt(walkers.size());
            double[] point = walkers.get(w).clone();
            int moved = 1 + random.nextInt(2);
            for (int k = 0; k < moved; k++) {
                int i = random.nextInt(d);
                point[i] = domain.dimensions().get(i).quantile(random.nextDouble());
            }
            if (domain.admits(point)) {
                walkers.set(w, point);
                found.add(new Cell(point));
            }
        }
    }

    /** All pairs of steps from what was found and from the anchors, and from what they find, until enough is found. */
    private void follow(int count) {
        List<double[]> from = new ArrayList<>(domain.anchors());
        found.forEach(cell -> from.add(cell.point()));
        int looked = 0;
        for (int f = 0; f < from.size() && found.size() < count; f++) {
            double[] start = from.get(f);
            for (int i = 0; i < start.length; i++) {
                for (int j = 0; j < i; j++) {
                    for (double first : Moves.others(domain.dimensions().get(i), start[i], Integer.MAX_VALUE)) {
                        for (double second : Moves.others(domain.dimensions().get(j), start[j], Integer.MAX_VALUE)) {
                            if (found.size() == count || ++looked > MOST_PAIRS) {
                                return;
                            }
                            double[] point = start.clone();
                            point[i] = first;
                            point[j] = second;
                            if (domain.admits(point) && found.add(new Cell(point))) {
                                from.add(point);
                            }
                        }
                    }
                }
            }
        }
    }
}
