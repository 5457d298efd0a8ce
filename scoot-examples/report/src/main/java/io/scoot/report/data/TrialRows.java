package io.scoot.report.data;

import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Trials as rows of a table.
 *
 * @param columns all of them, in order
 * @param rows one per trial, by number; what is not known, or not finite, is left out
 */
public record TrialRows(List<String> columns, List<Map<String, Object>> rows) {

    private static final double NANOS = 1e9;
    private static final String ORIGIN = "suggested_by";

    /** Copies both. */
    public TrialRows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Everything that was run. */
    public static TrialRows of(Source source) {
        List<String> columns = new ArrayList<>(List.of(
                "number",
                "batch",
                "phase",
                ORIGIN,
                "arrival_seed",
                "attempt",
                "outcome",
                "reason",
                "keeps_bounds",
                "started",
                "duration_s",
                "cost_gpu_s",
                "pof",
                "delta"));
        source.parameters().forEach(name -> columns.add("parameter." + name));
        source.metrics().forEach(name -> columns.add("metric." + name));
        source.metrics().forEach(name -> {
            columns.add("predicted." + name);
            columns.add("predicted_half_width." + name);
        });
        List<Map<String, Object>> rows =
                source.trials().stream().map(run -> row(source, run)).toList();
        columns.removeIf(column -> (column.startsWith("predicted") || column.equals(ORIGIN))
                && rows.stream().noneMatch(row -> row.containsKey(column)));
        return new TrialRows(columns, rows);
    }

    private static Map<String, Object> row(Source source, Observation run) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("number", run.trial().number());
        row.put("batch", run.trial().batch());
        row.put("phase", lower(run.trial().phase()));
        row.put("arrival_seed", run.trial().arrivalSeed());
        row.put("attempt", run.trial().attempt());
        row.put("outcome", outcome(run));
        reason(run).ifPresent(reason -> row.put("reason", reason));
        row.put("keeps_bounds", source.result().satisfies(run));
        row.put("started", run.started().toString());
        row.put("duration_s", seconds(run.duration()));
        row.put("cost_gpu_s", run.outcome().cost());
        Optional<Suggestion> suggestion = source.result().suggestion(run);
        suggestion.ifPresent(known -> {
            known.origin().ifPresent(origin -> row.put(ORIGIN, origin));
            known.probabilityOfFeasibility().ifPresent(pof -> row.put("pof", pof));
            known.threshold().ifPresent(delta -> row.put("delta", delta));
        });
        run.configuration().asMap().forEach((name, value) -> row.put("parameter." + name, value));
        source.metrics().forEach(name -> {
            Double value = TrialData.finite(run.metrics().get(name));
            if (value != null) {
                row.put("metric." + name, value);
            }
        });
        suggestion.ifPresent(known -> known.predictions().forEach(prediction -> {
            row.put("predicted." + prediction.metric(), prediction.mean());
            row.put("predicted_half_width." + prediction.metric(), prediction.deviation());
        }));
        return row;
    }

    /** What came out of a trial, in a word. */
    static String outcome(Observation run) {
        return run.outcome() instanceof Outcome.Measured
                ? "measured"
                : run.outcome() instanceof Outcome.Crashed ? "crashed" : "failed";
    }

    /** Why it did not work; empty if it did. */
    static Optional<String> reason(Observation run) {
        if (run.outcome() instanceof Outcome.Crashed crashed) {
            return Optional.of(crashed.reason());
        }
        return run.outcome() instanceof Outcome.Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    /** The row with an apostrophe before texts that a spreadsheet would take for a formula. */
    public static Map<String, Object> safeForSpreadsheets(Map<String, Object> row) {
        Map<String, Object> safe = new LinkedHashMap<>(row);
        safe.replaceAll((column, value) ->
                value instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                        ? "'" + text
                        : value);
        return safe;
    }
}
