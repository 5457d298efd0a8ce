package io.scoot.internal.study;

import io.scoot.Slo;
import java.util.List;

/**
 * What may change when a study is resumed, and decides what its records mean.
 *
 * @param slos bounds that a configuration must keep
 * @param budget observations, the default configuration included
 * @param confirmations pairs of runs of default and best configuration
 * @param retries how often a failed trial is tried again
 * @param tolerance a gain below it, relative to the default, is none worth having
 */
public record Terms(List<Slo> slos, int budget, int confirmations, int retries, double tolerance) {

    /** Copies the bounds. */
    public Terms {
        slos = List.copyOf(slos);
    }

    /** Those of a plan. */
    public static Terms of(StudyPlan plan) {
        StudyPlan.Limits limits = plan.limits();
        return new Terms(plan.slos(), limits.budget(), limits.confirmations(), limits.retries(), limits.tolerance());
    }
}
