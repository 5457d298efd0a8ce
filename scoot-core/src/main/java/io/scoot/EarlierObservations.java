package io.scoot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Observations of an earlier study, as this one sees them.
 *
 * @param observations renumbered from 0; crashed ones too
 * @param dropped why each of the others does not fit
 */
record EarlierObservations(List<Observation> observations, List<String> dropped) {

    static EarlierObservations fit(Collection<Observation> earlier, SearchSpace space, List<Objective> objectives) {
        List<Observation> fitting = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (Observation observation : earlier) {
            try {
                check(observation, objectives);
                fitting.add(renumbered(observation, fitting.size(), space));
            } catch (IllegalArgumentException e) {
                dropped.add("history: trial " + observation.trial().number() + " was dropped: " + e.getMessage());
            }
        }
        return new EarlierObservations(List.copyOf(fitting), List.copyOf(dropped));
    }

    private static void check(Observation observation, List<Objective> objectives) {
        if (observation.outcome() instanceof Outcome.Failed) {
            throw new IllegalArgumentException("it failed, which teaches nothing");
        }
        if (observation.feasible()) {
            for (Objective objective : objectives) {
                if (!Double.isFinite(observation.metric(objective.metric()))) {
                    throw new IllegalArgumentException("metric \"" + objective.metric() + "\" is not finite");
                }
            }
        }
    }

    private static Observation renumbered(Observation observation, int number, SearchSpace space) {
        Map<String, Object> values = new LinkedHashMap<>();
        space.defaults().ifPresent(defaults -> values.putAll(defaults.asMap()));
        values.putAll(observation.configuration().asMap());
        Configuration configuration = space.configuration(values);
        Trial old = observation.trial();
        Trial trial = new Trial(number, -1, configuration, Phase.EARLIER, old.arrivalSeed(), old.attempt());
        return new Observation(trial, observation.outcome(), observation.started(), observation.duration());
    }
}
