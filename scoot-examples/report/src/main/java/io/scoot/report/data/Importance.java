package io.scoot.report.data;

import io.scoot.gp.Dimension;
import io.scoot.report.sensitivity.SobolIndices;
import io.scoot.suggest.Band;
import io.scoot.suggest.Explanation;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters matter, by the Sobol indices of a surrogate over the whole space, all values of a parameter equally likely.
 *
 * @param metric whose; null of crashing
 * @param trust in the surrogate
 * @param indices one per parameter; all 0 where the surrogate is flat
 * @param flat whether the surrogate sees no difference anywhere
 */
public record Importance(@Nullable String metric, Trust trust, List<SobolIndices.Index> indices, boolean flat) {

    private static final int CHUNK = 64;

    /** Of a metric's surrogate. */
    static Importance of(Explanation model, Predictability known, int samples) {
        return of(model, known.metric(), known.trust(), samples, points -> model.bands(known.metric(), points).stream()
                .mapToDouble(Band::median)
                .toArray());
    }

    /** Of crashing: of POF. */
    static Importance ofCrashing(Explanation model, Trust trust, int samples) {
        return of(model, null, trust, samples, model::probabilitiesOfFeasibility);
    }

    private static Importance of(
            Explanation model,
            @Nullable String metric,
            Trust trust,
            int samples,
            Function<double[][], double[]> function) {
        List<Dimension> dimensions = model.dimensions();
        SobolIndices indices = SobolIndices.of(dimensions.size(), samples, uniform -> {
            double[][] points = new double[uniform.length][dimensions.size()];
            for (int i = 0; i < points.length; i++) {
                for (int j = 0; j < dimensions.size(); j++) {
                    points[i][j] = dimensions.get(j).quantile(uniform[i][j]);
                }
            }
            return inParallel(function, points);
        });
        return new Importance(
                metric,
                trust,
                indices.indices().stream().map(Importance::shortened).toList(),
                indices.variance() == 0.0);
    }

    /** Models are thread-safe, and this is most of a page's work. */
    private static double[] inParallel(Function<double[][], double[]> function, double[][] points) {
        return IntStream.range(0, (points.length + CHUNK - 1) / CHUNK)
                .parallel()
                .mapToObj(chunk -> function.apply(
                        Arrays.copyOfRange(points, chunk * CHUNK, Math.min(points.length, (chunk + 1) * CHUNK))))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static SobolIndices.Index shortened(SobolIndices.Index index) {
        return new SobolIndices.Index(
                Digits.few(index.first()),
                Digits.few(index.firstLow()),
                Digits.few(index.firstHigh()),
                Digits.few(index.total()),
                Digits.few(index.totalLow()),
                Digits.few(index.totalHigh()));
    }
}
