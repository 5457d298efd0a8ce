package io.scoot.cluster.postgres;

import io.scoot.Evaluator;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What is tuned by several processes: each of them describes it alike, from the host's own list of services.
 *
 * @param study its name in the database
 * @param space what may be tuned
 * @param builder a new builder of the study each time, with everything but log and evaluator
 * @param parallelism trials at a time
 * @param asynchronous whether a free place gets a suggestion at once; as in the builder
 * @param evaluator what a worker does with a trial; it bounds its own time
 */
public record Service(
        String study,
        SearchSpace space,
        Supplier<Scoot.Builder> builder,
        int parallelism,
        boolean asynchronous,
        Evaluator evaluator) {

    /** Refuses nulls and a parallelism below 1. */
    public Service {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(builder, "builder");
        Objects.requireNonNull(evaluator, "evaluator");
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism " + parallelism + " of " + study + " must be at least 1");
        }
    }
}
