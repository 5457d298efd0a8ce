package io.scoot.benchmarks.quality;

import io.scoot.Listener;
import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.Suggestion;
import io.scoot.Trial;
import io.scoot.benchmarks.problems.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
        Tally tally = new Tally(problem);
        Result result = problem.study()
                .suggester(tuner.suggester().get())
                .listener(new AskTimes(tally))
                .budget(budget)
                .parallelism(parallelism)
                .seed(seed)
                .run();
        result.observations().forEach(o -> tally.observed(o.configuration(), o.outcome()));
        return tally.run(tuner.name(), seed, parallelism);
    }

    /** After {@code n} observations, or after the last. */
    double regretAfter(int n) {
        return regret.get(Math.min(n, regret.size()) - 1);
    }

    /** What tells this run from others. */
    String key() {
        return key(tuner, problem, seed, parallelism);
    }

    static String key(String tuner, String problem, long seed, int parallelism) {
        return String.join(" ", tuner, problem, String.valueOf(seed), String.valueOf(parallelism));
    }

    private static final class AskTimes implements Listener {

        private final Tally tally;
        private int finished;

        AskTimes(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void suggested(List<Trial> trials, List<Suggestion> suggestions, Duration took) {
            if (!trials.isEmpty()) {
                tally.asked(finished, took.toNanos() * 1e-9 / trials.size());
            }
        }

        @Override
        public void finished(Observation observation) {
            finished++;
        }
    }
}
