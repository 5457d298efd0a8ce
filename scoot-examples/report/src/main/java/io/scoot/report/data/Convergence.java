package io.scoot.report.data;

import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the best grew, of what keeps the bounds and held up when it was run again.
 *
 * @param trial the number of the observation after which it stood so
 * @param best the best value of each objective by itself; null before there is one
 * @param hypervolume of the front against the study's reference; null of a single objective
 */
public record Convergence(
        int trial, List<@Nullable Double> best, @Nullable Double hypervolume) {

    static List<Convergence> of(Result result) {
        List<Convergence> steps = new ArrayList<>();
        List<Objective> objectives = result.objectives();
        List<@Nullable Double> best = new ArrayList<>();
        objectives.forEach(objective -> best.add(null));
        List<Observation> front = List.of();
        double hypervolume = 0.0;
        for (Observation run : result.observations()) {
            if (result.satisfies(run) && !result.refuted(run.configuration())) {
                for (int j = 0; j < best.size(); j++) {
                    Objective objective = objectives.get(j);
                    double value = run.metric(objective.metric());
                    Double before = best.get(j);
                    if (before == null || objective.worse(before, value) != value) {
                        best.set(j, value);
                    }
                }
                if (objectives.size() > 1) {
                    Result grown = Result.builder(objectives)
                            .reference(result.reference())
                            .observations(Stream.concat(front.stream(), Stream.of(run))
                                    .toList())
                            .build();
                    front = grown.paretoFront();
                    hypervolume = grown.hypervolume();
                }
            }
            steps.add(new Convergence(
                    run.trial().number(), new ArrayList<>(best), objectives.size() > 1 ? hypervolume : null));
        }
        return steps;
    }
}
