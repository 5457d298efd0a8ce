package io.scoot.benchmarks.paper;

import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.benchmarks.quality.Tuner;
import io.scoot.simulator.SimulatedService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One study of one service.
 *
 * @param tuner its name
 * @param service its name
 * @param parallelism k
 * @param gains of the best observation over the default, in percent of the default, per objective; more is better
 * @param better whether it is another than the default
 * @param crashed observations after the start-up samples that crashed, known constraints violated included
 * @param suggested observations after the start-up samples
 * @param hours of the evaluations, if those of a batch run side by side
 * @param front metrics of the Pareto set, in the objectives' order
 */
record ServiceRun(
        String tuner,
        String service,
        int parallelism,
        double[] gains,
        boolean better,
        int crashed,
        int suggested,
        double hours,
        List<double[]> front) {

    private static final int BUDGET = 30;

    /** Tunes. */
    static ServiceRun of(String tuner, String service, int parallelism, long seed) {
        SimulatedService tuned = SimulatedService.named(service);
        Objective[] objectives = tuned.objectives();
        Result result = new Scoot.Builder()
                .space(tuned.space())
                .objectives(objectives)
                .evaluator(tuned.evaluator())
                .suggester(Tuner.named(tuner).suggester().get())
                .budget(BUDGET)
                .parallelism(parallelism)
                .confirmations(0)
                .seed(seed)
                .run();
        Observation best = result.best().orElseThrow();
        Map<String, Double> reference = result.reference().orElseThrow();
        double[] gains = new double[objectives.length];
        for (int j = 0; j < gains.length; j++) {
            String metric = objectives[j].metric();
            double before = reference.getOrDefault(metric, Double.NaN);
            gains[j] = 100.0 * objectives[j].oriented(best.metric(metric) - before) / before;
        }
        List<Observation> learned = result.observations()
                .subList(
                        1 + tuned.space().parameters().size(),
                        result.observations().size());
        int gpus = service.split("-", -1)[2].charAt(0) - '0';
        return new ServiceRun(
                tuner,
                service,
                parallelism,
                gains,
                best.trial().number() > 0,
                (int) learned.stream().filter(o -> !o.feasible()).count(),
                learned.size(),
                hours(result.observations(), gpus),
                result.paretoFront().stream().map(o -> values(o, objectives)).toList());
    }

    private static double hours(List<Observation> observations, int gpus) {
        Map<Integer, Double> slowest = new HashMap<>();
        for (Observation observation : observations) {
            Outcome outcome = observation.outcome();
            slowest.merge(observation.trial().batch(), outcome.cost() / gpus, Math::max);
        }
        return slowest.values().stream().mapToDouble(s -> s).sum() / 3600.0;
    }

    private static double[] values(Observation observation, Objective[] objectives) {
        List<Double> values = new ArrayList<>();
        for (Objective objective : objectives) {
            values.add(observation.metric(objective.metric()));
        }
        return values.stream().mapToDouble(v -> v).toArray();
    }
}
