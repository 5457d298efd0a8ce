package io.scoot.simulator.v1;

/**
 * What a real engine runs, and on what.
 *
 * @param model that is served
 * @param gpu of which kind all are
 * @param gpus of one trial, 1 or more
 * @param maxModelLength tokens of prompt and answer that the engine is told to take
 */
public record Deployment(ModelShape model, Accelerator gpu, int gpus, int maxModelLength) {

    /** Checks the numbers. */
    public Deployment {
        if (gpus < 1) {
            throw new IllegalArgumentException("gpus " + gpus + " must be at least 1");
        }
        if (maxModelLength < 1) {
            throw new IllegalArgumentException("maxModelLength " + maxModelLength + " must be at least 1");
        }
    }

    /** For people. */
    @Override
    public String toString() {
        return model.name() + " on " + gpus + " × " + gpu.name();
    }
}
