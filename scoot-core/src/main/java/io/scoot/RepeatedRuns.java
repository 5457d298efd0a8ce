package io.scoot;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** What runs of one and the same configuration say about noise: the only sure source. */
final class RepeatedRuns {

    private RepeatedRuns() {}

    /**
     * The standard deviation of a metric among the confirmations of one configuration, relative to their mean, pooled over the
     * configurations.
     */
    static OptionalDouble deviation(List<Observation> confirmations, String metric) {
        Set<Configuration> confirmed = new LinkedHashSet<>();
        confirmations.forEach(run -> confirmed.add(run.configuration()));
        double squares = 0.0;
        int degrees = 0;
        for (Configuration configuration : confirmed) {
            double[] values = confirmations.stream()
                    .filter(run -> run.configuration().equals(configuration))
                    .filter(Observation::feasible)
                    .mapToDouble(run -> run.metrics().getOrDefault(metric, Double.NaN))
                    .filter(Double::isFinite)
                    .toArray();
            double mean = Arrays.stream(values).average().orElse(0.0);
            if (values.length > 1 && mean != 0.0) {
                for (double value : values) {
                    squares += (value / mean - 1.0) * (value / mean - 1.0);
                }
                degrees += values.length - 1;
            }
        }
        return degrees == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / degrees));
    }
}
