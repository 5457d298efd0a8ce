package io.scoot.report.data;

import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.report.data.Trust.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Whether the study can be believed.
 *
 * @param checks what a person should look at, in order
 * @param reasons why trials crashed: those of one kind together, the most frequent first
 */
public record Health(List<Check> checks, List<Reason> reasons) {

    /** Relative scatter that is as quiet as benchmarks get. */
    private static final double QUIET = 0.03;

    /**
     * One look.
     *
     * @param question that it answers
     * @param level of the answer
     * @param answer in a sentence
     */
    public record Check(String question, Level level, String answer) {}

    /**
     * A kind of crash.
     *
     * @param text of the first one
     * @param count how many are like it
     */
    public record Reason(String text, int count) {}

    static Health of(Source source, List<Predictability> metrics) {
        Result result = source.result();
        List<Check> checks = new ArrayList<>();
        checks.add(better(source));
        metrics.forEach(metric -> checks.add(new Check(
                "Is " + metric.metric() + " predictable?",
                metric.trust().level(),
                capital(metric.trust().text()) + ".")));
        checks.add(noise(result));
        checks.add(crashes(result));
        checks.add(Patience.check(result));
        if (!result.failures().isEmpty()) {
            checks.add(new Check(
                    "Did the infrastructure hold?",
                    Level.FAIR,
                    count(result.failures().size(), "trial") + " failed for good and taught nothing."));
        }
        return new Health(checks, reasons(result.observations()));
    }

    private static Check better(Source source) {
        Result result = source.result();
        String question = "Is anything better than the default?";
        if (result.best().isEmpty()) {
            return new Check(
                    question,
                    result.observations().isEmpty() ? Level.UNKNOWN : Level.POOR,
                    result.observations().isEmpty()
                            ? "Nothing has been measured yet."
                            : result.feasible().isEmpty()
                                    ? "No configuration worked."
                                    : "No configuration keeps all bounds.");
        }
        if (result.feasible().size() == 1) {
            return new Check(question, Level.UNKNOWN, "Only one configuration has worked so far.");
        }
        if (source.standard().isEmpty()) {
            return new Check(question, Level.UNKNOWN, "There is no measured default to compare with.");
        }
        return switch (result.verdict().comparison()) {
            case BETTER -> new Check(question, Level.GOOD, "Yes, beyond what the noise explains.");
            case NO_GAIN -> new Check(question, Level.FAIR, "No gain worth having: keep the default.");
            case NOT_DECIDED ->
                new Check(
                        question,
                        Level.UNKNOWN,
                        result.verdict().gains().isEmpty()
                                ? "Not known: default and best were not run again side by side."
                                : "Not decided at this noise"
                                        + pairs(result.verdict().pairsMissing()) + ".");
        };
    }

    private static String pairs(int missing) {
        return missing > 0 ? "; about " + count(missing, "more pair") + " of runs would tell" : "";
    }

    /** From runs of one configuration under other arrival orders: the only sure source. */
    private static Check noise(Result result) {
        String question = "How much do readings scatter?";
        List<String> texts = new ArrayList<>();
        double largest = 0.0;
        for (var objective : result.objectives()) {
            OptionalDouble scatter = result.noise(objective.metric());
            if (scatter.isPresent()) {
                texts.add(
                        String.format(Locale.ROOT, "%s by %.1f %%", objective.metric(), 100.0 * scatter.getAsDouble()));
                largest = Math.max(largest, scatter.getAsDouble());
            }
        }
        return texts.isEmpty()
                ? new Check(question, Level.UNKNOWN, "Nothing was run twice, so nobody knows.")
                : new Check(
                        question,
                        largest <= QUIET ? Level.GOOD : Level.FAIR,
                        "Under other arrival orders the same configuration's " + String.join(", ", texts)
                                + " (standard deviation).");
    }

    private static Check crashes(Result result) {
        String question = "How many trials crashed?";
        int all = result.observations().size();
        int crashed = all - result.feasible().size();
        if (all == 0) {
            return new Check(question, Level.UNKNOWN, "Nothing has run yet.");
        }
        return new Check(
                question,
                crashed == all ? Level.POOR : 2 * crashed > all ? Level.FAIR : Level.GOOD,
                crashed == 0
                        ? "None of " + all + "."
                        : String.format(Locale.ROOT, "%d of %d (%.0f %%).", crashed, all, 100.0 * crashed / all));
    }

    private static List<Reason> reasons(List<Observation> observations) {
        Map<String, Reason> byKind = new LinkedHashMap<>();
        observations.forEach(run -> TrialRows.reason(run).ifPresent(text -> {
            String kind = text.lines().findFirst().orElse("").replaceAll("\\d+(\\.\\d+)?", "#");
            byKind.merge(kind, new Reason(text, 1), (a, b) -> new Reason(a.text(), a.count() + 1));
        }));
        return byKind.values().stream()
                .sorted((a, b) -> Integer.compare(b.count(), a.count()))
                .toList();
    }

    static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
