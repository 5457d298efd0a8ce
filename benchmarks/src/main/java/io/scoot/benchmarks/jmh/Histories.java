package io.scoot.benchmarks.jmh;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Phase;
import io.scoot.SearchSpace;
import io.scoot.Trial;
import io.scoot.acq.SobolPoints;
import io.scoot.internal.space.UnitCube;
import io.scoot.simulator.SimulatedService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Histories as a study would have them. */
final class Histories {

    /** Parameters of the paper's space. */
    static final int PAPER = 9;

    private Histories() {}

    /** {@code n} admissible Sobol points with smooth metrics; a fifth of the space crashes. */
    static History of(int n, int objectives, int dimensions) {
        SearchSpace space = space(dimensions);
        UnitCube cube = UnitCube.of(space);
        SobolPoints sobol = SobolPoints.shifted(space.parameters().size(), 1L);
        List<Objective> metrics = new ArrayList<>();
        for (int j = 0; j < objectives; j++) {
            metrics.add(Objective.minimize("metric" + j));
        }
        List<Observation> observations = new ArrayList<>();
        Configuration next = space.defaults().orElseThrow();
        while (observations.size() < n) {
            double[] x = cube.encode(next);
            Phase phase = observations.isEmpty() ? Phase.DEFAULT : Phase.SUGGESTED;
            int number = observations.size();
            Trial trial = new Trial(number, number, next, phase, 1L, 1);
            boolean crashes = number > 0 && x[1] + 0.5 * x[x.length - 3] > 1.0;
            Outcome outcome = crashes ? Outcome.crashed("out of memory") : Outcome.measured(metrics(x, objectives));
            observations.add(new Observation(trial, outcome, Instant.EPOCH, Duration.ofMinutes(5)));
            do {
                next = cube.decode(sobol.next());
            } while (!space.admits(next));
        }
        Optional<Map<String, Double>> reference =
                Optional.of(observations.get(0).metrics());
        return History.builder(space, metrics)
                .reference(reference)
                .seed(1L)
                .observations(observations)
                .iteration(n)
                .budget(1000)
                .build();
    }

    /** The paper's space, or one of another size with as many numbers as switches. */
    private static SearchSpace space(int dimensions) {
        if (dimensions == PAPER) {
            return SimulatedService.named("sql-13b-4a10").space();
        }
        SearchSpace.Builder space = SearchSpace.builder();
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (int i = 0; i < dimensions; i++) {
            String name = "parameter-" + i;
            space.add(i % 2 == 0 ? Parameter.integer(name, 64, 8192) : Parameter.bool(name));
            defaults.put(name, i % 2 == 0 ? (Object) 256 : (Object) false);
        }
        return space.defaults(defaults).build();
    }

    private static Map<String, Double> metrics(double[] x, int objectives) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int j = 0; j < objectives; j++) {
            double sum = 1.0;
            for (int i = 0; i < x.length; i++) {
                double optimum = (i + j) % 3 / 2.0;
                sum += (x[i] - optimum) * (x[i] - optimum) * (1.0 + (i * 7 + j) % 4);
            }
            metrics.put("metric" + j, Math.exp(0.5 * sum));
        }
        return metrics;
    }
}
