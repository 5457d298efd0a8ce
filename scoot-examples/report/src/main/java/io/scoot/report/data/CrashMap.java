package io.scoot.report.data;

import io.scoot.Configuration;
import java.util.ArrayList;
import java.util.List;

/**
 * POF over two parameters, all others as in one configuration.
 *
 * @param x the first parameter's name
 * @param y the second's
 * @param xs its values
 * @param ys the second's
 * @param pof a row per value of y, in it one per value of x
 */
public record CrashMap(String x, String y, List<Object> xs, List<Object> ys, double[][] pof) {

    private static final double THOUSANDTHS = 1e3;

    /** All pairs of {@code axes}. */
    static List<CrashMap> of(Model model, List<Axis> axes, Configuration centre, int points) {
        List<CrashMap> maps = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            for (int j = i + 1; j < axes.size(); j++) {
                maps.add(of(model, axes.get(i), axes.get(j), centre, points));
            }
        }
        return maps;
    }

    private static CrashMap of(Model model, Axis x, Axis y, Configuration centre, int points) {
        List<Object> xs = x.grid(points);
        List<Object> ys = y.grid(points);
        List<Configuration> all = new ArrayList<>();
        ys.forEach(b -> {
            Configuration row = centre.with(y.name(), b);
            xs.forEach(a -> all.add(row.with(x.name(), a)));
        });
        double[] flat = model.probabilitiesOfFeasibility(all);
        double[][] pof = new double[ys.size()][xs.size()];
        for (int i = 0; i < flat.length; i++) {
            pof[i / xs.size()][i % xs.size()] = Math.rint(flat[i] * THOUSANDTHS) / THOUSANDTHS;
        }
        return new CrashMap(x.name(), y.name(), xs, ys, pof);
    }
}
