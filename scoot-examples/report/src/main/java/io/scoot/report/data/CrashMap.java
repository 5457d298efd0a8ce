package io.scoot.report.data;

import io.scoot.suggest.Explanation;
import java.util.ArrayList;
import java.util.List;

/**
 * POF over two parameters, all others as in one configuration.
 *
 * @param x the first parameter's index
 * @param y the second's
 * @param xs its values
 * @param ys the second's
 * @param pof a row per value of y, in it one per value of x, in thousandths
 */
public record CrashMap(int x, int y, List<Object> xs, List<Object> ys, int[][] pof) {

    private static final double THOUSAND = 1e3;

    /** All pairs of the parameters with these indices, through {@code centre}. */
    static List<CrashMap> of(Explanation model, List<Integer> parameters, double[] centre, int points) {
        List<CrashMap> maps = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            for (int j = i + 1; j < parameters.size(); j++) {
                maps.add(of(
                        model,
                        Grid.of(model, centre, parameters.get(i), points),
                        Grid.of(model, centre, parameters.get(j), points),
                        centre));
            }
        }
        return maps;
    }

    private static CrashMap of(Explanation model, Grid x, Grid y, double[] centre) {
        double[][] all = y.coordinates().stream()
                .flatMap(b ->
                        x.coordinates().stream().map(a -> Grid.with(Grid.with(centre, y.index(), b), x.index(), a)))
                .toArray(double[][]::new);
        double[] flat = model.probabilitiesOfFeasibility(all);
        int columns = x.values().size();
        int[][] pof = new int[y.values().size()][columns];
        for (int i = 0; i < flat.length; i++) {
            pof[i / columns][i % columns] = (int) Math.rint(THOUSAND * flat[i]);
        }
        return new CrashMap(x.index(), y.index(), x.values(), y.values(), pof);
    }
}
