package io.scoot.cli.tune;

import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import io.scoot.engines.catalogue.ModelFacts;
import io.scoot.load.LoadPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Facts of model and machine: what is usual, what the model's folder tells, what the user says; the later the better. */
final class EngineFacts {

    private static final String LENGTH = "max-model-len";
    private static final String LONGEST = "longest-request";

    private final Map<String, String> given;
    private final Map<String, Integer> told;
    private final int gpus;

    EngineFacts(Map<String, String> given, String model, int gpus) {
        this.given = given;
        this.told = model.isEmpty() ? Map.of() : ModelFacts.of(Path.of(model));
        this.gpus = gpus;
    }

    Facts known() {
        Facts known = Facts.defaults().with("gpus", gpus);
        for (Map.Entry<String, Integer> fact : told.entrySet()) {
            known = known.with(fact.getKey(), fact.getValue());
        }
        for (Map.Entry<String, String> fact : given.entrySet()) {
            known = known.with(fact.getKey(), value(fact.getValue()));
        }
        return known;
    }

    /** With what the load asks of a slot. */
    Facts under(LoadPlan plan) {
        int longest = plan.pool().stream()
                .mapToInt(shape -> shape.input() + shape.output())
                .max()
                .orElse(0);
        return given.containsKey(LONGEST) ? known() : known().with(LONGEST, longest);
    }

    /** The model's length in tokens where it is told; otherwise 0. */
    int explicitLength() {
        return given.containsKey(LENGTH) || told.containsKey(LENGTH) ? known().whole(LENGTH) : 0;
    }

    /** A fact that nothing speaks of is a slip. */
    void requireSpokenOf(Catalogue catalogue) {
        Set<String> known = new TreeSet<>(Facts.defaults().values().keySet());
        for (String name : given.keySet()) {
            if (!Facts.defaults().values().containsKey(name) && !catalogue.speaksOf(name)) {
                throw new IllegalArgumentException(
                        "--fact " + name + ": " + catalogue.name() + " speaks of no such fact"
                                + Names.nearest(name, known)
                                        .map(other -> "; the nearest is " + other)
                                        .orElse("") + "; known are " + known);
            }
        }
    }

    private static Object value(String text) {
        if (text.matches("-?\\d{1,9}")) {
            return Integer.valueOf(text);
        }
        return text.matches("-?\\d*\\.?\\d+") ? Double.valueOf(text) : text;
    }
}
