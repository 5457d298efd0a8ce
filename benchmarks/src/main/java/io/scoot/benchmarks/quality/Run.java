package io.scoot.benchmarks.quality;

import io.scoot.Listener;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.Suggestion;
import io.scoot.Trial;
import io.scoot.benchmarks.problems.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run of a tuner on a problem; one JSON line of the results.
 *
 * @param tuner its name
 * @param problem its name
 * @param seed of the study
 * @param parallelism k
 * @param regret normalised simple regret after 1, 2, … observations
 * @param crashes observations that crashed, known constraints violated included
 * @param suggestedCrashes those of them after the start-up samples
 * @param suggested observations after the start-up samples
 * @param violations known constraints violated
 * @param askSeconds of a suggestion after so many observations: 10, 20, 30 …
 */
record Run(
        String tuner,
        String problem,
        long seed,
        int parallelism,
        List<Double> regret,
        int crashes,
        int suggestedCrashes,
        int suggested,
        int violations,
        Map<Integer, Double> askSeconds) {

    /** Lets {@code tuner} tune {@code problem}. */
    static Run of(Tuner tuner, Problem problem, long seed, int budget, int parallelism) {
        AskTimes times = new AskTimes();
        Result result = problem.study()
                .suggester(tuner.suggester().get())
                .listener(times)
                .budget(budget)
                .parallelism(parallelism)
                .seed(seed)
                .run();
        List<Outcome> seen = new ArrayList<>();
        List<Double> regret = new ArrayList<>();
        int start = problem.space().parameters().size()
                + (problem.space().defaults().isPresent() ? 1 : 0);
        int crashes = 0;
        int suggestedCrashes = 0;
        int violations = 0;
        for (Observation observation : result.observations()) {
            seen.add(observation.outcome());
            regret.add(problem.regret(seen));
            crashes += observation.feasible() ? 0 : 1;
            suggestedCrashes += observation.feasible() || seen.size() <= start ? 0 : 1;
            violations += problem.space().admits(observation.configuration()) ? 0 : 1;
        }
        return new Run(
                tuner.name(),
                problem.name(),
                seed,
                parallelism,
                regret,
                crashes,
                suggestedCrashes,
                Math.max(0, seen.size() - start),
                violations,
                times.seconds);
    }

    /** After {@code n} observations, or after the last. */
    double regretAfter(int n) {
        return regret.get(Math.min(n, regret.size()) - 1);
    }

    /** What tells this run from others. */
    String key() {
        return String.join(" ", tuner, problem, String.valueOf(seed), String.valueOf(parallelism));
    }

    private static final class AskTimes implements Listener {

        private final Map<Integer, Double> seconds = new TreeMap<>();
        private final Map<Integer, Boolean> finished = new HashMap<>();

        @Override
        public void suggested(List<Trial> trials, List<Suggestion> suggestions, Duration took) {
            int n = finished.size();
            if (n > 0 && n % 10 == 0 && !trials.isEmpty()) {
                seconds.put(n, took.toNanos() * 1e-9 / trials.size());
            }
        }

        @Override
        public void finished(Observation observation) {
            finished.put(observation.trial().number(), observation.feasible());
        }
    }
}
