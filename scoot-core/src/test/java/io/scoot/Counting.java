package io.scoot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A space of one integer x in [0, 99] with default 50, and a suggester that counts: all a test of the loop needs. */
final class Counting {

    static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.integer("x", 0, 99))
            .defaults(Map.of("x", 50))
            .build();

    private Counting() {}

    /** The smallest values of x that are not taken. */
    static List<Configuration> suggest(History history, int count) {
        Set<Configuration> taken = history.taken();
        List<Configuration> next = new ArrayList<>();
        for (int x = 0; x <= 99 && next.size() < count; x++) {
            Configuration configuration = history.space().configuration(Map.of("x", x));
            if (!taken.contains(configuration)) {
                next.add(configuration);
            }
        }
        return next;
    }

    /** A study of minimising "loss" with the counting suggester. */
    static Scoot.Builder study(Evaluator evaluator) {
        return new Scoot.Builder()
                .space(SPACE)
                .objectives(Objective.minimize("loss"))
                .suggester(Counting::suggest)
                .confirmations(0)
                .evaluator(evaluator);
    }

    /** Measures loss = |x − 7|. */
    static Outcome measure(Trial trial) {
        return loss(Math.abs(trial.configuration().getInt("x") - 7));
    }

    static Outcome loss(double value) {
        return Outcome.measured(Map.of("loss", value));
    }
}
