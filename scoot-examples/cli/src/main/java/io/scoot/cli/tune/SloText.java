package io.scoot.cli.tune;

import io.scoot.Slo;
import io.scoot.load.capacity.MetricBound;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --slo} says.
 *
 * @param goodput bounds on each request, what counts as goodput
 * @param percentiles bounds on percentiles over all requests
 */
record SloText(io.scoot.load.Slo goodput, List<MetricBound> percentiles) {

    /**
     * From {@code ttft:500} and {@code ttft_p95=500}, mixed, separated by spaces or commas.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    static SloText parse(@Nullable String text) {
        List<String> goodput = new ArrayList<>();
        List<MetricBound> percentiles = new ArrayList<>();
        for (String part : text == null ? new String[0] : text.strip().split("[\\s,]+", -1)) {
            if (MetricBound.looksLike(part)) {
                percentiles.addAll(MetricBound.parse(part));
            } else {
                goodput.add(part);
            }
        }
        return new SloText(
                goodput.isEmpty() ? io.scoot.load.Slo.none() : io.scoot.load.Slo.parse(String.join(" ", goodput)),
                List.copyOf(percentiles));
    }

    /** The percentiles as a study's bounds. */
    List<Slo> bounds() {
        return percentiles.stream()
                .map(bound -> Slo.atMost(bound.metric(), bound.most()))
                .toList();
    }
}
