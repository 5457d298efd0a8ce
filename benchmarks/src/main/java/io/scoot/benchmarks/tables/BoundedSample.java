package io.scoot.benchmarks.tables;

import io.scoot.Objective;
import io.scoot.Slo;
import io.scoot.benchmarks.problems.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task of the {@link ServingSample} under a bound: the most estimated tokens per second and GPU, of what has a time per token of at
 * most the 33rd percentile of the rows. Exact: the best known is the best row that keeps it, a regret of 1 the median of those rows.
 */
final class BoundedSample {

    private static final double SHARE = 0.33;

    private BoundedSample() {}

    static Problem of(MeasuredTable table) {
        Map<List<String>, Map<String, Double>> rows = new LinkedHashMap<>();
        table.rows()
                .forEach(row -> rows.putIfAbsent(row.settings(), row.metrics().orElseThrow()));
        double[] times = sorted(rows, Double.POSITIVE_INFINITY, ServingSample.TPOT);
        double bound = times[(int) Math.ceil(SHARE * times.length) - 1];
        double[] kept = sorted(rows, bound, ServingSample.THROUGHPUT);
        MeasuredTable one = new MeasuredTable(
                table.name(),
                table.columns(),
                List.of(Objective.maximize(ServingSample.THROUGHPUT)),
                table.rows(),
                table.grid());
        return TableProblem.of(one)
                .bounded(
                        ":tpot33",
                        List.of(Slo.atMost(ServingSample.TPOT, bound)),
                        kept[kept.length / 2],
                        kept[kept.length - 1]);
    }

    /** The values of a metric where the time per token keeps the bound. */
    private static double[] sorted(Map<List<String>, Map<String, Double>> rows, double bound, String metric) {
        return rows.values().stream()
                .filter(row -> row.getOrDefault(ServingSample.TPOT, Double.NaN) <= bound)
                .mapToDouble(row -> row.getOrDefault(metric, Double.NaN))
                .sorted()
                .toArray();
    }
}
