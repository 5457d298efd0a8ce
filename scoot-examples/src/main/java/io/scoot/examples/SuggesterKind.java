package io.scoot.examples;

import io.scoot.Suggester;
import io.scoot.suggest.GeneticSuggester;
import io.scoot.suggest.ScootSuggester;
import io.scoot.suggest.SobolSuggester;
import io.scoot.suggest.VanillaSuggester;
import java.util.Locale;
import java.util.function.Supplier;

/** The suggesters that Scoot ships, by the names of the command line. */
public enum SuggesterKind {
    /** The default mode. */
    SCOOT("Scoot's default mode", ScootSuggester::defaults),
    /** SCOOT as published. */
    PAPER("SCOOT as the paper has it", ScootSuggester::paper),
    /** RD. */
    SOBOL("random search by Sobol points (RD)", SobolSuggester::new),
    /** GA. */
    GENETIC("genetic algorithm (GA)", GeneticSuggester::new),
    /** VBO. */
    VANILLA("vanilla Bayesian optimisation with forests (VBO)", VanillaSuggester::new);

    private final String description;
    private final Supplier<Suggester> supplier;

    SuggesterKind(String description, Supplier<Suggester> supplier) {
        this.description = description;
        this.supplier = supplier;
    }

    /** A new one. */
    public Suggester create() {
        return supplier.get();
    }

    /** For people. */
    String description() {
        return description;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
