package io.scoot;

/**
 * Where the host plugs in: launches the engine in a configuration, stress-tests it, and tells what came out. Called from
 * several threads at once when the parallelism is above 1; interrupted when its trial is past the timeout or the study closes.
 */
@FunctionalInterface
public interface Evaluator {

    /**
     * Evaluates one trial.
     *
     * @return what was measured, or that the configuration crashed
     * @throws Exception for anything that is the infrastructure's fault and not the configuration's: the trial is retried
     */
    Outcome evaluate(Trial trial) throws Exception;
}
