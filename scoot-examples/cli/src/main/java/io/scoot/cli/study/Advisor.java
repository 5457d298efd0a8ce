package io.scoot.cli.study;

import io.scoot.Configuration;
import java.util.List;

/** Somebody who can say what is worth a trial before anything was tried. */
public interface Advisor {

    /** Who it is, as it is recorded with the trials. */
    String name();

    /** What it says; the same for the same seed. */
    Advice advise(long seed);

    /**
     * What an advisor says.
     *
     * @param configurations to be evaluated right after the default
     * @param sentence for people
     */
    record Advice(List<Configuration> configurations, String sentence) {
        /** Copies the configurations. */
        public Advice {
            configurations = List.copyOf(configurations);
        }
    }
}
