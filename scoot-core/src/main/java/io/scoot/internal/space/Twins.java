package io.scoot.internal.space;

import io.scoot.Configuration;
import io.scoot.gp.Dimension;
import java.util.Collection;
import java.util.List;

/** Configurations and what is next to them: the same choices and levels, and numbers so close that a service cannot tell. */
public final class Twins {

    /** Of the unit interval, where a number has more values than anybody tells apart. */
    private static final double CLOSE = 0.02;

    /** Up to so many values, each is one of its own. */
    private static final long FEW = 1_000;

    private final UnitCube cube;
    private final List<double[]> points;

    /** Of these configurations, in the encoding {@code cube}. */
    public Twins(UnitCube cube, Collection<Configuration> configurations) {
        this.cube = cube;
        this.points = configurations.stream().map(cube::encode).toList();
    }

    /** Whether {@code configuration} is one of them or next to one. */
    public boolean near(Configuration configuration) {
        return !points.isEmpty() && near(cube.encode(configuration));
    }

    /** Whether the configuration of a snapped point is one of them or next to one. */
    public boolean near(double[] point) {
        return points.stream().anyMatch(other -> near(point, other));
    }

    private boolean near(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            Dimension dimension = cube.dimensions().get(i);
            double most = dimension instanceof Dimension.Choice || dimension.count() <= FEW ? 0.0 : CLOSE;
            if (Math.abs(a[i] - b[i]) > most) {
                return false;
            }
        }
        return true;
    }
}
