package io.scoot.report.data;

import io.scoot.Configuration;
import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trial in the page.
 *
 * @param number of the trial
 * @param phase {@code default}, {@code initial}, {@code suggested} or {@code confirmation}
 * @param origin who suggested it, if not the study's own suggester
 * @param batch which ask it came from
 * @param outcome {@code measured}, {@code crashed} or {@code failed}
 * @param reason why it did not work; null if it did
 * @param keepsBounds whether it worked and keeps all bounds
 * @param onFront whether it is on the Pareto front
 * @param best whether it is a run of the best configuration
 * @param standard whether it is a run of the default configuration
 * @param refuted whether its configuration did not hold up when it was run again
 * @param slot which of the places for trials at a time it took: 0, 1, …
 * @param started when, as ISO 8601
 * @param start seconds after the first trial's start
 * @param seconds how long
 * @param cost in GPU-seconds
 * @param arrivalSeed of the stress test's arrival order
 * @param values of the parameters, in the page's order
 * @param metrics in the page's order; null where not measured
 * @param pof predicted probability that it does not crash
 * @param delta the least POF that was demanded
 * @param predicted what was expected of each metric at the time, in the page's order; null where nothing was
 */
public record TrialData(
        int number,
        String phase,
        @Nullable String origin,
        int batch,
        String outcome,
        @Nullable String reason,
        boolean keepsBounds,
        boolean onFront,
        boolean best,
        boolean standard,
        boolean refuted,
        int slot,
        String started,
        double start,
        double seconds,
        double cost,
        String arrivalSeed,
        List<Object> values,
        List<@Nullable Double> metrics,
        @Nullable Double pof,
        @Nullable Double delta,
        List<@Nullable Double> predicted,
        List<@Nullable Double> halfWidths) {

    /** Everything that was run, by number. */
    static List<TrialData> of(Source source) {
        List<Observation> runs = source.trials();
        int[] slots = slots(runs);
        Instant first =
                runs.stream().map(Observation::started).min(Instant::compareTo).orElse(Instant.EPOCH);
        Result result = source.result();
        Optional<Configuration> best = result.best().map(Observation::configuration);
        Optional<Configuration> standard = source.defaults();
        Set<Integer> front = new HashSet<>();
        result.paretoFront().forEach(run -> front.add(run.trial().number()));
        List<String> metrics = source.metrics();
        List<TrialData> trials = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Observation run = runs.get(i);
            Optional<Suggestion> suggestion = result.suggestion(run);
            trials.add(new TrialData(
                    run.trial().number(),
                    TrialRows.lower(run.trial().phase()),
                    suggestion.flatMap(Suggestion::origin).orElse(null),
                    run.trial().batch(),
                    TrialRows.outcome(run),
                    TrialRows.reason(run).orElse(null),
                    result.satisfies(run),
                    front.contains(run.trial().number()),
                    best.filter(run.configuration()::equals).isPresent(),
                    standard.filter(run.configuration()::equals).isPresent(),
                    result.refuted(run.configuration()),
                    slots[i],
                    run.started().toString(),
                    TrialRows.seconds(Duration.between(first, run.started())),
                    TrialRows.seconds(run.duration()),
                    run.outcome().cost(),
                    Long.toString(run.trial().arrivalSeed()), // 64 bits: more than a JavaScript number holds
                    List.copyOf(run.configuration().asMap().values()),
                    metrics.stream()
                            .map(metric -> finite(run.metrics().get(metric)))
                            .toList(),
                    suggestion
                            .map(Suggestion::probabilityOfFeasibility)
                            .map(TrialData::orNull)
                            .orElse(null),
                    suggestion.map(Suggestion::threshold).map(TrialData::orNull).orElse(null),
                    predicted(suggestion, metrics, true),
                    predicted(suggestion, metrics, false)));
        }
        return trials;
    }

    private static List<@Nullable Double> predicted(
            Optional<Suggestion> suggestion, List<String> metrics, boolean median) {
        Collection<Suggestion.Prediction> predictions =
                suggestion.map(Suggestion::predictions).orElse(List.of());
        List<@Nullable Double> values = new ArrayList<>();
        if (!predictions.isEmpty()) {
            metrics.forEach(metric -> values.add(predictions.stream()
                    .filter(prediction -> prediction.metric().equals(metric))
                    .findFirst()
                    .map(prediction -> finite(median ? prediction.mean() : prediction.deviation()))
                    .orElse(null)));
        }
        return values;
    }

    /** The first free place of each run, in the order of their starts. */
    private static int[] slots(List<Observation> runs) {
        Integer[] order = new Integer[runs.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> runs.get(a).started().compareTo(runs.get(b).started()));
        List<Instant> free = new ArrayList<>();
        int[] slots = new int[runs.size()];
        for (int i : order) {
            Observation run = runs.get(i);
            int slot = 0;
            while (slot < free.size() && free.get(slot).isAfter(run.started())) {
                slot++;
            }
            Instant end = run.started().plus(run.duration());
            if (slot == free.size()) {
                free.add(end);
            } else {
                free.set(slot, end);
            }
            slots[i] = slot;
        }
        return slots;
    }

    static @Nullable Double finite(@Nullable Double value) {
        return value != null && Double.isFinite(value) ? value : null;
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? finite(value.getAsDouble()) : null;
    }
}
