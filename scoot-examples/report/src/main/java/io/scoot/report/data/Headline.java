package io.scoot.report.data;

import io.scoot.Gain;
import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.Simplification;
import io.scoot.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the study says in a screen.
 *
 * @param comparison of the best with the default: {@code better}, {@code no_gain}, {@code not_decided}; {@code nothing} while nothing
 *     worked and keeps the bounds
 * @param sentence the verdict for people
 * @param gains from paired runs
 * @param bounds whether they are kept
 * @param best the best configuration's trial; null while there is none
 * @param nearest where there is no best, the trial that comes nearest to the bounds; null where nothing worked
 * @param readings the default's and the best's (or nearest's) values
 * @param simplification the parameters that matter; null where nobody knows
 */
public record Headline(
        String comparison,
        String sentence,
        List<Paired> gains,
        List<Kept> bounds,
        @Nullable Integer best,
        @Nullable Integer nearest,
        List<Reading> readings,
        @Nullable Simple simplification) {

    /**
     * A gain; see {@link Gain}.
     *
     * @param low null of one pair
     * @param high null of one pair
     */
    public record Paired(
            String metric,
            double mean,
            @Nullable Double low,
            @Nullable Double high,
            int pairs) {}

    /**
     * A bound; see {@link Verdict.Bound}.
     *
     * @param text for people
     * @param status {@code met}, {@code not_met} or {@code unknown}
     */
    public record Kept(
            String text,
            String metric,
            String status,
            @Nullable Double bound,
            @Nullable Double worst,
            @Nullable Double margin) {}

    /**
     * A metric's first reading of the default and of the best.
     *
     * @param objective {@code minimize}, {@code maximize} or null where it is none
     * @param standard the default's
     * @param best the best's, or the nearest's
     * @param worst of the best's runs, of an objective
     * @param runs how many that is
     */
    public record Reading(
            String metric,
            @Nullable String objective,
            @Nullable Double standard,
            @Nullable Double best,
            @Nullable Double worst,
            int runs) {}

    /**
     * Fewer parameters; see {@link Simplification}.
     *
     * @param loss expected, relative
     * @param changed how many parameters the best changes
     * @param kept what each is worth
     * @param measured the trial that measured it; null where none did
     * @param runs what it changes against the best, from runs in pairs
     * @param refuted whether it did not hold up in them
     */
    public record Simple(
            double loss,
            int changed,
            List<Simplification.Kept> kept,
            @Nullable Integer measured,
            List<Paired> runs,
            boolean refuted) {}

    static Headline of(Source source) {
        return of(source, source.result().simplified());
    }

    /** Without a simplification, which takes a model. */
    static Headline withoutModels(Source source) {
        return of(source, Optional.empty());
    }

    private static Headline of(Source source, Optional<Simplification> simplified) {
        Result result = source.result();
        Verdict verdict = result.verdict();
        Optional<Observation> best = result.best();
        Optional<Observation> nearest = best.isPresent() ? Optional.empty() : result.nearest();
        return new Headline(
                best.isPresent() ? TrialRows.lower(verdict.comparison()) : "nothing",
                verdict.sentence(),
                verdict.gains().stream().map(Headline::paired).toList(),
                verdict.bounds().stream().map(Headline::kept).toList(),
                best.map(run -> run.trial().number()).orElse(null),
                nearest.map(run -> run.trial().number()).orElse(null),
                source.metrics().stream()
                        .map(metric -> reading(source, metric, best.or(() -> nearest)))
                        .toList(),
                simplified.map(simple -> simple(source, simple)).orElse(null));
    }

    private static Paired paired(Gain gain) {
        return new Paired(
                gain.metric(), gain.mean(), TrialData.finite(gain.low()), TrialData.finite(gain.high()), gain.pairs());
    }

    private static Kept kept(Verdict.Bound bound) {
        return new Kept(
                bound.slo().toString(),
                bound.slo().metric(),
                TrialRows.lower(bound.status()),
                TrialData.orNull(bound.bound()),
                TrialData.orNull(bound.worst()),
                TrialData.orNull(bound.margin()));
    }

    private static Reading reading(Source source, String metric, Optional<Observation> shown) {
        Result result = source.result();
        return new Reading(
                metric,
                result.objectives().stream()
                        .filter(objective -> objective.metric().equals(metric))
                        .map(objective -> TrialRows.lower(objective.direction()))
                        .findFirst()
                        .orElse(null),
                TrialData.finite(
                        source.standard().map(run -> run.metrics().get(metric)).orElse(null)),
                TrialData.finite(shown.map(run -> run.metrics().get(metric)).orElse(null)),
                result.slos().get(metric),
                shown.map(run -> result.runs(run.configuration()).size()).orElse(0));
    }

    private static Simple simple(Source source, Simplification simple) {
        Result result = source.result();
        Optional<Observation> best = result.best();
        int changed = best.isEmpty() || source.defaults().isEmpty()
                ? simple.kept().size()
                : (int) source.parameters().stream()
                        .filter(name -> !best.get()
                                .configuration()
                                .get(name)
                                .equals(source.defaults().get().get(name)))
                        .count();
        return new Simple(
                simple.loss(),
                changed,
                simple.kept(),
                result.observations().stream()
                        .filter(run -> run.configuration().equals(simple.configuration()))
                        .map(run -> run.trial().number())
                        .findFirst()
                        .orElse(null),
                simple.measured().stream().map(Headline::paired).toList(),
                simple.refuted());
    }
}
