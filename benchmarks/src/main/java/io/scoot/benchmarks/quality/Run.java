package io.scoot.benchmarks.quality;

import io.scoot.Listener;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.Suggestion;
import io.scoot.Trial;
import io.scoot.Verdict;
import io.scoot.benchmarks.problems.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
 * @param recommended the regret of what the study ends with, as it is without noise; none of a peer's or an old run
 * @param satisfying observations until the first that keeps the bounds; none where nothing did, or there are none
 * @param saidUnmet whether the verdict said that a bound is not met; none of a peer's, or where there are none
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
        Map<Integer, Double> askSeconds,
        @Nullable Double recommended,
        @Nullable Integer satisfying,
        @Nullable Boolean saidUnmet) {

    /**
     * Lets {@code tuner} tune a problem.
     *
     * @param noise deviation of the factor that each measurement is multiplied by; regrets are without it
     */
    static Run of(Tuner tuner, Problem given, double noise, long seed, int budget, int parallelism) {
        Problem problem = tuner.raw() ? given.unconstrained() : given;
        Tally tally = new Tally(problem);
        Result result = problem.study()
                .evaluator(trial ->
                        Noise.disturbed(problem.evaluation().apply(trial.configuration()), noise, seed, trial.number()))
                .suggester(tuner.suggester().get())
                .listener(new AskTimes(tally))
                .budget(budget)
                .parallelism(parallelism)
                .seed(seed)
                .run();
        result.observations().forEach(o -> tally.observed(o.configuration(), noiseless(problem, o)));
        List<Observation> recommended =
                problem.objectives().size() == 1 ? result.best().stream().toList() : result.paretoFront();
        double regret = problem.regret(recommended.stream()
                .map(o -> problem.evaluation().apply(o.configuration()))
                .toList());
        Boolean unmet = problem.slos().isEmpty() ? null : saysUnmet(result);
        return tally.run(tuner.name(), noisy(problem.name(), noise), seed, parallelism, regret, unmet);
    }

    /** As the study has it, but without noise: what violates a known constraint was refused, whatever it would have measured. */
    private static Outcome noiseless(Problem problem, Observation observation) {
        return observation.feasible()
                ? problem.evaluation().apply(observation.configuration())
                : Outcome.crashed("crashed or refused");
    }

    private static boolean saysUnmet(Result result) {
        return result.verdict().bounds().stream().anyMatch(bound -> bound.status() == Verdict.Status.NOT_MET);
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

    /** The name of a problem whose measurements are noisy. */
    static String noisy(String problem, double noise) {
        return noise == 0.0 ? problem : problem + "~" + noise;
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
