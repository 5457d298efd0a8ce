package io.scoot.load;

import java.util.List;

/**
 * How far a test is.
 *
 * @param seconds on its clock
 * @param planned requests of the whole test
 * @param results of the requests that were sent; one that is open is unfinished, with what it has waited until now
 */
public record Progress(double seconds, int planned, List<RequestResult> results) {

    /** Copies the results. */
    public Progress {
        results = List.copyOf(results);
    }
}
