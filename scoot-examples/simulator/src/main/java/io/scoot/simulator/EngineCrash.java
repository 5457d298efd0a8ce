package io.scoot.simulator;

/** The engine died, or refused to start. */
final class EngineCrash extends Exception {

    private static final long serialVersionUID = 1L;

    /** When. */
    enum Stage {
        START,
        RUN
    }

    private final Stage stage;
    private final double atSeconds;

    EngineCrash(Stage stage, double atSeconds, String reason) {
        super(reason);
        this.stage = stage;
        this.atSeconds = atSeconds;
    }

    Stage stage() {
        return stage;
    }

    /** Simulated seconds since the stress test began; 0 at the start. */
    double atSeconds() {
        return atSeconds;
    }
}
