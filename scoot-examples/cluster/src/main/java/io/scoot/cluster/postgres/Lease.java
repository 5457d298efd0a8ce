package io.scoot.cluster.postgres;

import java.util.Objects;
import java.util.UUID;

/**
 * The right to write a study, from one taking to the next. No two takings have the same, also where a database was set back by a
 * failover and counts tokens again.
 *
 * @param study its name
 * @param id of this taking
 */
public record Lease(String study, UUID id) {

    /** Refuses nulls. */
    public Lease {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(id, "id");
    }
}
