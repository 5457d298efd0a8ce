package io.scoot;

import java.util.concurrent.CompletionStage;

/** An evaluator that starts the work and returns at once; else like {@link Evaluator}. */
@FunctionalInterface
public interface AsyncEvaluator {

    /**
     * Starts evaluating one trial. A stage that completes exceptionally is the infrastructure's failure; past the timeout
     * the stage's future is cancelled.
     *
     * @throws Exception if the work could not even be started: also the infrastructure's failure
     */
    CompletionStage<Outcome> evaluate(Trial trial) throws Exception;
}
