package io.scoot.load.capacity;

import io.scoot.load.Arrivals;
import io.scoot.load.LoadPlan;

/** The plan of one step: a user's plan at another rate. */
final class StepPlan {

    private StepPlan() {}

    /** Refuses plans whose rate does not say how much comes. */
    static void check(LoadPlan plan) {
        if (!(plan.arrivals() instanceof Arrivals.Gamma || plan.arrivals() instanceof Arrivals.Fixed)) {
            throw new IllegalArgumentException("arrivals are " + plan.arrivals()
                    + "; for a capacity they must come at a constant rate: Poisson, gamma or fixed");
        }
        if (plan.maxConcurrency().isPresent()) {
            throw new IllegalArgumentException("maxConcurrency is "
                    + plan.maxConcurrency().getAsInt() + "; for a capacity there must be none, for it hides the queue");
        }
    }

    /**
     * A copy.
     *
     * @param first whether it is the first step: later ones need no compilation, and warm up by one wave, which also waits until
     *     the server is through with what the step before has left
     */
    static LoadPlan at(LoadPlan plan, double rate, double seconds, boolean first) {
        return new LoadPlan(
                plan.api(),
                plan.model(),
                plan.headers(),
                plan.body(),
                plan.arrivals(),
                rate,
                seconds,
                plan.pool(),
                plan.prompts(),
                plan.slo(),
                plan.prefixCache(),
                Math.max(1, plan.warmUp()),
                first ? plan.warmUpWaves() : 1,
                plan.requestTimeout(),
                plan.drain(),
                plan.maxConcurrency(),
                plan.stopAtErrors(),
                plan.stopAtOpen(),
                plan.maxModelLength(),
                plan.tokenizer());
    }
}
