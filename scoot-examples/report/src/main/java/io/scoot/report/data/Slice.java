package io.scoot.report.data;

import io.scoot.suggest.Band;
import io.scoot.suggest.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the surrogates expect of one metric if one parameter alone is changed.
 *
 * @param metric its name
 * @param parameter its index
 * @param values that the parameter takes
 * @param median one per value
 * @param low lower end of the central 95 % interval of the metric's mean, one per value
 * @param high upper end
 */
public record Slice(String metric, int parameter, List<Object> values, double[] median, double[] low, double[] high) {

    /** Every parameter against every modelled metric, through {@code centre}. */
    static List<Slice> of(Explanation model, double[] centre, int points) {
        List<Grid> grids = IntStream.range(0, centre.length)
                .mapToObj(i -> Grid.of(model, centre, i, points))
                .toList();
        double[][] all = grids.stream()
                .flatMap(grid -> grid.coordinates().stream().map(u -> Grid.with(centre, grid.index(), u)))
                .toArray(double[][]::new);
        List<Slice> slices = new ArrayList<>();
        model.metrics().forEach(metric -> {
            List<Band> bands = model.bands(metric, all);
            int from = 0;
            for (Grid grid : grids) {
                int to = from + grid.values().size();
                slices.add(of(metric, grid, bands.subList(from, to)));
                from = to;
            }
        });
        return slices;
    }

    private static Slice of(String metric, Grid grid, List<Band> bands) {
        return new Slice(
                metric,
                grid.index(),
                grid.values(),
                bands.stream().mapToDouble(band -> Digits.few(band.median())).toArray(),
                bands.stream().mapToDouble(band -> Digits.few(band.low())).toArray(),
                bands.stream().mapToDouble(band -> Digits.few(band.high())).toArray());
    }
}
