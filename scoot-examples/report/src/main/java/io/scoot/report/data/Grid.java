package io.scoot.report.data;

import io.scoot.gp.Dimension;
import io.scoot.suggest.Explanation;
import java.util.ArrayList;
import java.util.List;

/**
 * Some values of a parameter, from end to end.
 *
 * @param index of the parameter
 * @param coordinates on the unit cube, increasing
 * @param values one per coordinate, no two equal
 */
record Grid(int index, List<Double> coordinates, List<Object> values) {

    /** All values, or {@code count} of them on the parameter's scale. */
    static Grid of(Explanation model, double[] centre, int index, int count) {
        Dimension dimension = model.dimensions().get(index);
        List<Double> coordinates = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        int steps = (int) Math.min(count, dimension.count());
        for (int i = 0; i < steps; i++) {
            double q = steps == dimension.count() ? (i + 0.5) / steps : i / (steps - 1.0);
            double[] point = with(centre, index, dimension.quantile(q));
            Object value = model.decode(point).get(index);
            if (!values.contains(value)) {
                coordinates.add(point[index]);
                values.add(value);
            }
        }
        return new Grid(index, coordinates, values);
    }

    /** A copy of a point with another coordinate. */
    static double[] with(double[] point, int index, double coordinate) {
        double[] other = point.clone();
        other[index] = coordinate;
        return other;
    }
}
