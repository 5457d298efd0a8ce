package io.scoot.suggest;

import io.scoot.History;
import io.scoot.Observation;
import io.scoot.Risk;
import io.scoot.gp.Dimension;
import io.scoot.internal.space.UnitCube;
import java.util.List;
import java.util.stream.Stream;

/** What is near enough to something good under a {@link Risk}: the default, and what worked here and keeps the bounds. */
final class Reach {

    private final UnitCube cube;
    private final List<double[]> good;
    private final double most;

    private Reach(UnitCube cube, List<double[]> good, double most) {
        this.cube = cube;
        this.good = good;
        this.most = most;
    }

    static Reach of(History history, UnitCube cube, Risk risk) {
        List<double[]> kept = history.observations().stream()
                .filter(history::satisfies)
                .map(Observation::configuration)
                .map(cube::encode)
                .toList();
        List<double[]> defaults =
                history.space().defaults().map(cube::encode).stream().toList();
        return new Reach(
                cube,
                Stream.concat(defaults.stream(), kept.stream()).toList(),
                risk.reach() * Math.sqrt(Math.max(1, kept.size())));
    }

    /** Whether a point is near enough; all are where nothing is known to be good. */
    boolean covers(double[] point) {
        return good.isEmpty() || good.stream().anyMatch(other -> distance(point, other) <= most);
    }

    private double distance(double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            Dimension dimension = cube.dimensions().get(i);
            if (dimension instanceof Dimension.Choice) {
                sum += a[i] == b[i] ? 0.0 : 1.0;
            } else {
                boolean apart = dimension.isApart(a[i]) != dimension.isApart(b[i]);
                sum += apart ? 1.0 : Math.abs(dimension.among(a[i]) - dimension.among(b[i]));
            }
        }
        return sum / a.length;
    }
}
