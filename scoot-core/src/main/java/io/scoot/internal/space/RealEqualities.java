package io.scoot.internal.space;

import io.scoot.Configuration;
import io.scoot.Constraint;
import io.scoot.SearchSpace;
import io.scoot.gp.Dimension;
import java.util.ArrayList;
import java.util.List;

/** Known constraints that hold on a set of real numbers without extent, such as {@code a + b == 1}: no search ever meets one. */
public final class RealEqualities {

    /** Of the unit interval: a step that an inequality with any room would bear on one side. */
    private static final double STEP = 1e-6;

    private RealEqualities() {}

    /**
     * Looks around the default configuration, where there is one.
     *
     * @throws IllegalArgumentException naming the constraint and its real parameters, if moving one of them a little either way
     *     violates it
     */
    public static void refuse(SearchSpace space) {
        space.defaults().ifPresent(defaults -> space.constraints().forEach(constraint -> {
            List<String> tied = tied(space, constraint, defaults);
            if (!tied.isEmpty()) {
                throw new IllegalArgumentException("known constraint \"" + constraint.name()
                        + "\" is an equality of real numbers: at the default configuration, any change of one of "
                        + tied
                        + " violates it, and no search would ever meet it. Tune one parameter less and compute it in the"
                        + " evaluator, or give them steps: Parameter.real(…).step(…)");
            }
        }));
    }

    private static List<String> tied(SearchSpace space, Constraint constraint, Configuration defaults) {
        UnitCube cube = UnitCube.of(space);
        double[] point = cube.encode(defaults);
        List<String> tied = new ArrayList<>();
        for (int i = 0; i < point.length; i++) {
            boolean inside = point[i] > STEP && point[i] < 1.0 - STEP;
            if (cube.dimensions().get(i) instanceof Dimension.Real
                    && inside
                    && !constraint.holds(moved(cube, point, i, -STEP))
                    && !constraint.holds(moved(cube, point, i, STEP))) {
                tied.add(space.parameters().get(i).name());
            }
        }
        return tied;
    }

    private static Configuration moved(UnitCube cube, double[] point, int i, double by) {
        double[] moved = point.clone();
        moved[i] += by;
        return cube.decode(moved);
    }
}
