package io.scoot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for an asynchronous evaluation, and cancels it when interrupted. */
record AwaitingEvaluator(AsyncEvaluator evaluator) implements Evaluator {

    @Override
    public Outcome evaluate(Trial trial) throws Exception {
        CompletableFuture<Outcome> future = evaluator.evaluate(trial).toCompletableFuture();
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
