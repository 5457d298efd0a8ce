package io.scoot.internal.space;

import io.scoot.Configuration;
import io.scoot.Constraint;
import io.scoot.SearchSpace;
import io.scoot.acq.Domain;
import io.scoot.gp.Dimension;
import java.util.List;
import java.util.function.Predicate;

/**
 * A space's encoding: one coordinate per parameter, numbers at their (log-)position in [0, 1], levels at theirs, a choice as
 * its index. Immutable and thread-safe.
 */
public final class UnitCube {

    private final SearchSpace space;
    private final List<Coordinate> coordinates;
    private final List<Dimension> dimensions;

    private UnitCube(SearchSpace space) {
        this.space = space;
        this.coordinates = space.parameters().stream().map(Coordinate::of).toList();
        this.dimensions = coordinates.stream().map(Coordinate::dimension).toList();
    }

    /** The encoding of {@code space}. */
    public static UnitCube of(SearchSpace space) {
        return new UnitCube(space);
    }

    /** One per parameter. */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /** The point of a configuration: d coordinates. */
    public double[] encode(Configuration configuration) {
        double[] point = new double[coordinates.size()];
        for (int i = 0; i < point.length; i++) {
            point[i] = coordinates.get(i).encode(configuration.get(i));
        }
        return point;
    }

    /** The configuration nearest to a point: its coordinates are rounded to the parameters' values. */
    public Configuration decode(double[] point) {
        Object[] values = new Object[coordinates.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = coordinates.get(i).decode(point[i]);
        }
        return space.configuration(values);
    }

    /** The points whose configurations keep the known constraints and satisfy {@code wanted}; looked for around the default, too. */
    public Domain admissible(Predicate<Configuration> wanted) {
        return anchored(new Domain(dimensions, point -> {
            Configuration configuration = decode(point);
            return space.admits(configuration) && wanted.test(configuration);
        }));
    }

    /**
     * The points that are {@code wanted} and whose configurations keep the known constraints. A configuration is made only where a
     * constraint needs it.
     */
    public Domain admissiblePoints(Predicate<double[]> wanted) {
        Predicate<double[]> known =
                space.constraints().isEmpty() ? point -> true : point -> space.admits(decode(point));
        return anchored(new Domain(dimensions, wanted.and(known)));
    }

    private Domain anchored(Domain domain) {
        return domain.anchored(space.defaults().map(this::encode).stream().toList());
    }

    /** The points whose configurations satisfy {@code wanted}, known constraints or not: the raw box of the baselines. */
    public Domain box(Predicate<Configuration> wanted) {
        return new Domain(dimensions, point -> wanted.test(decode(point)));
    }

    /**
     * Looks for one configuration that keeps the known constraints.
     *
     * @throws IllegalArgumentException naming the constraints, if a search bounded in time finds none
     */
    public void requireAdmissible() {
        if (space.constraints().isEmpty() || space.defaults().isPresent()) {
            return; // a default keeps them
        }
        if (admissible(configuration -> true).sample(1, 0L).isEmpty()) {
            throw new IllegalArgumentException(
                    "no configuration was found that satisfies the known constraints "
                            + space.constraints().stream().map(Constraint::name).toList()
                            + ". Maybe one of them contradicts the parameters' ranges; a default configuration would show the way.");
        }
    }
}
