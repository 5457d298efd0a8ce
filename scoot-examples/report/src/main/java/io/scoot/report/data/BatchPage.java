package io.scoot.report.data;

import io.scoot.Objective;
import io.scoot.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of many studies shows.
 *
 * @param title of the page
 * @param services in the given order
 */
public record BatchPage(String title, List<Row> services) {

    /**
     * One service.
     *
     * @param outcome as {@link Headline#comparison()}, or {@code problem} where the study did not finish
     * @param problem why it did not; null if it did
     * @param link to its report; null where there is none
     * @param courseOf what the course is of
     * @param course the best so far after each observation; null before there is one
     */
    public record Row(
            String name,
            String outcome,
            @Nullable String problem,
            @Nullable String link,
            List<Headline.Paired> gains,
            List<Headline.Kept> bounds,
            int trials,
            int crashed,
            String courseOf,
            List<@Nullable Double> course) {

        /** Of what is known: a result, a problem, or both. */
        public static Row of(String name, @Nullable Result result, @Nullable String problem, @Nullable String link) {
            if (result == null) {
                return new Row(name, "problem", problem, link, List.of(), List.of(), 0, 0, "", List.of());
            }
            Headline headline = Headline.withoutModels(Source.of(result));
            List<Objective> objectives = result.objectives();
            return new Row(
                    name,
                    problem == null ? headline.comparison() : "problem",
                    problem,
                    link,
                    headline.gains(),
                    headline.bounds(),
                    result.observations().size(),
                    result.observations().size() - result.feasible().size(),
                    objectives.size() == 1 ? objectives.get(0).metric() : "hypervolume",
                    Convergence.of(result).stream()
                            .<@Nullable Double>map(
                                    step -> objectives.size() == 1 ? step.best().get(0) : step.hypervolume())
                            .toList());
        }
    }
}
