package io.scoot.cli.study;

/** What becomes of a study that the options of a command describe: it is run, or kept for later. */
@FunctionalInterface
public interface Studies {

    /**
     * The exit status.
     *
     * @throws IllegalArgumentException if the study cannot be
     */
    int take(Subject subject, Settings settings);
}
