package io.scoot.cli.study;

import io.scoot.Suggester;
import io.scoot.suggest.GeneticSuggester;
import io.scoot.suggest.ScootSuggester;
import io.scoot.suggest.SobolSuggester;
import io.scoot.suggest.VanillaSuggester;
import java.util.Locale;

/** The suggesters that Scoot ships, by the names of the command line. */
public enum SuggesterKind {
    /** The default mode. */
    SCOOT("Scoot's default mode"),
    /** SCOOT as published. */
    PAPER("SCOOT as the paper has it"),
    /** RD. */
    SOBOL("random search by Sobol points (RD)"),
    /** GA. */
    GENETIC("genetic algorithm (GA)"),
    /** VBO. */
    VANILLA("vanilla Bayesian optimisation with forests (VBO)");

    private final String description;

    SuggesterKind(String description) {
        this.description = description;
    }

    /** A new one. */
    public Suggester create() {
        return switch (this) {
            case SCOOT -> ScootSuggester.defaults();
            case PAPER -> ScootSuggester.paper();
            case SOBOL -> new SobolSuggester();
            case GENETIC -> new GeneticSuggester();
            case VANILLA -> new VanillaSuggester();
        };
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
